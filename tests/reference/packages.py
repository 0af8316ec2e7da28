"""Small packages of reference data for tests: written, sealed, and then broken in one place."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shared.reference.package import SCHEMAS
from shared.reference.sealing import seal

Rows = Sequence[Sequence[str]]
REGIONS: Rows = (
    ("330000", "浙江省", "", "", "", "", "30.27", "120.15"),
    ("330200", "宁波市", "330000", "1983", "", "", "29.87", "121.55"),
    ("330213", "奉化区", "330200", "2016", "", "", "29.66", "121.41"),
    ("330283", "奉化市", "330200", "1995", "2016", "330213", "", ""),
    ("330224", "奉化县", "330200", "1983", "1988", "330283", "", ""),
    ("330299", "废止县", "330200", "", "1990", "", "", ""),
)
STREETS: Rows = (
    ("330213003", "江口镇", "330213", "", "2003-12-01", "330213003"),
    ("330213003", "江口街道", "330213", "2003-12-01", "", ""),
)
VILLAGES: Rows = (("330213003201", "张村", "330213003", "", "", ""),)
TABLES: Mapping[str, Mapping[str, Rows]] = {
    "places": {"places.csv": REGIONS, "streets.csv": STREETS, "villages.csv": VILLAGES},
    "dialects": {
        "dialects.csv": (("wu", "吴语", "Wu", "江南话", ""),),
        "languages.csv": (("miao", "苗语", "Miao", "", "5226"),),
        "dialect_areas.csv": (("33", "wu"),),
        "phrases.csv": (("银行", "yín háng"),),
    },
    "names": {"surnames.csv": (("单", "shan|dan"), ("单于", "chan yu"))},
    "calendars": {
        "days.csv": (("2026-01-01", "off"), ("2026-01-04", "worked")),
        "years.csv": (("2026", "国务院办公厅通知"),),
    },
}
COUNTS = {"places": {"leads_nowhere": 1}}


def write_package(
    folder: Path, name: str = "places", version: str = "2030.1", tables: Mapping[str, Rows] | None = None, **told: Any
) -> Path:
    """A sound package in its folder, but for the ``tables`` and what the manifest is ``told`` otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in {**TABLES[name], **(tables or {})}.items():
        write_table(folder / file, SCHEMAS[name][file], rows)
    manifest = {"name": name, "version": version, "valid_from": "2030-01-01", "zh": "地名", "en": "Places"}
    sources = [{"what": "somebody", "licence": "MIT"}]
    write_manifest(folder, {**manifest, "sources": sources, "counts": COUNTS.get(name, {}), **told})
    seal(folder)
    return folder


def write_table(file: Path, columns: Sequence[str], rows: Rows) -> None:
    """A table with its heading."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows([columns, *rows])


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest says."""
    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return told


def write_manifest(folder: Path, told: Mapping[str, Any]) -> None:
    """Say something else in it."""
    (folder / "manifest.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
