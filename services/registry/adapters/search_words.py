"""Words to search names by: characters, full pinyin and initials, from every place in the name."""

import csv
import os
from pathlib import Path

from services.registry.domain.search_key import search_key

# The package's own phrases would cost the process 45 MB, and few of them stand in names; ours are in data/phrases.csv.
# It reads this switch when it is imported.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, load_phrases_dict, pinyin

_PHRASES = Path(__file__).parents[1] / "data" / "phrases.csv"

_READINGS = 12
"""How many readings of a name with ambiguous characters are kept (重 zhong or chong)."""


def search_words(name: str) -> list[str]:
    """Every tail of the name, of its pinyin and of its initials: a query that begins one of them is found in the name.

    A tail begins at a character, so 协会, xiehui and xh all find 锋之社爱心服务协会. Sorted, without repeats.
    """
    plain = search_key(name)
    words = {plain[start:] for start in range(len(plain))}
    for syllables in _readings(plain):
        initials = [syllable if syllable in plain else syllable[0] for syllable in syllables]
        for start in range(len(syllables)):
            words |= {"".join(syllables[start:]), "".join(initials[start:])}
    return sorted(words)


def pinyin_key(name: str) -> str:
    """The name in pinyin, one syllable a word, for sorting as Chinese directories do."""
    return " ".join(next(iter(_readings(search_key(name))), ()))


def _readings(plain: str) -> list[tuple[str, ...]]:
    """The likeliest reading, then those in which one character is read differently: surnames and places often are."""
    likely = tuple(syllables[0] for syllables in pinyin(plain, style=Style.NORMAL))
    every = pinyin(plain, style=Style.NORMAL, heteronym=True)
    others = ((*likely[:i], other, *likely[i + 1 :]) for i, more in enumerate(every) for other in more)
    return list(dict.fromkeys((likely, *others)))[:_READINGS]


def _load_phrases() -> None:
    with _PHRASES.open(encoding="utf-8", newline="") as file:
        phrases = {row["phrase"]: [[one] for one in row["reading"].split()] for row in csv.DictReader(file)}
    load_phrases_dict(phrases)


_load_phrases()
