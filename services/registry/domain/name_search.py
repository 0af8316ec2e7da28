"""How a name may differ from the one that somebody looks for: levels of places, sound, one ending, one character.

Names are compared as sequences of syllables, so that a wrong character of the same sound is no difference at all.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.registry.domain.place_levels import without_levels
from shared.kernel.labels import LabelledEnum
from shared.kernel.texts import search_key

Syllables = tuple[str, ...]
Readings = Callable[[str], Sequence[Syllables]]
"""Every way to read a key, a syllable a character, the likeliest first."""

WHOLE = "="
"""Begins the words that stand for a whole name, not for one of its tails."""
BACKWARDS = "#"
"""Begins a credit code that is written from its end. No key holds either mark."""

_HERE = re.compile(r"^(?:浙江)?(?:宁波)?(?:奉化)?")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_CODE = re.compile(r"(?=.*[0-9])[0-9a-z]{4,18}")
_READ = 4
"""How many readings of a query are followed."""
_HEARD = 2
"""How many characters a query must have to be followed by its sound: one sounds like a part of too many."""
_SHORTEST = 4
"""How many characters a query must have before one of them may be another: shorter names differ by one too often."""

ENDINGS = (
    *("志愿者协会", "服务中心"),
    *("研究会", "联合会", "促进会", "联谊会", "基金会", "同乡会", "校友会", "服务站", "服务队", "志愿队", "救援队"),
    *("艺术团", "研究院", "研究所", "俱乐部", "养老院", "幼儿园"),
    *("协会", "学会", "中心", "商会", "总会", "分会", "公会", "学校"),
)
"""How names of organisations end, the longest first."""


@dataclass(frozen=True)
class Sounding:
    """A name with every way to read it without the words for the level of a place, the likeliest first."""

    name: str
    readings: Sequence[Syllables]


class Fit(LabelledEnum):
    """How what was found fits what was looked for, the best first."""

    EXACT = "exact", "完全相同", "Exact"
    BEGINS = "begins", "开头相同", "Begins so"
    CONTAINS = "contains", "名称中含有", "Contains it"
    CODE = "code", "代码末位相同", "Code ends so"
    PLACE = "place", "地名写法不同", "Place written otherwise"
    SOUND = "sound", "读音相同", "Sounds the same"
    ENDING = "ending", "结尾不同", "Another ending"
    NEARLY = "nearly", "差一个字", "One character differs"


@dataclass(frozen=True)
class SoughtName:
    """What somebody types to find a name, and which beginnings of stored words it may be found by."""

    typed: str
    read: Readings

    @cached_property
    def key(self) -> str:
        """As it is compared."""
        return search_key(self.typed)

    @property
    def says_nothing(self) -> bool:
        """Whether something was typed in which there is nothing to look for: signs and pictures alone."""
        return bool(self.typed.strip()) and not self.key

    @cached_property
    def bare(self) -> str:
        """Without the levels of places; as it is where nothing else would be left."""
        return without_levels(self.key) or self.key

    @cached_property
    def core(self) -> str:
        """Without the places of this district before it, where two characters are left."""
        rest = _HERE.sub("", self.bare)
        return rest if len(rest) > 1 else self.bare

    @property
    def spellings(self) -> list[str]:
        """With and without the levels of places; nothing for no words."""
        return list(dict.fromkeys((self.key, self.bare))) if self.key else []

    @property
    def end_of_code(self) -> str:
        """The word that a credit code with these last characters begins with; empty for what is no end of a code."""
        return BACKWARDS + self.key[::-1] if _CODE.fullmatch(self.key) else ""

    @property
    def without_place(self) -> list[str]:
        """The core, where places of this district were left out; as a list, for the index."""
        return [self.core] if self.core != self.bare else []

    @property
    def sounds(self) -> list[str]:
        """How two Han characters or more sound, with the places of this district and without them."""
        return list(dict.fromkeys("".join(one) for one in self._sounds))

    @cached_property
    def _sounds(self) -> list[Syllables]:
        if len(self.bare) < _HEARD or not _HAN.search(self.key):
            return []
        return [one for text in dict.fromkeys((self.bare, self.core)) for one in self._readings(text)]

    @property
    def stem_sounds(self) -> list[str]:
        """How the name sounds before its ending; nothing for a name without a known ending, or of one character."""
        stem = without_ending(self.core)
        return ["".join(one) for one in self._stems] if 1 < len(stem) < len(self.core) else []

    @cached_property
    def _stems(self) -> list[Syllables]:
        return self._readings(without_ending(self.core))

    @cached_property
    def _syllables(self) -> Syllables:
        """The likeliest reading of the core."""
        return self.read(self.core)[0]

    @property
    def half_sounds(self) -> list[str]:
        """Both halves of the name: where one character is another, one of the halves is right."""
        if len(self.core) < _SHORTEST or not _HAN.search(self.core):
            return []
        syllables, stem = self._syllables, len(without_ending(self.core))
        middle = (stem if stem > 1 else len(syllables)) // 2
        return ["".join(syllables[:middle]), "".join(syllables[middle:])]

    def sounds_like(self, name: Sounding) -> bool:
        """Whether some part of a name, however it is read, has just these syllables: 爱西 is not 爱心."""
        return any(_within(one, read) for read in name.readings for one in self._sounds)

    def fits_but_for_ending(self, name: Sounding) -> bool:
        """Whether the name ends with the same stem and some ending."""
        there = search_key(name.name)
        cut = len(without_ending(there)) - len(there)
        return any(read[:cut][-len(stem) :] == stem for read in name.readings for stem in self._stems)

    def nearly_fits(self, name: Sounding) -> bool:
        """Whether some part of the name sounds the same, but for one syllable that is another, missing or too much."""
        return differs_by_one(self._syllables, name.readings[0])

    def _readings(self, text: str) -> list[Syllables]:
        return list(self.read(text))[:_READ]


def without_ending(key: str) -> str:
    """A key without the ending that names of organisations have; as it is without one."""
    ending = next((one for one in ENDINGS if key.endswith(one) and len(one) < len(key)), "")
    return key.removesuffix(ending)


def differs_by_one(sought: Syllables, there: Syllables) -> bool:
    """Whether some part of ``there`` is ``sought``, but for at most one place that is another, missing or too much."""
    for start in range(len(there)):
        same = _alike(sought, there[start:])
        rest, after = sought[same + 1 :], there[start + same :]
        if same == len(sought) or rest in (after[1 : len(rest) + 1], after[: len(rest)]):
            return True
        if sought[same:] == after[1 : len(sought) - same + 1]:
            return True
    return False


def _within(part: Syllables, whole: Syllables) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))


def _alike(one: Syllables, other: Syllables) -> int:
    """How many syllables are the same from the beginning."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
