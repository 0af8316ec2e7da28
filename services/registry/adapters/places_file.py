"""Loads the facts about places from the data files."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from services.registry.domain.places import Dialect, Gazetteer, Place, Street, Village

DATA = Path(__file__).parents[1] / "data"


@cache
def gazetteer() -> Gazetteer:
    """All facts about places that come with the service. Read once; about 3,400 places."""
    return Gazetteer(
        streets=tuple(
            Street(row["code"], row["name"], _day(row["valid_from"]), _day(row["valid_to"])) for row in _rows("streets")
        ),
        places={
            row["code"]: Place(row["code"], row["name"], _number(row["lat"]), _number(row["lon"]), row["former"] == "1")
            for row in _rows("places")
        },
        dialects=(*_dialects(), *_languages()),
        villages=tuple(
            Village(row["code"], row["name"], _day(row["valid_from"]), _day(row["valid_to"]))
            for row in _rows("villages")
        ),
        dialect_areas={row["prefix"]: row["dialect"] for row in _rows("dialect_areas")},
    )


def _dialects() -> Iterator[Dialect]:
    for row in _rows("dialects"):
        also = dict(pair.split("=") for pair in _parts(row["also_places"]))
        yield Dialect(row["code"], row["zh"], row["en"], _parts(row["aliases"]), also)


def _languages() -> Iterator[Dialect]:
    for row in _rows("languages"):
        aliases, areas = _parts(row["aliases"]), _parts(row["areas"])
        yield Dialect(row["code"], row["zh"], row["en"], aliases, areas=areas, is_language=True)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
