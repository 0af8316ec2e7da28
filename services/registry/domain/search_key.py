"""How words are made comparable: names when they are stored, queries when they are looked for."""

import re
import unicodedata


def search_key(text: str) -> str:
    """Half-width, lower case, without spaces and punctuation."""
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", text)).lower()
