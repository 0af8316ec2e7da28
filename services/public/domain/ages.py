"""Bands of age by which notices are looked through: a published age is free text (约 50 岁)."""

import re

BANDS = {"child": (0, 17), "young": (18, 39), "middle": (40, 59), "old": (60, 150)}
"""Each band with its first and its last year of age."""
_NUMBER = re.compile(r"[0-9]{1,3}")
_WORDS = (
    ("child", ("儿童", "小孩", "幼儿", "婴儿", "少年", "child", "baby", "boy", "girl")),
    ("young", ("青年", "young")),
    ("middle", ("中年", "middle")),
    ("old", ("老年", "老人", "elderly", "old man", "old woman")),
)


def band_of(age: str, half_width_age: str) -> str:
    """The band that a published age falls into: by the middle of its numbers, else by its words; empty where neither
    tells. ``half_width_age`` is the same text with half-width digits.
    """
    numbers = [int(one) for one in _NUMBER.findall(half_width_age)][:2]
    if numbers:
        middle = sum(numbers) / len(numbers)
        return next((band for band, (first, last) in BANDS.items() if first <= middle < last + 1), "")
    text = age.lower()
    return next((band for band, words in _WORDS if any(word in text for word in words)), "")
