"""Provinces, prefectures, counties, streets and villages: what a code or a name means, on a day or today."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉"
    "|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各"
)
_SUFFIX = re.compile(rf"(?:(?:(?:{_PEOPLES})族?)*自治[州县旗区]|地区|[省市区县盟旗])$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place under one name: its code, and from and until when it was called so.

    Six digits are a province, prefecture or county (GB/T 2260), nine a street or town, twelve a village. Days are ISO
    texts of a year (1988) or a day; "" is not known, or still so. ``valid_to`` is the first year or day on which it was
    so no more; where only the year of a change is known, the later name counts in all of it. ``became`` are the codes
    that came after it, its own where only the name changed; none where that is not known.
    """

    code: str
    name: str
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""
    became: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None

    @property
    def is_current(self) -> bool:
        """Whether it is called so today."""
        return not self.valid_to

    @property
    def level(self) -> int:
        """The digits of the code that count: 2 for a province, 4 a prefecture, 6 a county, 9 a street, 12 a village."""
        if len(self.code) > 6:
            return len(self.code)
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

    def holds_on(self, day: str) -> bool:
        """Whether it was called so on a day (ISO)."""
        return self.valid_from <= day and (not self.valid_to or self.valid_to > day)


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place had, from and until years or days as far as they are known, under the code of that time."""

    name: str
    code: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Named:
    """A present place that a name means, and the former name where it was that one."""

    place: Place
    former: FormerName | None = None


class Places:
    """All places of a package, in memory; what is asked by name or by parent is indexed when it is first asked."""

    def __init__(self, rows: Iterable[Place]) -> None:
        self.latest: dict[str, Place] = {}
        """By code, the present name, or the last."""
        self._earlier: dict[str, tuple[Place, ...]] = {}
        for row in rows:
            if (before := self.latest.get(row.code)) is not None:
                self._earlier[row.code] = (*self._earlier.get(row.code, ()), before)
            self.latest[row.code] = row

    def history(self, code: str) -> tuple[Place, ...]:
        """All names of a code, in order of time."""
        last = self.latest.get(code)
        return (*self._earlier.get(code, ()), last) if last else ()

    def __iter__(self) -> Iterator[Place]:
        for code in self.latest:
            yield from self.history(code)

    def as_on(self, code: str, day: date) -> Place | None:
        """What a code meant on a day; None where it meant nothing then."""
        told = day.isoformat()
        return next((one for one in reversed(self.history(code)) if one.holds_on(told)), None)

    def chain(self, code: str, day: date | None = None) -> list[Place]:
        """The province, prefecture and so on down to a code, widest first, by today's or that day's names."""
        found: list[Place] = []
        while code:
            place = self.as_on(code, day) if day else None
            place = place or self.latest.get(code)
            if place is None:
                break
            found.append(place)
            code = place.parent
        return found[::-1]

    def full_name(self, code: str, day: date | None = None) -> str:
        """安徽省阜阳市临泉县: the whole chain in one word; the last known names of a code that is no more."""
        return "".join(place.name for place in self.chain(code, day))

    def children(self, code: str) -> Sequence[Place]:
        """What lies directly in a place today, by code."""
        return self._by_parent.get(code, ())

    def next_of(self, place: Place) -> list[Place]:
        """What came directly after a place."""
        return [one for code in place.became if (one := self.after(place, code)) is not None]

    def present_of(self, place: Place) -> list[Place]:
        """What a place is today: itself, or where what became of it leads; nothing where that is not known."""
        if place.is_current:
            return [place]
        if len(place.became) == 1:
            after = self.after(place, place.became[0])
            return self.present_of(after) if after else []
        return list(dict.fromkeys(end for one in self.next_of(place) for end in self.present_of(one)))

    def former_names(self, code: str) -> list[FormerName]:
        """The names that a present place had before, the latest first."""
        return self._former_names.get(code, [])

    def named(self, name: str) -> Sequence[Named]:
        """The present places that a name means, its own or one that it had, with or without the word for the level."""
        return self._by_name.get(name, ())

    @property
    def names(self) -> Mapping[str, Sequence[Named]]:
        """All names by which places are found, of each the present bearers first, widest first."""
        return self._by_name

    def after(self, place: Place, code: str) -> Place | None:
        """The row of a code that stood when a place ended, or else the first one after that."""
        for one in self._earlier.get(code, ()):
            if one.valid_to > place.valid_to:
                return one
        last = self.latest.get(code)
        return last if last and (not last.valid_to or last.valid_to > place.valid_to) else None

    @cached_property
    def _by_parent(self) -> Mapping[str, Sequence[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self.latest.values():
            if place.is_current:
                found.setdefault(place.parent, []).append(place)
        return found

    @cached_property
    def _former_names(self) -> Mapping[str, list[FormerName]]:
        found: dict[str, dict[str, FormerName]] = {}
        for row in self:
            for end in () if row.is_current else self.present_of(row):
                if end.name != row.name:
                    known = found.setdefault(end.code, {})
                    known[row.name] = _joined(known.get(row.name), row)
        return {code: sorted(names.values(), key=lambda one: one.until, reverse=True) for code, names in found.items()}

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Named]]:
        found: dict[str, list[Named]] = {}
        present = sorted((one for one in self.latest.values() if one.is_current), key=lambda one: (one.level, one.code))
        for place in present:
            for name in dict.fromkeys((place.name, place.short_name)):
                found.setdefault(name, []).append(Named(place))
        for place in present:
            for former in self.former_names(place.code):
                for name in _said(former):
                    known = found.setdefault(name, [])
                    if all(one.place is not place for one in known):
                        known.append(Named(place, former))
        return found


def _said(former: FormerName) -> Sequence[str]:
    """What people call a former name; a district keeps its 区, for the rest is often a word by itself (公园区)."""
    short = Place(former.code, former.name).short_name
    return [former.name] if former.name.endswith("区") or short == former.name else [former.name, short]


def _joined(known: FormerName | None, row: Place) -> FormerName:
    """A former name over all the rows that had it."""
    if known is None:
        return FormerName(row.name, row.code, row.valid_from, row.valid_to)
    last = max(known.until, row.valid_to)
    code = row.code if last == row.valid_to else known.code
    return FormerName(row.name, code, min(known.since, row.valid_from), last)
