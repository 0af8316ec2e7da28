"""Erasing a person: when it may be done, and that nothing but the number and the course of the case is left."""

from datetime import UTC, datetime, timedelta

import pytest

from services.rescue.domain import erasure_errors, erasure_events, errors
from services.rescue.domain.case import RescueCase
from services.rescue.domain.erasure import Erasure
from services.rescue.domain.kinds import CustodyState, Departure, ErasureGround
from services.rescue.domain.permissions import approver
from services.rescue.domain.person import Person
from services.rescue.domain.search_kinds import InquiryKind
from shared.kernel.cause import Actor
from tests.builders_rescue import ANHUI, CLOCKS, ENTERED, FANG, FETCHED, HEAD, HOUR, LI, SETTLED, a_case, by, named
from tests.rescue.domain.verbs import erased

AT = ENTERED + 5 * HOUR


def departed() -> RescueCase:
    """The case of somebody of whom much was known, who has left; the notice was withdrawn."""
    builder = a_case(named("张志英"), circumstances="独自一人").placed().interviewed(ANHUI)
    case = builder.with_interpreter_requested("person-1").with_notice_published().build()
    case.inquiries.send("i1", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, by(FANG, ENTERED))
    case.custody.depart(FETCHED, by(FANG, ENTERED + 2 * HOUR))
    case.search.withdraw_notice("notice-1", "已回家", CLOCKS, by(FANG, ENTERED + 2 * HOUR))
    case.__dict__.pop("_recorded")
    return case


def test_erase_leaves_the_number_the_states_and_what_was_done_when() -> None:
    case = departed()
    before = list(case.history)
    erased(case, AT)
    assert (case.case_no, case.custody.state, case.custody.departure) == (
        "救2026-0117",
        CustodyState.DEPARTED,
        Departure.FETCHED,
    )
    assert case.erasure == Erasure(ErasureGround.UNLAWFUL, AT, HEAD.id, FANG.id)
    assert case.history[:-2] == before
    assert (case.identity.person, case.inquiries.sent, case.custody.intake.circumstances) == (Person(), [], "")
    assert not any(
        (
            case.custody.placements,
            case.conversation.interviews,
            case.conversation.clues,
            case.conversation.interpreter_requests,
            case.search.notices,
        )
    )
    assert (case.limits.deadlines.items, case.next_due_at) == ([], None)
    assert case.recorded() == [
        erasure_events.ErasureProposed(
            case_id="case-1", act=by(FANG, AT), ground="unlawful", case_no="救2026-0117", by_head=False
        ),
        erasure_events.PersonErased(case_id="case-1", act=by(HEAD, AT), ground="unlawful", proposed_by=FANG.id),
    ]


def test_erase_again_keeps_who_did_it_first() -> None:
    case = departed()
    erased(case, AT)
    erased(case, AT + HOUR)
    assert case.erasure == Erasure(ErasureGround.UNLAWFUL, AT, HEAD.id, FANG.id)


def test_erase_somebody_still_in_care_is_refused() -> None:
    with pytest.raises(errors.NotDeparted):
        erased(a_case().build(), AT)


def test_erase_while_a_notice_is_public_is_refused() -> None:
    case = a_case().interviewed(ANHUI).with_notice_published().build()
    case.custody.depart(SETTLED, by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.NoticeStillPublic):
        erased(case, AT)


@pytest.mark.parametrize(
    ("first", "second", "error"),
    [
        (FANG, FANG, erasure_errors.ErasureNeedsAnother),
        (HEAD, HEAD, erasure_errors.ErasureNeedsAnother),
        (FANG, LI, erasure_errors.ErasureNeedsHead),
        (FANG, HEAD, None),
        (HEAD, LI, None),
    ],
)
def test_two_persons_erase_and_the_head_is_one_of_them(
    first: Actor, second: Actor, error: type[Exception] | None
) -> None:
    case = departed()
    with pytest.raises(erasure_errors.ErasureNotProposed):
        case.erase(CLOCKS, approver(second), by(second, AT))
    case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(first), by(first, AT))
    with pytest.raises(erasure_errors.ErasureWaiting):
        case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(second), by(second, AT))
    if error is None:
        case.erase(CLOCKS, approver(second), by(second, AT))
        assert case.erasure is not None
        return
    with pytest.raises(error):
        case.erase(CLOCKS, approver(second), by(second, AT))
    assert case.identity.person.names


def test_a_proposal_that_was_declined_is_gone_and_may_be_made_again() -> None:
    case = departed()
    case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, AT))
    case.decline_erasure(by(HEAD, AT))
    with pytest.raises(erasure_errors.ErasureNotProposed):
        case.erase(CLOCKS, approver(HEAD), by(HEAD, AT))
    with pytest.raises(erasure_errors.ErasureNotProposed):
        case.decline_erasure(by(HEAD, AT))
    assert erased(case, AT).erasure is not None


@pytest.mark.parametrize("ground", ErasureGround)
def test_before_the_file_was_kept_long_enough_only_unlawful_processing_is_a_ground_and_consent_never_is(
    ground: ErasureGround,
) -> None:
    """《个人信息保护法》 第十三条第一款第三项、第四十七条."""
    over = datetime(2056, 9, 28, 16, tzinfo=UTC)
    for at in (AT, over - timedelta(seconds=1), over):
        case = departed()
        if ground is ErasureGround.CONSENT_WITHDRAWN:
            with pytest.raises(erasure_errors.ConsentIsNoGround):
                erased(case, at, ground)
        elif at < over and ground is not ErasureGround.UNLAWFUL:
            with pytest.raises(erasure_errors.RetentionRunning, match="28 Sep 2056"):
                erased(case, at, ground)
        else:
            assert erased(case, at, ground).erasure is not None


def test_a_proposal_goes_when_the_departure_is_taken_back() -> None:
    """Who is in care again is not erased by a proposal about a departure that was none."""
    case = departed()
    case.propose_erasure(ErasureGround.UNLAWFUL, CLOCKS, approver(FANG), by(FANG, AT))
    case.custody.propose_departure_correction(None, "登记错了", by(FANG, AT))
    case.custody.approve_departure_correction(by(HEAD, AT))
    assert case.erasure_proposal is None
    case.custody.depart(FETCHED, by(FANG, AT))
    with pytest.raises(erasure_errors.ErasureNotProposed):
        case.erase(CLOCKS, approver(HEAD), by(HEAD, AT))
