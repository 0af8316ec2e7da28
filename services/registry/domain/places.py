"""Where things are: Fenghua's streets and towns, the country's counties, their centres and dialects, as dated facts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import asin, cos, radians, sin, sqrt

from services.registry.domain.errors import StreetUnknown

_EARTH_KM = 6371.0
_NATION = "100000"
_SHORTEST_VILLAGE = 3
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉"
    "|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各"
)
_ENDINGS = ("口音", "方言", "腔")
_SUFFIX = re.compile(rf"(?:(?:(?:{_PEOPLES})族?)*自治[州县旗区]|地区|[省市县区盟旗])$")


@dataclass(frozen=True)
class Street:
    """A street (街道) or town (镇) under one name, which held from and until these days; None is open or not known."""

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_current(self) -> bool:
        """Whether this name is in use today."""
        return self.valid_to is None


@dataclass(frozen=True)
class Village:
    """A village (村) or community (社区) under one name; the first nine digits of its code are those of its street."""

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def street_code(self) -> str:
        """The code of the street or town that it belongs to."""
        return self.code[:9]


@dataclass(frozen=True)
class Place:
    """A province, prefecture or county: its GB/T 2260 code, its name, and its centre in degrees where one is known."""

    code: str
    name: str
    lat: float | None = None
    lon: float | None = None
    former: bool = False

    @property
    def level(self) -> int:
        """2 for a province, 4 for a prefecture, 6 for a county: the digits of the code that count."""
        return 2 if self.code.endswith("0000") else 4 if self.code.endswith("00") else 6

    @property
    def prefix(self) -> str:
        """The digits that the codes of everything inside begin with."""
        return self.code[: self.level]

    @property
    def short_name(self) -> str:
        """The name as people say it: 阜阳 for 阜阳市. A one-character rest keeps its suffix (郊区)."""
        short = _SUFFIX.sub("", self.name)
        return short if len(short) > 1 else self.name


@dataclass(frozen=True)
class Dialect:
    """A dialect group, or a language of its own (苗语, 手语): its code word, both names, and what people call it.

    ``also_places`` says which of these words name a place beside the speech (广东话, with the region code); the others
    never do, whatever they look like. A language of its own has ``areas``: prefixes of regions where it is spoken.
    """

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    also_places: Mapping[str, str] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    is_language: bool = False

    @property
    def words(self) -> Mapping[str, str | None]:
        """All that people call it, with the region code of the place that a word names too.

        What ends in 话 is also called 口音, 方言 and 腔 (江南口音).
        """
        found: dict[str, str | None] = {}
        for name in (self.zh, *self.aliases):
            stem = name.removesuffix("话")
            more = (stem + ending for ending in _ENDINGS) if stem != name and len(stem) > 1 else ()
            found.update(dict.fromkeys((name, *more), self.also_places.get(name)))
        return found


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance between two centres in kilometres, to 0.1; None when one is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return round(2 * _EARTH_KM * asin(sqrt(half)), 1)


@dataclass(frozen=True)
class Gazetteer:
    """All facts about places that the register decides by."""

    streets: Sequence[Street]
    places: Mapping[str, Place]
    dialects: Sequence[Dialect] = ()
    dialect_areas: Mapping[str, str] = field(default_factory=dict)
    villages: Sequence[Village] = ()

    def region_exists(self, code: str) -> bool:
        """Whether a region code is or was in use; 100000 stands for the Ministry of Civil Affairs."""
        return code == _NATION or code in self.places

    def has_street(self, code: str) -> bool:
        """Whether this is the code of a street or town of Fenghua."""
        return any(street.code == code for street in self.streets)

    def street_name(self, code: str) -> str:
        """The name in use today. Raises StreetUnknown."""
        for street in self.streets:
            if street.code == code and street.is_current:
                return street.name
        raise StreetUnknown(street=code)

    def street_code(self, name: str) -> str:
        """The code of a street by its name, today's or a former one. Raises StreetUnknown."""
        for street in self.streets:
            if street.name == name.strip():
                return street.code
        raise StreetUnknown(street=name)

    def street_in(self, address: str) -> str | None:
        """The code of the street or town that an address names, or whose village it names; else None.

        A village counts by the longest name in the address, of three characters or more, if no other street has one so
        called: 西岙村 lies in three.
        """
        if (named := next((street.code for street in self.streets if street.name in address), None)) is not None:
            return named
        name = max((name for name in self._streets_by_village if name in address), key=len, default="")
        found = self._streets_by_village.get(name, set())
        return next(iter(found)) if len(found) == 1 else None

    @cached_property
    def _streets_by_village(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for village in self.villages:
            if len(village.name) >= _SHORTEST_VILLAGE:
                found.setdefault(village.name, set()).add(village.street_code)
        return found

    def line_of(self, code: str) -> list[Place]:
        """The province, prefecture and county of a code, as far as they are known, widest first."""
        codes = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
        return [self.places[one] for one in codes if one in self.places]

    def full_name(self, code: str) -> str:
        """安徽省阜阳市临泉县: the whole line in one word."""
        return "".join(place.name for place in self.line_of(code))

    def dialect_of(self, code: str) -> str | None:
        """The code of the dialect group spoken in most of this place: the longest known prefix holds."""
        for length in (6, 4, 2):
            if (found := self.dialect_areas.get(code[:length])) is not None:
                return found
        return None

    def languages_at(self, code: str) -> frozenset[str]:
        """The codes of the languages of their own that are spoken in this place, beside its dialect of Chinese."""
        return frozenset(one.code for one in self.dialects if code.startswith(one.areas)) if code else frozenset()

    @cached_property
    def languages(self) -> frozenset[str]:
        """The codes of all that is a language of its own, sign language among them."""
        return frozenset(one.code for one in self.dialects if one.is_language)

    @cached_property
    def by_speech(self) -> Mapping[str, tuple[Dialect, str | None]]:
        """Dialects and languages by all their words, each with the code of the place that the word names too."""
        return {word: (one, place) for one in self.dialects for word, place in one.words.items()}

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Place]]:
        """Places by their names, with and without the suffix; provinces first."""
        found: dict[str, list[Place]] = {}
        for place in sorted(self.places.values(), key=lambda one: (one.level, one.code)):
            for name in dict.fromkeys((place.name, place.short_name)):
                found.setdefault(name, []).append(place)
        return found
