"""The canonical form behind a review code, and what the component answers by itself."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest

from shared.kernel.act import Act
from shared.kernel.dual_control import DualControl, SeenHasChanged, canonical, last_waiting, refused_to
from shared.kernel.errors import Conflict, Forbidden

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Paper:
    """Something that is proposed."""

    by: str
    fen: int
    day: date = date(2026, 1, 1)
    notes: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    waits: bool = True


PAPER = DualControl[Paper]("paper", Conflict, Forbidden)


def test_equal_values_have_one_form_however_they_were_stored() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=8)))
    assert canonical(NOON) == canonical(there)
    assert canonical(["a", ("b",)]) == canonical(("a", ["b"]))
    assert canonical(frozenset({"b", "a"})) == ["a", "b"]
    assert [canonical(one) for one in (None, True, 7, Colour.RED, Decimal("1.50"))] == [None, True, 7, "red", "1.50"]


def test_a_field_that_has_its_default_is_left_out() -> None:
    assert canonical(Paper("a", 1)) == {"by": "a", "fen": 1}
    assert canonical(Paper("a", 1, date(2026, 2, 1), ("x",), ["y"])) == {
        "by": "a", "fen": 1, "day": "2026-02-01", "notes": ["x"], "names": ["y"],
    }  # fmt: skip


def test_another_matter_another_thing_or_anything_beside_it_is_another_code() -> None:
    other = DualControl[Paper]("other paper", Conflict, Forbidden)
    one = Paper("a", 1)
    codes = [
        PAPER.waiting("p1", one),
        PAPER.waiting("p2", one),
        PAPER.waiting("p1", Paper("a", 2)),
        PAPER.waiting("p1", one, 5),
        other.waiting("p1", one),
    ]
    assert len({proposal.review_code for proposal in codes}) == len(codes)


def test_confirm_is_for_another_who_saw_what_stands_there() -> None:
    proposal = PAPER.waiting("p1", Paper("a", 1))
    with pytest.raises(Forbidden):
        proposal.confirm(Act("a", NOON, NOON, seen=proposal.review_code))
    with pytest.raises(SeenHasChanged):
        proposal.confirm(Act("b", NOON, NOON))
    assert proposal.confirm(Act("b", NOON, NOON, seen=proposal.review_code)).fen == 1
    with pytest.raises(Conflict):
        PAPER.waiting("p1", None)


def test_only_the_last_waits_and_whoever_takes_it_back_is_not_told() -> None:
    waits, done = Paper("a", 1), Paper("a", 1, waits=False)
    assert (last_waiting([]), last_waiting([done]), last_waiting([done, waits])) == (None, None, waits)
    assert (refused_to("b", "a"), refused_to("a", "a"), refused_to("b", "")) == ("a", None, None)
