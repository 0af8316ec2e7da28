"""The next step of a limit's duty: which one it is, and that a draft waits for a head who did not write it."""

import pytest

from services.rescue.domain.ability import INTERVIEW_TASK
from services.rescue.domain.limits import (
    DNA_REQUEST,
    IDENTITY_CHECK,
    NORMAL_STAY,
    NOTICE_REFRESH,
    POLICE_DNA_REPLY,
    SEARCH_NOTICE,
)
from services.rescue.domain.search_kinds import DutyStep, NoticeState
from services.rescue.domain.steps import NoticeOnItsWay, next_step
from shared.kernel.cause import Actor
from tests.builders_rescue import ENTERED, FANG, HEAD, HOUR, LI, NOTICE, CaseBuilder, a_case, by

WAITING = NoticeOnItsWay("notice-1", NoticeState.PROPOSED, FANG.id)


def redrafted() -> CaseBuilder:
    """The case with a public notice, and a second one that waits."""
    builder = a_case().with_notice_published()
    builder.case.search.propose_notice("notice-2", NOTICE, by(FANG, ENTERED + 2 * HOUR))
    return builder


@pytest.mark.parametrize(
    ("builder", "notice_id", "state"),
    [
        (a_case().with_notice_proposed(), "notice-1", NoticeState.PROPOSED),
        (a_case().with_notice_approved(), "notice-1", NoticeState.APPROVED),
        (a_case().with_notice_published(), "notice-1", NoticeState.PUBLISHED),
        (redrafted(), "notice-2", NoticeState.PROPOSED),
    ],
)
def test_the_next_step_is_about_the_notice_that_waits_else_the_approved_one_else_the_public_one(
    builder: CaseBuilder, notice_id: str, state: NoticeState
) -> None:
    assert NoticeOnItsWay.of(builder.case.search) == NoticeOnItsWay(notice_id, state, FANG.id)


def test_where_no_notice_was_drafted_none_is_on_its_way() -> None:
    assert NoticeOnItsWay.of(a_case().case.search) is None


@pytest.mark.parametrize(
    ("code", "step"),
    [
        (DNA_REQUEST, DutyStep.ASK),
        (POLICE_DNA_REPLY, DutyStep.REPLY),
        (IDENTITY_CHECK, DutyStep.CHECK),
        (INTERVIEW_TASK, DutyStep.INTERVIEW),
        (NORMAL_STAY, DutyStep.PAPER),
    ],
)
def test_a_duty_that_no_notice_does_has_its_own_step_whatever_notice_is_on_its_way(code: str, step: DutyStep) -> None:
    assert {next_step(code, notice, HEAD.id, is_head=True) for notice in (None, WAITING)} == {step}


@pytest.mark.parametrize("code", [SEARCH_NOTICE, NOTICE_REFRESH])
@pytest.mark.parametrize(
    ("state", "step"),
    [
        (None, DutyStep.DRAFT),
        (NoticeState.APPROVED, DutyStep.PUBLISH),
        (NoticeState.PUBLISHED, DutyStep.PUBLISH),
    ],
)
def test_the_duty_of_a_notice_is_to_draft_it_and_once_approved_to_publish_it(
    code: str, state: NoticeState | None, step: DutyStep
) -> None:
    notice = NoticeOnItsWay("notice-1", state, FANG.id) if state else None
    assert next_step(code, notice, FANG.id, is_head=False) is step


@pytest.mark.parametrize(
    ("reader", "is_head", "step"),
    [
        (HEAD, True, DutyStep.APPROVE),
        (FANG, True, DutyStep.AWAIT_APPROVAL),
        (LI, False, DutyStep.AWAIT_APPROVAL),
    ],
)
def test_only_a_head_who_did_not_write_the_draft_approves_it_and_all_others_wait(
    reader: Actor, is_head: bool, step: DutyStep
) -> None:
    assert next_step(SEARCH_NOTICE, WAITING, reader.id, is_head=is_head) is step
