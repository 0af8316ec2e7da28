"""Pages of people from outside: each sees and does only what lies within its scope."""
