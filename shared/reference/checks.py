"""What a package must hold to within itself; each raises PackageWrong with the first thing that is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from shared.reference.calendars import calendar_of
from shared.reference.dialect_tables import dialects_of
from shared.reference.package import Package, PackageWrong
from shared.reference.place_tables import REGIONS, STREETS, VILLAGES, rows_of
from shared.reference.places import Place, Places
from shared.reference.surnames import surnames_of

LEADS_NOWHERE = "leads_nowhere"
"""How many places of the past have no way to one of today, as the manifest of places says."""
_DAY = re.compile(r"\d{4}(?:-\d\d-\d\d)?")
_CODE = {REGIONS: 6, STREETS: 9, VILLAGES: 12}


def check(package: Package) -> None:
    """Read all tables of a package and check them. Raises PackageWrong."""
    _CHECKS[package.manifest.name](package)


def forgotten(newer: Package, holding: Package) -> list[str]:
    """The codes of the package that holds which a newer one does not have: what stored facts name must stay named."""
    return sorted(_codes(holding) - _codes(newer))


def _codes(package: Package) -> set[str]:
    tables = {"places": tuple(_CODE), "dialects": ("dialects.csv", "languages.csv"), "calendars": ("years.csv",)}
    return {row[0] for table in tables.get(package.manifest.name, ()) for row in package.rows(table)}


def _places(package: Package) -> None:
    rows = list(_sound_rows(package))
    places = Places(rows)
    _require_apart(package, places)
    for row in rows:
        if row.parent and row.parent not in places.latest:
            raise _wrong(package, row, f"的上级 {row.parent} 不存在", f"has a parent {row.parent} that is not there")
        _require_successors(package, places, row)
    nowhere = sum(not places.present_of(row) for row in rows)
    told = package.manifest.counts.get(LEADS_NOWHERE, 0)
    if nowhere != told:
        raise PackageWrong(
            package.folder,
            f"有 {nowhere} 个旧地名通不到现在的代码，清单写的是 {told} 个。",
            f"{nowhere} old names lead to no present code, and its manifest says {told}.",
        )


def _sound_rows(package: Package) -> Iterator[Place]:
    """All rows, each by itself sound: a code of its table's digits, a name, days that are days and in order."""
    for table, digits in _CODE.items():
        for row in rows_of(package, table):
            if not (row.code.isascii() and row.code.isdigit() and len(row.code) == digits and row.name.strip()):
                raise _wrong(package, row, f"没有名称或不是 {digits} 位代码", f"has no name or not {digits} digits")
            if not all(_is_day(day) for day in (row.valid_from, row.valid_to) if day):
                raise _wrong(package, row, "的起止日期不是日期", "has a date that is none")
            if row.valid_to and row.valid_from >= row.valid_to:
                raise _wrong(package, row, "的终止不在开始之后", "ends before it begins")
            if row.is_current and row.became:
                raise _wrong(package, row, "还在用，却写了变成什么", "goes on and yet became something")
            yield row


def _require_apart(package: Package, places: Places) -> None:
    """No two names of a code at one time: no code twice, and rows in order of time."""
    for code in places.latest:
        for earlier, later in pairwise(places.history(code)):
            if not earlier.valid_to or earlier.valid_to > later.valid_from:
                raise _wrong(package, later, f"与“{earlier.name}”同时有效", f"holds at the same time as {earlier.name}")


def _require_successors(package: Package, places: Places, row: Place) -> None:
    for code in row.became:
        after = places.after(row, code)
        if after is None:
            raise _wrong(package, row, f"变成的 {code} 不存在", f"became {code}, which is not there after it")


def _wrong(package: Package, row: Place, zh: str, en: str) -> PackageWrong:
    return PackageWrong(package.folder, f"{row.code} {row.name} {zh}。", f"{row.code} {row.name} {en}.")


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text if len(text) > 4 else f"{text}-01-01"))
    except ValueError:
        return False


def _dialects(package: Package) -> None:
    dialects_of(package)


def _names(package: Package) -> None:
    surnames_of(package)


def _calendars(package: Package) -> None:
    calendar_of(package)


_CHECKS: Mapping[str, Callable[[Package], None]] = {
    "places": _places,
    "dialects": _dialects,
    "names": _names,
    "calendars": _calendars,
}
