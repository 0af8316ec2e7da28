"""Who may do and read what, for every kind of actor: nothing that is not in a list."""
