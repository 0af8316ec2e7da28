"""Other systems that hear of us: who they are, what may leave, and how it is brought to them (docs/adr/0028)."""
