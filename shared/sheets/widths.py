"""How wide a text is where only its letters are known."""

from unicodedata import east_asian_width

WIDE, NARROW = 1.0, 0.56
"""Widths of one letter in em: Chinese, and the average of Latin letters and figures."""


def width_em(text: str) -> float:
    """About how wide a text is, in em."""
    return sum(WIDE if east_asian_width(letter) in "WF" else NARROW for letter in text)
