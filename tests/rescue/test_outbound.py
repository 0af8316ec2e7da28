"""Tests of what leaves rescue when the limits of a case end."""

import pytest

from services.rescue.domain import events
from services.rescue.outbound import outbound
from shared.contracts.rescue import DeadlinesEnded
from tests.builders_rescue import ENTERED

CASE = {"case_id": "case-117", "at": ENTERED, "by": "jiuzhu"}


@pytest.mark.parametrize(
    "event", [events.IdentityStatedBySelf(**CASE), events.PersonDeparted(**CASE, how="home")], ids=lambda e: e.WHAT
)
def test_outbound_of_an_end_of_all_limits_tells_that_they_ended_and_not_why(event: events.DomainEvent) -> None:
    assert outbound(event) == DeadlinesEnded(case_id="case-117")


@pytest.mark.parametrize("kind", [events.DeadlineDueSoon, events.DeadlineMissed])
def test_outbound_of_a_limit_whose_end_is_not_known_stays_inside(
    kind: type[events.DeadlineDueSoon | events.DeadlineMissed],
) -> None:
    assert outbound(kind(**CASE, case_no="救2026-0117", code="notice", due_at=None)) is None
    sent = outbound(kind(**CASE, case_no="救2026-0117", code="notice", due_at=ENTERED))
    assert type(sent).__name__ == kind.__name__
