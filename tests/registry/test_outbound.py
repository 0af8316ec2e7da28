"""Tests of what leaves registry; what the commands publish is tested with them."""

from datetime import timedelta
from typing import Any

import pytest

import shared.contracts.registry as contracts
from services.registry.domain import events
from services.registry.domain.retraction_events import RetractionDecided, RetractionProposed
from tests.builders_registry import ACT, LI, MONDAY, an_act, outbound

INSIDE = [
    events.ImportBegun("import-1", False, LI, MONDAY),
    events.ImportFinished("import-1", MONDAY + timedelta(seconds=1)),
    events.TalentAdded("t-1", LI, MONDAY),
    events.TalentUpdated("t-1", LI, MONDAY),
    events.TalentWithdrawn("t-1", LI, MONDAY),
    events.TalentCallCounted("t-1", MONDAY),
    events.FigureQuoted("figure-1", ACT),
]


@pytest.mark.parametrize("event", INSIDE, ids=lambda event: type(event).__name__)
def test_outbound_of_imports_and_people_stays_inside(event: events.DomainEvent) -> None:
    assert outbound(event) is None


NAMED: dict[str, Any] = {"name": "锋之社", "uscc": "51330200MJ8000001X", "invented": False}


def test_outbound_of_a_retraction_asks_for_a_second_person_and_tells_neither_entry_nor_reason() -> None:
    proposed = RetractionProposed("org-7", "reason-r-1", ACT, **NAMED)
    told = contracts.RetractionProposed(organisation_id="org-7", **NAMED, author=ACT.by)
    assert outbound(proposed) == told


@pytest.mark.parametrize(
    ("approved", "by", "refused"),
    [(True, "staff-wang", False), (False, "staff-wang", True), (False, ACT.by, False)],
    ids=["approved", "declined", "taken back"],
)
def test_outbound_of_a_decided_retraction_says_whether_a_colleague_declined_it(
    approved: bool, by: str, refused: bool
) -> None:
    decided = RetractionDecided("org-7", "reason-r-1", approved, an_act(MONDAY, by=by), **NAMED, proposed_by=ACT.by)
    told = contracts.RetractionDecided(organisation_id="org-7", **NAMED, author=ACT.by, refused=refused)
    assert outbound(decided) == told
