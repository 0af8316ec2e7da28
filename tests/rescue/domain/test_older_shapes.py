"""Cases that were stored in an older shape are brought up to the present one."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from services.rescue.domain.case import RescueCase
from services.rescue.domain.departure_kinds import AloneWay
from services.rescue.domain.inquiries import Reply
from services.rescue.domain.kinds import Departure, Happening, IdentityState
from services.rescue.domain.older_shapes import upcast
from services.rescue.domain.search_kinds import CheckOutcome, InquiryKind, NoticeState, ReplyOutcome
from services.rescue.domain.ways import Alone, Leaving
from shared.clock.deadline import DeadlineState
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, LI, WAYS, a_case, a_check, by, ticking
from tests.rescue.domain.verbs import STATES

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


@pytest.mark.parametrize("state", ["reported", "in hospital", "interviewed", "interpreter proposed", "notice waiting"])
def test_a_flat_case_comes_back_whole_and_a_present_one_as_it_is(state: str) -> None:
    case = STATES[state]()
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
    case.custody.approve_departure_correction(by(HEAD, ENTERED + 2 * HOUR))
    assert case.custody.departure is None


def in_parts(case: RescueCase) -> dict[str, Any]:
    """The case as it was stored before requests to the police were a part of their own."""
    state: dict[str, Any] = STORED.dump_python(case, mode="json")
    del state["inquiries"]
    return state


def test_the_one_request_of_before_is_the_first_of_many_and_a_case_without_one_has_none() -> None:
    asked = {"office": "锦屏派出所", "request_no": "12号", "at": "2026-09-28T01:00:00Z", "by": "fang"}
    state = in_parts(STATES["received"]())
    state["search"]["dna"] = asked
    (inquiry,) = STORED.validate_python(upcast(state)).inquiries.sent
    assert (inquiry.kind, inquiry.office, inquiry.by) == (InquiryKind.DNA_SAMPLE, "锦屏派出所", "fang")
    assert (inquiry.recorded_at, inquiry.reply) == (None, None), "nothing is invented for the past"
    state["search"]["dna"] = None
    assert STORED.validate_python(upcast(state)).inquiries.sent == []


def test_limits_that_a_statement_had_ended_come_back_should_the_check_fail() -> None:
    case = a_case().build()
    case.limits.pass_time(ticking(ENTERED + 25 * HOUR), CLOCKS)
    case.limits.deadlines.release(ENTERED + 30 * HOUR)
    case.identity.state = IdentityState.STATED_BY_SELF
    opened = STORED.validate_python(upcast(in_parts(case)))
    assert not any(item.awaits for item in opened.limits.deadlines.items)
    at = ENTERED + 40 * HOUR
    opened.identity.check(a_check(CheckOutcome.NOT_FOUND, at), None, CLOCKS, by(LI, at))
    assert {item.code for item in opened.limits.deadlines.items if item.awaits} >= {"search_notice", "dna_request"}
    (notice,) = [item for item in opened.limits.deadlines.items if item.code == "search_notice"]
    assert notice.state is DeadlineState.MISSED


def test_of_the_limits_of_before_a_statement_one_whose_duty_was_done_does_not_pause() -> None:
    case = a_case().with_notice_published().build()
    case.limits.deadlines.release(ENTERED + 2 * HOUR)
    case.identity.state = IdentityState.STATED_BY_SELF
    opened = STORED.validate_python(upcast(in_parts(case)))
    paused = {item.code: bool(item.pauses) for item in opened.limits.deadlines.items}
    assert (paused["search_notice"], paused["dna_request"]) == (False, True)
    (notice,) = [item for item in opened.limits.deadlines.items if item.code == "search_notice"]
    assert notice.state is DeadlineState.MET


def test_a_notice_that_was_public_before_publications_were_kept_stays_public_and_nothing_is_invented() -> None:
    case = a_case().with_notice_published().build()
    state = in_parts(case)
    (notice,) = state["search"]["notices"]
    for name in ("publications", "approved_at", "withdrawal"):
        del notice[name]
    opened = STORED.validate_python(upcast(state))
    (read,) = opened.search.notices
    assert (read.state, read.publications, read.published_at) == (NoticeState.PUBLISHED, (), ENTERED + HOUR)


def test_a_flat_case_from_before_a_field_was_known_gets_its_default() -> None:
    old = flat(STORED.dump_python(STATES["received"](), mode="json"))
    for name in ("entry_corrections", "interpreter_requests", "erasure", "erasure_proposal"):
        del old[name]
    case = STORED.validate_python(upcast(old))
    assert case == STATES["received"]()


@pytest.mark.parametrize("by_whom", [FANG.id, None])
def test_who_wrote_an_identity_down_is_taken_from_the_history_or_stays_unknown(by_whom: str | None) -> None:
    stored = STORED.dump_python(STATES["stated"](), mode="json")
    del stored["identity"]["stated_by"]
    (line,) = [line for line in stored["history"] if line["what"] == "identity_stated"]
    line["by"] = by_whom
    assert list(STORED.validate_python(upcast(stored)).identity.stated_by) == ([by_whom] if by_whom else [])


def taken_of_old(case: RescueCase) -> dict[str, Any]:
    """The case as it was stored when a sample that was taken counted as the reply and met its limit."""
    at = ENTERED + HOUR
    case.inquiries.send("i1", InquiryKind.DNA_SAMPLE, "锦屏派出所", "", None, CLOCKS, by(FANG, ENTERED))
    case.inquiries.take_reply("i1", Reply(ReplyOutcome.NO_HIT, "采1号", "", at, FANG.id, at), None, by(FANG, at))
    state: dict[str, Any] = STORED.dump_python(case, mode="json")
    (inquiry,) = state["inquiries"]["sent"]
    del inquiry["taken"]
    inquiry["reply"]["outcome"] = "taken"
    return state


def test_a_sample_that_counted_as_the_reply_awaits_its_result_again() -> None:
    case = STORED.validate_python(upcast(taken_of_old(a_case().build())))
    inquiry = case.inquiries.inquiry("i1")
    assert (inquiry.reply, inquiry.taken and inquiry.taken.paper) == (None, "采1号")
    (limit,) = [one for one in case.limits.deadlines.items if one.code == "police_dna_reply"]
    assert limit.awaits
    assert upcast(STORED.dump_python(case, mode="json")) == STORED.dump_python(case, mode="json")


def test_a_sample_that_counted_as_the_reply_of_somebody_who_has_left_reopens_no_limit() -> None:
    case = a_case().build()
    state = taken_of_old(case)
    case.custody.depart(WAYS[Departure.FETCHED], by(FANG, ENTERED + 2 * HOUR))
    state |= {part: STORED.dump_python(case, mode="json")[part] for part in ("custody", "limits")}
    came_back = STORED.validate_python(upcast(state))
    assert came_back.inquiries.inquiry("i1").reply is None
    assert not any(one.awaits for one in came_back.limits.deadlines.items)
