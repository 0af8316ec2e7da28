"""Tests of what leaves rescue when the limits of a case end."""

from typing import Any

import pytest

from services.rescue.domain import events
from services.rescue.outbound import outbound
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed, DeadlinesEnded
from tests.builders_rescue import CLOCKS, ENTERED, FANG, by

CASE: dict[str, Any] = {"case_id": "case-117", "act": by(FANG, ENTERED)}


@pytest.mark.parametrize(
    "event", [events.IdentityStatedBySelf(**CASE), events.PersonDeparted(**CASE, how="home")], ids=lambda e: e.WHAT
)
def test_outbound_of_an_end_of_all_limits_tells_that_they_ended_and_not_why(event: events.DomainEvent) -> None:
    assert outbound(event, CLOCKS.rules) == DeadlinesEnded(case_id="case-117")


@pytest.mark.parametrize("kind", [events.DeadlineDueSoon, events.DeadlineMissed])
def test_outbound_of_a_limit_whose_end_is_not_known_stays_inside(
    kind: type[events.DeadlineDueSoon | events.DeadlineMissed],
) -> None:
    assert (
        outbound(
            kind(**CASE, case_no="救2026-0117", code="notice", rule_version="dna_request@2015-08-20", due_at=None),
            CLOCKS.rules,
        )
        is None
    )


@pytest.mark.parametrize(
    ("version", "names"),
    [
        ("dna_request@2015-08-20", ("报请公安机关采集 DNA", "ask the police for a DNA sample")),
        ("dna_request@1999-01-01", (None, None)),
    ],
)
@pytest.mark.parametrize("kind", [events.DeadlineDueSoon, events.DeadlineMissed], ids=lambda kind: kind.WHAT)
def test_outbound_of_a_limit_tells_what_the_text_calls_it_by_which_it_runs(
    kind: type[events.DeadlineEvent], version: str, names: tuple[str | None, str | None]
) -> None:
    limit = {"case_no": "救2026-0117", "code": "dna_request", "rule_version": version, "due_at": ENTERED}
    sent = outbound(kind(**CASE, **limit), CLOCKS.rules)
    assert isinstance(sent, DeadlineDueSoon | DeadlineMissed)
    assert (sent.limit_zh, sent.limit_en) == names
