"""The legal limits of a search, by their codes in the rule table (limits.toml); both run from the entry (入站)."""

SEARCH_NOTICE = "search_notice"
DNA_REQUEST = "dna_request"

SEARCH_LIMITS = (SEARCH_NOTICE, DNA_REQUEST)
"""What starts to run when somebody who cannot say who they are is searched for."""
