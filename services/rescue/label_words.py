"""By which words a case is found from the temporary label of its person; the label stands in lists anyway."""

import re
import unicodedata


def label_key(label: str) -> str:
    """A label as it is compared: half-width, lower case, without spaces and punctuation."""
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", label)).lower()


def label_words(label: str | None) -> list[str]:
    """Every tail of the label, so that what begins one of them (岳林, 01) is part of the label."""
    key = label_key(label or "")
    return [key[start:] for start in range(len(key))]
