"""Erasing a person: when it may be done, and that nothing but the number and the course of the case is left."""

import pytest

from services.rescue.domain import errors, events
from services.rescue.domain.case import RescueCase
from services.rescue.domain.erasure import Erasure
from services.rescue.domain.kinds import CustodyState, Departure, ErasureGround
from services.rescue.domain.person import Person
from tests.builders_rescue import ANHUI, ENTERED, FANG, HEAD, HOUR, a_case, by, named

AT = ENTERED + 5 * HOUR


def departed() -> RescueCase:
    """The case of somebody of whom much was known, who has left; the notice was withdrawn."""
    builder = a_case(named("张志英"), circumstances="独自一人").placed().interviewed(ANHUI)
    case = builder.with_interpreter_requested("person-1").searched().with_notice_published().build()
    case.search.request_dna("锦屏派出所", "", None, by(FANG, ENTERED))
    case.custody.depart(Departure.FETCHED, by(FANG, ENTERED + 2 * HOUR))
    case.search.withdraw_notice("notice-1", by(FANG, ENTERED + 2 * HOUR))
    case.__dict__.pop("_recorded")
    return case


def test_erase_leaves_the_number_the_states_and_what_was_done_when() -> None:
    case = departed()
    before = list(case.history)
    case.erase(ErasureGround.RETENTION_OVER, by(HEAD, AT))
    assert (case.case_no, case.custody.state, case.custody.departure) == (
        "救2026-0117",
        CustodyState.DEPARTED,
        Departure.FETCHED,
    )
    assert case.erasure == Erasure(ErasureGround.RETENTION_OVER, AT, HEAD.id)
    assert case.history[:-1] == before
    assert (case.identity.person, case.search.dna, case.custody.intake.circumstances) == (Person(), None, "")
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
    assert case.recorded() == [events.PersonErased(case_id="case-1", act=by(HEAD, AT), ground="retention_over")]


def test_erase_again_keeps_who_did_it_first() -> None:
    case = departed()
    case.erase(ErasureGround.RETENTION_OVER, by(HEAD, AT))
    case.erase(ErasureGround.UNLAWFUL, by(FANG, AT + HOUR))
    assert case.erasure == Erasure(ErasureGround.RETENTION_OVER, AT, HEAD.id)


def test_erase_somebody_still_in_care_is_refused() -> None:
    with pytest.raises(errors.NotDeparted):
        a_case().build().erase(ErasureGround.PURPOSE_OVER, by(HEAD, AT))


def test_erase_while_a_notice_is_public_is_refused() -> None:
    case = a_case().searched().with_notice_published().build()
    case.custody.depart(Departure.SETTLED, by(FANG, ENTERED + 2 * HOUR))
    with pytest.raises(errors.NoticeStillPublic):
        case.erase(ErasureGround.PURPOSE_OVER, by(HEAD, AT))
