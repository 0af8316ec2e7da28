"""By which words a case is found from the temporary label of its person; the label stands in lists anyway."""

from shared.kernel.texts import search_key


def label_words(label: str | None) -> list[str]:
    """Every tail of the label, so that what begins one of them (岳林, 01) is part of the label."""
    key = search_key(label or "")
    return [key[start:] for start in range(len(key))]
