"""A package of reference data: a folder with a manifest and tables, opened only when it is what its manifest says.

A manifest (``manifest.json``) names the package, its version, the day from which its facts hold, the sources with their
licences, and for each table its SHA-256, its rows and its columns. ``schema`` is the form of the tables; it grows when
a column changes its meaning, and a product reads the one that it knows.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
SCHEMAS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "places": {
        "places.csv": ("code", "name", "parent", "valid_from", "valid_to", "became", "lat", "lon"),
        "streets.csv": ("code", "name", "parent", "valid_from", "valid_to", "became"),
        "villages.csv": ("code", "name", "parent", "valid_from", "valid_to", "became"),
    },
    "dialects": {
        "dialects.csv": ("code", "zh", "en", "aliases", "also_places"),
        "languages.csv": ("code", "zh", "en", "aliases", "areas"),
        "dialect_areas.csv": ("prefix", "dialect"),
        "phrases.csv": ("phrase", "reading"),
    },
    "names": {"surnames.csv": ("surname", "readings")},
    "calendars": {"days.csv": ("day", "kind"), "years.csv": ("year", "source")},
}
"""The packages that the product knows, and the columns of their tables in the form ``SCHEMA``."""
SCHEMA = 1


class PackageWrong(ValueError):
    """A package is not what its manifest says, or contradicts itself; it is refused when it is opened."""

    def __init__(self, folder: Path, zh: str, en: str) -> None:
        self.zh, self.en = f"参考数据 {folder}：{zh}", f"the reference data in {folder}: {en}"
        super().__init__(self.en)


@dataclass(frozen=True)
class Source:
    """Where facts come from, and under which licence."""

    what: str
    licence: str


@dataclass(frozen=True)
class Table:
    """What the manifest says of one table."""

    sha256: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself. ``counts`` are figures that its checks hold it to, by name."""

    name: str
    version: str
    schema: int
    valid_from: date
    zh: str
    en: str
    sources: tuple[Source, ...]
    tables: Mapping[str, Table]
    counts: Mapping[str, int]

    @property
    def order(self) -> tuple[int, ...]:
        """The parts of the version, to be compared."""
        return version_order(self.version)


def version_order(version: str) -> tuple[int, ...]:
    """The numbers of a version such as 2026.11. Raises ValueError."""
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True)
class Package:
    """A package as it stands in a folder."""

    folder: Path
    manifest: Manifest

    @classmethod
    def open(cls, folder: Path, name: str | None = None) -> "Package":
        """The package in a folder, its manifest checked. Raises PackageWrong, also for one of another name."""
        manifest = _read_manifest(folder)
        if name is not None and manifest.name != name:
            raise PackageWrong(folder, f"是 {manifest.name}，不是 {name}。", f"it is {manifest.name}, not {name}.")
        known = SCHEMAS.get(manifest.name)
        if known is None:
            raise PackageWrong(
                folder, f"不认识名为 {manifest.name} 的数据包。", f"no package called {manifest.name} is known."
            )
        if manifest.schema != SCHEMA:
            raise PackageWrong(
                folder,
                f"表格格式是 {manifest.schema}，本版本只认 {SCHEMA}。",
                f"its tables have form {manifest.schema}, and this product reads {SCHEMA}.",
            )
        if {file: table.columns for file, table in manifest.tables.items()} != known:
            raise PackageWrong(folder, "清单里的表格或者列不对。", "its manifest has other tables or columns.")
        return cls(folder, manifest)

    def rows(self, file: str) -> Iterator[tuple[str, ...]]:
        """The rows of one table, without its heading. Raises PackageWrong unless hash, columns and rows are right."""
        table, content = self.manifest.tables[file], self._content(file)
        if sha256(content).hexdigest() != table.sha256:
            raise PackageWrong(
                self.folder, f"{file} 的内容与清单的校验值不符。", f"{file} does not have the hash of its manifest."
            )
        read = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        if tuple(next(read, ())) != table.columns:
            raise PackageWrong(self.folder, f"{file} 的列与清单不符。", f"{file} has other columns than its manifest.")
        found = 0
        for row in read:
            found += 1
            if len(row) != len(table.columns):
                raise PackageWrong(
                    self.folder,
                    f"{file} 第 {found + 1} 行的列数不对。",
                    f"line {found + 1} of {file} is not whole.",
                )
            yield tuple(row)
        if found != table.rows:
            raise PackageWrong(
                self.folder,
                f"{file} 有 {found} 行，清单写的是 {table.rows} 行。",
                f"{file} has {found} rows, and its manifest says {table.rows}.",
            )

    def _content(self, file: str) -> bytes:
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise PackageWrong(self.folder, f"读不到 {file}。", f"{file} cannot be read ({error.strerror}).") from error


def _read_manifest(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = _manifest(told)
    except OSError as error:
        raise PackageWrong(
            folder, f"读不到清单 {MANIFEST}。", f"{MANIFEST} cannot be read ({error.strerror})."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PackageWrong(folder, f"清单不完整：{error}。", f"its manifest is not complete: {error}.") from error
    if not manifest.sources or not all(one.what and one.licence for one in manifest.sources):
        raise PackageWrong(folder, "没有写明来源和许可。", "it does not name its sources and their licences.")
    return manifest


def _manifest(told: Mapping[str, Any]) -> Manifest:
    version_order(told["version"])
    return Manifest(
        name=told["name"],
        version=told["version"],
        schema=told["schema"],
        valid_from=date.fromisoformat(told["valid_from"]),
        zh=told["zh"],
        en=told["en"],
        sources=tuple(Source(one["what"], one["licence"]) for one in told["sources"]),
        tables={file: Table(one["sha256"], one["rows"], tuple(one["columns"])) for file, one in told["tables"].items()},
        counts=dict(told.get("counts", {})),
    )
