"""A world in one process: time that passes at once, a broker and a storage that keep the real ones' semantics, and
replicas that can be killed between any two of their steps."""
