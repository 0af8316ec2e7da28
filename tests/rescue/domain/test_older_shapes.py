"""Cases that were stored in an older shape are brought up to the present one."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.rescue.domain.case import RescueCase
from services.rescue.domain.departure_kinds import AloneWay
from services.rescue.domain.kinds import Happening
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.ways import Alone, Leaving
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, by
from tests.rescue.domain.test_every_verb import STATES, VERBS, refused

STORED = TypeAdapter(RescueCase)
DEPARTED: dict[str, Any] = json.loads(Path(__file__).parents[1].joinpath("data/departed_cases.json").read_text("utf-8"))


def flat(state: dict[str, Any]) -> dict[str, Any]:
    """The state as it was stored until November 2026: the fields of all parts beside each other."""
    whole = dict(state)
    custody = dict(whole["custody"])
    leaving = custody.pop("leaving") or {}
    del custody["departure_corrections"]
    whole["custody"] = custody | {"declared": bool(leaving.get("alone"))}
    parts = [whole.pop(part) for part in ("custody", "identity", "conversation", "search", "limits")]
    states = {"custody": parts[0].pop("state"), "identity": parts[1].pop("state")}
    return {name: value for part in parts for name, value in part.items()} | whole | states


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=8))
def test_a_flat_case_comes_back_whole_and_a_present_one_as_it_is(state: str, verbs: list[str]) -> None:
    case = STATES[state]()
    for verb in verbs:
        refused(VERBS[verb], case)
    stored = STORED.dump_python(case, mode="json")
    assert upcast(stored) == stored
    old = flat(STORED.dump_python(case, mode="json"))
    assert "conversation" not in old
    came_back = STORED.validate_python(upcast(old))
    assert came_back == with_nothing_told_of_the_departure(case)


def with_nothing_told_of_the_departure(case: RescueCase) -> RescueCase:
    """The case as it was known when a departure was a code and whether a declaration was signed."""
    custody = case.custody
    custody.departure_corrections = []
    if custody.departure is not None and case.erasure is None:
        alone = custody.leaving.alone if custody.leaving else None
        custody.leaving = Leaving(*told(case), alone=Alone(alone.to) if alone else None)
    return case


def told(case: RescueCase) -> tuple[str | None, datetime | None]:
    """Who recorded the departure, and when, as the history tells."""
    line = next(line for line in reversed(case.history) if line.what is Happening.PERSON_DEPARTED)
    return line.by, line.recorded_at


@pytest.mark.parametrize("name", DEPARTED)
def test_a_departure_from_before_ways_asked_for_papers_opens_and_nothing_is_invented(name: str) -> None:
    """``data/departed_cases.json`` is what commit 5ba91b3 stored."""
    old = DEPARTED[name]
    case = STORED.validate_python(upcast(old))
    custody = case.custody
    assert (custody.departure, custody.state) == (old["custody"]["departure"], old["custody"]["state"])
    assert STORED.dump_python(case, mode="json")["custody"]["departed_at"] == old["custody"]["departed_at"]
    assert custody.departure_corrections == []
    if custody.departure is None:
        assert custody.leaving is None
        return
    alone = Alone(AloneWay.LEFT_ALONE) if name == "declared" else None
    assert custody.leaving == Leaving(FANG.id, ENTERED + HOUR, alone=alone)
    assert custody.search_continues == (name == "settled")
    case.custody.propose_departure_correction(None, "写错了", by(FANG, ENTERED + 2 * HOUR))
    case.custody.approve_departure_correction(CLOCKS, by(HEAD, ENTERED + 2 * HOUR))
    assert case.custody.departure is None


def test_a_flat_case_from_before_a_field_was_known_gets_its_default() -> None:
    old = flat(STORED.dump_python(STATES["received"](), mode="json"))
    for name in ("entry_corrections", "interpreter_requests", "erasure"):
        del old[name]
    case = STORED.validate_python(upcast(old))
    assert case == STATES["received"]()
