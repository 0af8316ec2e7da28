"""A settlement rests on the answers that the case asked for itself; one is typed only where it asked for none."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.rescue.domain import departure_errors
from services.rescue.domain.case import RescueCase
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.search_kinds import InquiryKind, ReplyOutcome
from services.rescue.domain.settling import ANSWERS, settles
from services.rescue.domain.ways import Settled
from tests.builders_rescue import ANHUI, CLOCKS, ENTERED, FANG, SETTLED, a_case, by

LATE = ENTERED + timedelta(days=100)


def searched_for() -> RescueCase:
    """Somebody whose notice is public, spoken with lately, after more than three months."""
    case = a_case().interviewed(ANHUI).with_notice_published().build()
    case.conversation.interviews[0] = replace(case.conversation.interviews[0], at=LATE - timedelta(days=2))
    return case


def ask(case: RescueCase, kind: InquiryKind, paper: str = "") -> None:
    """Ask for this, and where a paper is named write down its reply."""
    case.inquiries.send(kind.value, kind, "奉化公安分局", "", None, CLOCKS, by(FANG, ENTERED))
    if paper:
        reply = Reply(ReplyOutcome.NO_HIT, paper, "", ENTERED, FANG.id, ENTERED)
        case.inquiries.take_reply(kind.value, reply, None, by(FANG, ENTERED))


def settle(case: RescueCase, **papers: str) -> Settled:
    """Settle with these papers, as the case keeps them."""
    case.custody.settle(replace(SETTLED, **papers), CLOCKS.rules, by(FANG, LATE))  # type: ignore[arg-type]
    assert case.custody.leaving
    assert case.custody.leaving.settled
    return case.custody.leaving.settled


def test_every_kind_of_request_settles_one_answer() -> None:
    assert {settles(kind) for kind in InquiryKind} == set(ANSWERS)


def test_answers_are_typed_where_the_case_has_asked_for_none() -> None:
    assert settle(searched_for()) == SETTLED


def test_settlement_names_the_requests_whose_replies_it_rests_on() -> None:
    case = searched_for()
    ask(case, InquiryKind.FACE, "甬公比9号")
    ask(case, InquiryKind.MISSING_LIST, "甬公失3号")
    kept = settle(case, comparison="甬公比9号", missing_list="甬公失3号")
    assert kept.inquiries == ("face", "missing_list")
    assert kept.cancelled_households == SETTLED.cancelled_households, "never asked for, so typed as a late entry"


def test_another_answer_than_the_one_on_file_is_refused() -> None:
    case = searched_for()
    ask(case, InquiryKind.CANCELLED_HOUSEHOLDS, "甬公销2号")
    with pytest.raises(departure_errors.AnswerNotOnFile, match="cancelled households"):
        settle(case, cancelled_households="手写的文号")


def test_nobody_is_settled_while_the_case_waits_for_an_answer() -> None:
    case = searched_for()
    ask(case, InquiryKind.DNA_SAMPLE)
    with pytest.raises(departure_errors.AnswerAwaited, match="the comparison"):
        settle(case)
    ask(case, InquiryKind.FACE, "甬公比9号")
    assert settle(case, comparison="甬公比9号").inquiries == ("face",)
