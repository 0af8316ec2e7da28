"""Tests of what leaves registry; what the commands publish is tested with them."""

from datetime import timedelta

import pytest

from services.registry.domain import events
from services.registry.outbound import outbound
from tests.builders_registry import ACT, LI, MONDAY

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
