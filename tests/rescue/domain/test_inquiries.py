"""Requests to police and laboratories: more than one, each with its reply; the first for DNA does the duty."""

from datetime import timedelta

import pytest

from services.rescue.domain import errors, inquiry_events, limit_events
from services.rescue.domain.case import RescueCase
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.limits import DNA_REQUEST, POLICE_DNA_REPLY
from services.rescue.domain.search_kinds import InquiryKind, ReplyOutcome
from shared.clock.deadline import Deadline, DeadlineState
from shared.clock.deadlines import LateReasonRequired
from shared.kernel.act import OccurredTooEarly
from shared.kernel.calendar import add_months, deadline_end, local_date
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HOUR, a_case, by


def of(case: RescueCase, code: str) -> list[Deadline]:
    return [item for item in case.limits.deadlines.items if item.code == code]


def ask(case: RescueCase, inquiry_id: str, kind: InquiryKind = InquiryKind.DNA_SAMPLE, hours: int = 48) -> None:
    act = by(FANG, ENTERED + hours * HOUR)
    case.inquiries.send(inquiry_id, kind, " 锦屏派出所 ", "甬奉公〔2026〕12号", None, CLOCKS, act)


def answer(
    case: RescueCase,
    inquiry_id: str,
    hours: int = 72,
    late_reason: str | None = None,
    outcome: ReplyOutcome = ReplyOutcome.NO_HIT,
) -> None:
    at = ENTERED + hours * HOUR
    reply = Reply(outcome, "甬公刑鉴〔2026〕9号", "", at, FANG.id, at)
    case.inquiries.take_reply(inquiry_id, reply, late_reason, by(FANG, at))


def test_the_first_request_for_dna_does_the_duty_and_its_reply_has_a_limit_of_a_month() -> None:
    case = a_case().build()
    ask(case, "i1")
    assert [item.state for item in of(case, DNA_REQUEST)] == [DeadlineState.MET]
    (reply,) = of(case, POLICE_DNA_REPLY)
    end = add_months(local_date(ENTERED + 48 * HOUR), 1)
    assert reply.awaits
    assert reply.due_at is not None
    assert reply.due_at >= deadline_end(end)
    assert case.inquiries.inquiry("i1").office == "锦屏派出所"


def test_there_may_be_many_requests_each_with_its_own_reply() -> None:
    case = a_case().build()
    for inquiry_id, kind in [("i1", InquiryKind.DNA_SAMPLE), ("i2", InquiryKind.DNA_SAMPLE), ("i3", InquiryKind.FACE)]:
        ask(case, inquiry_id, kind)
    answer(case, "i2")
    assert [bool(one.reply) for one in case.inquiries.sent] == [False, True, False]
    assert [(item.about, item.awaits) for item in of(case, POLICE_DNA_REPLY)] == [("i1", True), ("i2", False)]
    settled = [event for event in case.recorded() if isinstance(event, limit_events.DeadlineSettled)]
    assert [(event.code, event.about) for event in settled] == [(DNA_REQUEST, ""), (POLICE_DNA_REPLY, "i2")]
    with pytest.raises(errors.InquiryAnswered):
        answer(case, "i2")
    with pytest.raises(errors.NoSuchInquiry):
        answer(case, "i9")


def test_a_late_reply_says_why_and_one_before_the_request_cannot_be() -> None:
    case = a_case().build()
    ask(case, "i1")
    with pytest.raises(OccurredTooEarly):
        answer(case, "i1", hours=47)
    with pytest.raises(LateReasonRequired):
        answer(case, "i1", hours=24 * 60)
    answer(case, "i1", hours=24 * 60, late_reason="鉴定中心积压")


def test_what_is_not_said_or_not_possible_is_refused() -> None:
    case = a_case().build()
    with pytest.raises(errors.TextMissing):
        case.inquiries.send("i", InquiryKind.FACE, " ", "", None, CLOCKS, by(FANG, ENTERED))
    with pytest.raises(OccurredTooEarly):
        ask(case, "i", hours=-1)
    with pytest.raises(errors.IdentityStated):
        ask(a_case().stated().build(), "i")
    late = by(FANG, ENTERED + timedelta(days=40))
    with pytest.raises(LateReasonRequired):
        case.inquiries.send("i", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, late)


def test_other_requests_do_not_do_the_duty_of_dna() -> None:
    case = a_case().build()
    ask(case, "i1", InquiryKind.MISSING_LIST)
    assert of(case, DNA_REQUEST)[0].awaits
    sent = [event for event in case.recorded() if isinstance(event, inquiry_events.InquirySent)]
    assert [event.kind for event in sent] == [InquiryKind.MISSING_LIST]


def test_a_reply_without_its_paper_is_refused_and_stays_awaited() -> None:
    case = a_case().build()
    ask(case, "i1")
    at = ENTERED + 72 * HOUR
    with pytest.raises(errors.TextMissing):
        case.inquiries.take_reply("i1", Reply(ReplyOutcome.HIT, " ", "", at, FANG.id, at), None, by(FANG, at))
    assert case.inquiries.inquiry("i1").reply is None
    assert of(case, POLICE_DNA_REPLY)[0].awaits


def test_a_request_written_down_later_that_was_sent_earlier_judges_the_duty_anew() -> None:
    """The law asks when the police were asked, not when that was written down (民发〔2015〕158号 一(二))."""
    case = a_case().build()
    late, early = ENTERED + timedelta(days=20), ENTERED + timedelta(days=3)
    case.inquiries.send("inquiry-1", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", "没有人手", CLOCKS, by(FANG, late))
    (duty,) = of(case, DNA_REQUEST)
    assert (duty.state, duty.met_at, duty.late_reason) == (DeadlineState.MISSED, late, "没有人手")
    case.inquiries.send("inquiry-2", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, by(FANG, early))
    (duty,) = of(case, DNA_REQUEST)
    assert (duty.state, duty.met_at, duty.late_reason) == (DeadlineState.MET, early, None)
    case.inquiries.send("inquiry-3", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, by(FANG, late))
    (duty,) = of(case, DNA_REQUEST)
    assert duty.met_at == early


def test_a_sample_that_was_taken_is_no_result_and_the_limit_runs_on_until_there_is_one() -> None:
    case = a_case().build()
    ask(case, "i1")
    answer(case, "i1", outcome=ReplyOutcome.TAKEN)
    inquiry = case.inquiries.inquiry("i1")
    assert (inquiry.reply, bool(inquiry.taken)) == (None, True)
    assert of(case, POLICE_DNA_REPLY)[0].awaits
    with pytest.raises(errors.SampleTaken):
        answer(case, "i1", outcome=ReplyOutcome.TAKEN)
    answer(case, "i1", hours=96)
    assert case.inquiries.inquiry("i1").reply is not None
    assert of(case, POLICE_DNA_REPLY)[0].state is DeadlineState.MET
