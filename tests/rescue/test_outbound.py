"""Tests of what leaves rescue of limits, notices and requests."""

from typing import Any

import pytest

import shared.contracts.rescue as contracts
import shared.contracts.rescue_notices as notices
from services.rescue.domain import entry_events, erasure_events, events, inquiry_events, limit_events
from services.rescue.domain.search_kinds import CheckOutcome, HowSettled, InquiryKind, PublicationChannel, ReplyOutcome
from services.rescue.outbound import outbound
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed, DeadlinesEnded
from shared.kernel.act import Act
from tests.builders_rescue import CLOCKS, ENTERED, FANG, LI, by

CASE: dict[str, Any] = {"case_id": "case-117", "act": by(FANG, ENTERED)}


def declined(act: Act) -> events.DomainEvent:
    """What Fang proposed was declined, or taken back by Fang."""
    return entry_events.EntryCorrectionDeclined(case_id="case-117", act=act, case_no="救2026-0117", proposed_by=FANG.id)


@pytest.mark.parametrize("event", [events.PersonDeparted(**CASE, how="home")], ids=lambda e: e.WHAT)
def test_outbound_of_an_end_of_all_limits_tells_that_they_ended_and_not_why(event: events.DomainEvent) -> None:
    assert outbound(event, CLOCKS.rules) == DeadlinesEnded(case_id="case-117")


@pytest.mark.parametrize("by_head", [True, False])
def test_outbound_of_an_erasure_asks_for_a_second_person_and_tells_neither_ground_nor_outcome(by_head: bool) -> None:
    proposed = erasure_events.ErasureProposed(**CASE, ground="unlawful", case_no="救2026-0117", by_head=by_head)
    asked = contracts.ErasureProposed(case_id="case-117", case_no="救2026-0117", by_head=by_head)
    assert outbound(proposed, CLOCKS.rules) == asked
    erased = erasure_events.PersonErased(**CASE, ground="unlawful", proposed_by="fang")
    for event in (erasure_events.ErasureDeclined(**CASE), erased):
        assert outbound(event, CLOCKS.rules) == contracts.ErasureDecided(case_id="case-117")


@pytest.mark.parametrize("kind", [limit_events.DeadlineDueSoon, limit_events.DeadlineMissed])
def test_outbound_of_a_limit_whose_end_is_not_known_stays_inside(
    kind: type[limit_events.DeadlineDueSoon | limit_events.DeadlineMissed],
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
@pytest.mark.parametrize(
    "kind", [limit_events.DeadlineDueSoon, limit_events.DeadlineMissed], ids=lambda kind: kind.WHAT
)
def test_outbound_of_a_limit_tells_what_the_text_calls_it_by_which_it_runs(
    kind: type[limit_events.DeadlineEvent], version: str, names: tuple[str | None, str | None]
) -> None:
    limit = {"case_no": "救2026-0117", "code": "dna_request", "rule_version": version, "due_at": ENTERED}
    sent = outbound(kind(**CASE, **limit), CLOCKS.rules)
    assert isinstance(sent, DeadlineDueSoon | DeadlineMissed)
    assert (sent.limit_zh, sent.limit_en) == names


@pytest.mark.parametrize("how", HowSettled)
@pytest.mark.parametrize(("about", "told"), [("", None), ("inquiry-1", "inquiry-1")])
def test_outbound_of_a_limit_tells_about_what_it_runs_and_that_it_is_settled_but_not_why(
    how: HowSettled, about: str, told: str | None
) -> None:
    settled = limit_events.DeadlineSettled(**CASE, code="police_dna_reply", about=about, how=how)
    assert outbound(settled, CLOCKS.rules) == contracts.DeadlineSettled(
        case_id="case-117", code="police_dna_reply", about=told
    )
    limit = {"case_no": "救2026-0117", "code": "police_dna_reply", "rule_version": "x@2015-08-20", "due_at": ENTERED}
    for kind in (limit_events.DeadlineDueSoon, limit_events.DeadlineMissed):
        sent = outbound(kind(**CASE, **limit, about=about), CLOCKS.rules)
        assert isinstance(sent, DeadlineDueSoon | DeadlineMissed)
        assert sent.about == told


NOTICE: dict[str, Any] = {"case_no": "救2026-0117", "notice_id": "n1", "author": "fang"}
STEPS: list[tuple[type[events.NoticeEvent], type[contracts.Contract], dict[str, Any], dict[str, Any]]] = [
    (events.NoticeProposed, notices.NoticeProposed, {"due_at": ENTERED}, {"due_at": ENTERED}),
    (events.NoticeApproved, notices.NoticeApproved, {"due_at": None, "proposed_by": "fang"}, {"due_at": None}),
    (events.NoticeReturned, notices.NoticeReturned, {}, {}),
    (events.NoticeWithdrawn, notices.NoticeWithdrawn, {}, {}),
    (
        events.NoticePublished,
        notices.NoticePublished,
        {"channel": PublicationChannel.BOARD},
        {"channel": "board", "published_at": ENTERED},
    ),
]


@pytest.mark.parametrize(
    ("kind", "contract", "happened", "told"), STEPS, ids=lambda value: getattr(value, "WHAT", None)
)
def test_outbound_of_a_notice_tells_its_step_its_number_and_its_author(
    kind: type[events.NoticeEvent],
    contract: type[contracts.Contract],
    happened: dict[str, Any],
    told: dict[str, Any],
) -> None:
    sent = outbound(kind(**CASE, **NOTICE, **happened), CLOCKS.rules)
    assert sent == contract(case_id="case-117", **NOTICE, **told)


@pytest.mark.parametrize("kind", InquiryKind)
def test_outbound_of_a_request_tells_of_one_for_dna_alone(kind: InquiryKind) -> None:
    told = contracts.DnaRequested(case_id="case-117") if kind is InquiryKind.DNA_SAMPLE else None
    assert outbound(inquiry_events.InquirySent(**CASE, inquiry_id="inquiry-1", kind=kind), CLOCKS.rules) == told


@pytest.mark.parametrize(
    "event",
    [
        events.IdentityStatedBySelf(**CASE),
        events.IdentityChecked(**CASE, outcome=CheckOutcome.CONFIRMED, proposed_by=("fang",)),
        inquiry_events.InquiryAnswered(**CASE, inquiry_id="inquiry-1", outcome=ReplyOutcome.HIT),
        events.DutyRecorded(**CASE, code="normal_stay"),
        events.SearchStarted(**CASE),
    ],
    ids=lambda event: event.WHAT,
)
def test_outbound_of_what_was_found_out_about_somebody_stays_inside(event: events.DomainEvent) -> None:
    assert outbound(event, CLOCKS.rules) is None


def test_outbound_of_a_call_to_an_interpreter_tells_whom_and_how_it_went_and_nothing_of_the_case() -> None:
    called = events.InterpreterContacted(**CASE, request_id="request-1", person_id="person-1", outcome="helped")
    sent = outbound(called, CLOCKS.rules)
    assert sent == contracts.InterpreterContacted(request_id="request-1", person_id="person-1", outcome="helped")
    assert set(sent.payload()) == {"request_id", "person_id", "outcome"}


def test_outbound_of_a_correction_of_the_arrival_asks_for_a_second_person_and_does_not_tell_the_time() -> None:
    proposed = entry_events.EntryCorrectionProposed(**CASE, case_no="救2026-0117")
    asked = contracts.EntryCorrectionProposed(case_id="case-117", case_no="救2026-0117", author=FANG.id)
    assert outbound(proposed, CLOCKS.rules) == asked


@pytest.mark.parametrize(
    ("event", "refused"),
    [
        (
            events.EntryCorrected(case_id="case-117", act=by(LI, ENTERED), case_no="救2026-0117", proposed_by=FANG.id),
            False,
        ),
        (declined(by(LI, ENTERED)), True),
        (declined(by(FANG, ENTERED)), False),
    ],
    ids=["approved", "declined", "taken back"],
)
def test_outbound_of_a_decided_correction_of_the_arrival_says_whether_a_colleague_declined_it(
    event: events.DomainEvent, refused: bool
) -> None:
    told = contracts.EntryCorrectionDecided(case_id="case-117", case_no="救2026-0117", author=FANG.id, refused=refused)
    assert outbound(event, CLOCKS.rules) == told


def test_outbound_of_a_correction_that_its_author_makes_alone_stays_inside() -> None:
    assert outbound(events.EntryCorrected(**CASE, case_no="救2026-0117"), CLOCKS.rules) is None
