"""Where things are: Fenghua's streets and towns, the country's counties, their centres and dialects, as dated facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import asin, cos, radians, sin, sqrt

from services.registry.domain.errors import StreetUnknown
from shared.reference.dialects import Dialect
from shared.reference.places import Place, Places

_EARTH_KM = 6371.0
_NATION = "100000"
_SHORTEST_VILLAGE = 3
_STREET = 9


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

    streets: Sequence[Place]
    regions: Places
    dialects: Sequence[Dialect] = ()
    dialect_areas: Mapping[str, str] = field(default_factory=dict)
    villages: Sequence[Place] = ()

    @property
    def places(self) -> Mapping[str, Place]:
        """Provinces, prefectures and counties by their codes, by the last name of those that are no more."""
        return self.regions.latest

    def region_exists(self, code: str) -> bool:
        """Whether a region code is or was in use; 100000 stands for the Ministry of Civil Affairs."""
        return code == _NATION or code in self.places

    def has_street(self, code: str) -> bool:
        """Whether this is the code of a street or town of Fenghua."""
        return any(street.code == code for street in self.streets)

    @property
    def district(self) -> str:
        """The region code of the district that this register is of: its streets and towns begin with it."""
        return self.streets[0].code[:6]

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
                found.setdefault(village.name, set()).add(village.code[:_STREET])
        return found

    def line_of(self, code: str) -> list[Place]:
        """The province, prefecture and county of a code, as far as they are known, widest first."""
        return self.regions.chain(code)

    def full_name(self, code: str) -> str:
        """安徽省阜阳市临泉县: the whole line in one word."""
        return self.regions.full_name(code)

    def named(self, name: str) -> Sequence[Place]:
        """The places of a name, with or without the suffix, provinces first; where none of today has it, what those
        are today that had it (襄樊).
        """
        found = self.regions.named(name)
        return [one.place for one in found if one.former is None] or [one.place for one in found]

    def centred(self, place: Place) -> Place:
        """The place itself, or for one of the past without a centre what it became, where that is one place."""
        if place.lat is None and len(now := self.regions.present_of(place)) == 1:
            return now[0]
        return place

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
