"""Words to search names by: characters, full pinyin and initials, from every place in the name."""

import os
import re
from collections.abc import Mapping, Sequence
from itertools import accumulate

from services.registry.domain.name_search import WHOLE, Syllables
from services.registry.domain.place_levels import places_of_levels, without_levels
from shared.kernel.texts import search_key
from shared.reference.dialect_tables import phrases_of
from shared.reference.shipped import shipped

# The package's own phrases would cost the process 45 MB, and few of them stand in names; ours are reference data.
# It reads this switch when it is imported.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, load_phrases_dict, pinyin

_UNITS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]|[^\u3400-\u9fff\U00020000-\U0003134f]+")
"""What has one syllable each: a Han character, or whatever stands between two of them."""

_READINGS = 12
"""How many readings of a name with ambiguous characters are kept (重 zhong or chong)."""


def search_words(name: str) -> list[str]:
    """Every tail of the name, of its pinyin and of its initials: a query that begins one of them is found in the name.

    A tail begins at a character, so 协会, xiehui and xh all find 锋之社爱心服务协会. The same for the name without the
    words for the level of a place (奉化爱心协会), and all of a name once more behind WHOLE. Sorted, without repeats.
    """
    plain = search_key(name)
    units, words = _UNITS.findall(plain), set[str]()
    kept = _but_levels(plain, units)
    for syllables in readings(plain):
        initials = [syllable if syllable in plain else syllable[0] for syllable in syllables]
        for spelled in (units, syllables, initials):
            words |= _tails(spelled)
            if len(spelled) == len(units):
                words |= _tails([spelled[place] for place in kept])
    return sorted(words | _tails(plain))


def _tails(parts: Sequence[str]) -> set[str]:
    whole = "".join(parts)
    return {*("".join(parts[start:]) for start in range(len(parts))), *([WHOLE + whole] if whole else [])}


def _but_levels(plain: str, units: Sequence[str]) -> list[int]:
    """At which places the units stand that are no words for the level of a place."""
    levels, starts = places_of_levels(plain), accumulate(map(len, units), initial=0)
    return [place for place, (start, _) in enumerate(zip(starts, units, strict=False)) if start not in levels]


def pinyin_key(name: str) -> str:
    """The name in pinyin, one syllable a word, for sorting as Chinese directories do."""
    return " ".join(next(iter(readings(search_key(name))), ()))


def bare_sounds(name: str) -> list[str]:
    """Every reading of the name without the words for the level of a place, to be compared with what is looked for."""
    return [" ".join(one) for one in readings(without_levels(search_key(name)))] or [""]


def readings(plain: str) -> Sequence[Syllables]:
    """The likeliest reading of a key, then those in which one character is read differently."""
    likely = tuple(syllables[0] for syllables in pinyin(plain, style=Style.NORMAL))
    every = pinyin(plain, style=Style.NORMAL, heteronym=True)
    others = ((*likely[:i], other, *likely[i + 1 :]) for i, more in enumerate(every) for other in more)
    return list(dict.fromkeys((likely, *others)))[:_READINGS]


def read_phrases(phrases: Mapping[str, Sequence[str]]) -> None:
    """Read these words in names with a syllable for each character from now on."""
    load_phrases_dict({phrase: [[one] for one in syllables] for phrase, syllables in phrases.items()})


read_phrases(phrases_of(shipped("dialects")))
