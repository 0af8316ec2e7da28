"""The dialect areas agree with the recorded points, but for the differences that were decided and written down."""

import csv
from pathlib import Path

from tests.builders_registry import PLACES

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


POINTS = [row for row in rows("dialect_points") if row["region"] and row["group"]]
DECISIONS = rows("dialect_decisions")


def test_every_difference_is_decided_and_every_decision_is_about_one() -> None:
    differing = {
        (row["point"], row["region"], ours, row["group"])
        for row in POINTS
        if (ours := PLACES.dialect_of(row["region"])) != row["group"]
    }
    kept = [row for row in DECISIONS if row["kind"] != "changed"]
    assert {(row["what"], row["region"], row["table"], row["survey"]) for row in kept} == differing
    assert all(row["why"] and row["decision"] == f"kept {row['table']}" for row in kept)


def test_every_change_that_was_decided_stands_in_the_table() -> None:
    changed = [row for row in DECISIONS if row["kind"] == "changed"]
    assert changed
    assert {row["region"]: row["decision"] for row in changed} == {
        row["region"]: f"changed to {PLACES.dialect_areas[row['region']]}" for row in changed
    }


def test_the_points_are_known_places_and_groups_and_most_of_them_agree() -> None:
    assert len(rows("dialect_points")) == 520
    assert {row["region"] for row in POINTS} <= set(PLACES.places)
    assert {row["group"] for row in POINTS} <= {dialect.code for dialect in PLACES.dialects}
    agreeing = sum(PLACES.dialect_of(row["region"]) == row["group"] for row in POINTS)
    assert agreeing / len(POINTS) > 0.88
