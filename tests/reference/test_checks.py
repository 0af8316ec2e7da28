"""A package that contradicts itself, its manifest or the calendar is refused with the first thing that is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.reference.checks import check
from shared.reference.package import SCHEMAS, Package, PackageWrong
from shared.reference.sealing import seal
from shared.reference.shipped import shipped
from tests.reference.packages import (
    REGIONS,
    STREETS,
    TABLES,
    VILLAGES,
    read_manifest,
    write_manifest,
    write_package,
)


def refusal(folder: Path) -> PackageWrong:
    """Why the package is refused."""
    with pytest.raises(PackageWrong) as refused:
        check(Package.open(folder))
    assert str(folder) in str(refused.value), "the sentence names the folder"
    return refused.value


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_what_comes_with_the_product_is_sound(name: str) -> None:
    check(shipped(name))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_small_package_is_sound(tmp_path: Path, name: str) -> None:
    check(Package.open(write_package(tmp_path, name)))


WRONG_PLACES = {
    "a county whose parent is not there": (("330214", "某区", "330900", "", "", "", "", ""), "has a parent 330900"),
    "two names at one time": (("330213", "奉城区", "330200", "2020", "", "", "", ""), "at the same time as 奉化区"),
    "a code twice": (("330213", "奉化区", "330200", "2016", "", "", "", ""), "at the same time as 奉化区"),
    "a successor that is not there": (("330225", "象山", "330200", "", "1990", "330999", "", ""), "became 330999"),
    "a successor that ended before": (("330225", "象山", "330200", "", "1990", "330224", "", ""), "became 330224"),
    "an old name that leads nowhere": (("330225", "象山", "330200", "", "1990", "", "", ""), "2 old names lead to no"),
    "an end before the beginning": (("330225", "象山", "330200", "1990", "1985", "330213", "", ""), "ends before"),
    "date that is none": (("330225", "象山", "330200", "1983", "1990-13-01", "330213", "", ""), "a date that is none"),
    "a code of other digits": (("3302", "象山", "330200", "", "", "", "", ""), "not 6 digits"),
    "no name": (("330225", " ", "330200", "", "", "", "", ""), "has no name"),
    "something that became something and goes on": (("330225", "象山", "330200", "", "", "330213", "", ""), "goes on"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "why"), WRONG_PLACES.values(), ids=WRONG_PLACES.keys())
def test_wrong_place_is_refused(tmp_path: Path, row: tuple[str, ...], why: str) -> None:
    wrong = refusal(write_package(tmp_path, tables={"places.csv": (*REGIONS, row)}))
    assert why in wrong.en
    assert any("\u4e00" <= character <= "\u9fff" for character in wrong.zh.removeprefix("参考数据"))


def test_a_street_of_a_county_and_a_village_of_a_street_that_are_not_there_are_refused(tmp_path: Path) -> None:
    street = ("330299001", "某街道", "330298", "", "", "")
    assert "330298" in refusal(write_package(tmp_path / "a", tables={"streets.csv": (*STREETS, street)})).en
    village = ("330213009201", "某村", "330213009", "", "", "")
    assert "330213009" in refusal(write_package(tmp_path / "b", tables={"villages.csv": (*VILLAGES, village)})).en


def test_a_name_that_lost_its_way_to_today_is_noticed_by_the_count(tmp_path: Path) -> None:
    rows = [row if row[0] != "330283" else (*row[:5], "", *row[6:]) for row in REGIONS]
    wrong = refusal(write_package(tmp_path, tables={"places.csv": rows}))
    assert "3 old names lead to no present code, and its manifest says 1" in wrong.en


WRONG_TABLES = {
    "dialect twice": ("dialects", "dialects.csv", (("wu", "吴语", "Wu", "", ""), ("wu", "x", "x", "", "")), "twice"),
    "area of no dialect": ("dialects", "dialect_areas.csv", (("33", "min"),), "'min' is not there"),
    "area twice": ("dialects", "dialect_areas.csv", (("33", "wu"), ("33", "wu")), "twice"),
    "phrase read too short": ("dialects", "phrases.csv", (("银行", "yín"),), "another number of syllables"),
    "surname twice": ("names", "surnames.csv", (("单", "shan"), ("单", "dan")), "twice"),
    "surname read too long": ("names", "surnames.csv", (("单", "shan yu"),), "another number of syllables"),
    "day that is none": ("calendars", "days.csv", (("2026-02-30", "off"),), "is no day"),
    "weekend off": ("calendars", "days.csv", (("2026-01-03", "off"),), "neither a weekday off"),
    "day twice": ("calendars", "days.csv", (("2026-01-01", "off"), ("2026-01-01", "off")), "twice"),
    "day of a year without source": ("calendars", "days.csv", (("2027-01-01", "off"),), "days or a source alone"),
    "year without a notice": ("calendars", "years.csv", (("2026", ""),), "no source"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "table", "rows", "why"), WRONG_TABLES.values(), ids=WRONG_TABLES.keys())
def test_wrong_table_is_refused(
    tmp_path: Path, name: str, table: str, rows: tuple[tuple[str, ...], ...], why: str
) -> None:
    assert why in refusal(write_package(tmp_path, name, tables={table: rows})).en


def changed(**told: object) -> Callable[[Path], None]:
    """A manifest that says something else."""
    return lambda folder: write_manifest(folder, {**read_manifest(folder), **told})


def without(*keys: str) -> Callable[[Path], None]:
    """A manifest that lacks something."""

    def lacks(folder: Path) -> None:
        write_manifest(folder, {key: value for key, value in read_manifest(folder).items() if key not in keys})

    return lacks


def edited(folder: Path) -> None:
    """One character of a table is another, and its hash with it."""
    file = folder / "places.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("奉化区", "奉华区"), encoding="utf-8")


def of_fewer_rows(folder: Path) -> None:
    """The manifest counts a row less than there is."""
    told = read_manifest(folder)
    told["tables"]["places.csv"]["rows"] -= 1
    write_manifest(folder, told)


def of_other_columns(folder: Path) -> None:
    """The manifest names a column that the product does not know."""
    told = read_manifest(folder)
    told["tables"]["places.csv"]["columns"][0] = "id"
    write_manifest(folder, told)


def of_another_heading(folder: Path) -> None:
    """The heading of a table is another, and its hash is right."""
    file, told = folder / "places.csv", read_manifest(folder)
    columns = told["tables"]["places.csv"]["columns"]
    file.write_text(file.read_text(encoding="utf-8").replace("code,name", "name,code", 1), encoding="utf-8")
    seal(folder)
    told = read_manifest(folder)
    told["tables"]["places.csv"]["columns"] = columns
    write_manifest(folder, told)


WRONG_MANIFESTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "none": (lambda folder: (folder / "manifest.json").unlink(), "manifest.json cannot be read"),
    "no json": (lambda folder: (folder / "manifest.json").write_text("{") and None, "not complete"),
    "no version": (without("version"), "not complete"),
    "version that is none": (changed(version="new"), "not complete"),
    "no sources": (changed(sources=[]), "sources and their licences"),
    "no licence": (changed(sources=[{"what": "somebody", "licence": ""}]), "sources and their licences"),
    "unknown package": (changed(name="rivers"), "no package called rivers"),
    "another form": (changed(schema=2), "its tables have form 2"),
    "another hash": (edited, "does not have the hash"),
    "fewer rows": (of_fewer_rows, "places.csv has 6 rows"),
    "other columns": (of_other_columns, "other tables or columns"),
    "another heading": (of_another_heading, "places.csv has other columns"),
    "a table that is gone": (lambda folder: (folder / "places.csv").unlink(), "places.csv cannot be read"),
}


@pytest.mark.parametrize(("spoil", "why"), WRONG_MANIFESTS.values(), ids=WRONG_MANIFESTS.keys())
def test_package_that_is_not_what_its_manifest_says_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None], why: str
) -> None:
    folder = write_package(tmp_path)
    spoil(folder)
    assert why in refusal(folder).en


def test_a_row_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    rows = (*TABLES["names"]["surnames.csv"], ("缪",))
    assert (
        "line 4 of surnames.csv is not whole"
        in refusal(write_package(tmp_path, "names", tables={"surnames.csv": rows})).en
    )
