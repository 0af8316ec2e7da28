"""One colleague writes down who somebody says they are, another checks it; a statement makes up for nothing late."""

from dataclasses import replace

import pytest

from services.rescue.domain import identity_errors, limit_events
from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import IdentityState
from services.rescue.domain.limits import SEARCH_NOTICE, is_listed
from services.rescue.domain.permissions import ON_CASE
from services.rescue.domain.person import StatedName
from services.rescue.domain.search_kinds import CheckOutcome
from shared.clock.deadline import Deadline, DeadlineState
from shared.kernel.act import Act
from shared.kernel.cause import Actor
from tests.builders_rescue import (
    CLOCKS,
    ENTERED,
    FANG,
    HEAD,
    HOUR,
    LI,
    OFFERS,
    SOUND_NUMBER,
    a_case,
    a_check,
    by,
    ticking,
)

ZHANG = StatedName(han="张志英")
AT = ENTERED + 3 * HOUR
NO_NAMES = (
    *("不知道", "未知", "不详", "无名", "无名氏", "无名氏女", "佚名", "某某", "姓名不详", "Unknown", "N/A"),
    *("？", "?", "。。。", "--", "123", "\u3164", "\u115f\u3164"),
)


def check(case: RescueCase, actor: Actor, outcome: CheckOutcome = CheckOutcome.CONFIRMED) -> None:
    """Somebody checks what the person said."""
    case.identity.check(a_check(outcome, AT), None, CLOCKS, by(actor, AT))


def notice_limit(case: RescueCase) -> Deadline:
    """The limit of the first notice."""
    return next(item for item in case.limits.deadlines.items if item.code == SEARCH_NOTICE)


@pytest.mark.parametrize("outcome", CheckOutcome)
def test_who_wrote_a_statement_down_does_not_check_it_and_is_told_so(outcome: CheckOutcome) -> None:
    case = a_case().stated().build()
    with pytest.raises(identity_errors.CheckNeedsAnother):
        check(case, FANG, outcome)
    assert (case.identity.state, case.identity.checks) == (IdentityState.STATED_BY_SELF, [])
    offers = {
        actor.id: next(one for one in OFFERS.on(ON_CASE, case, actor) if one.name == "check_identity")
        for actor in (FANG, LI, HEAD)
    }
    assert [offers[actor.id].allowed for actor in (FANG, LI, HEAD)] == [False, True, True]
    assert "另一位同事" in (offers[FANG.id].reason_zh or "")
    check(case, LI, outcome)
    assert [one.outcome for one in case.identity.checks] == [outcome]


def test_a_head_who_wrote_the_statement_down_waits_for_a_colleague_too() -> None:
    case = a_case().build()
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, by(HEAD, ENTERED + HOUR))
    with pytest.raises(identity_errors.CheckNeedsAnother):
        check(case, HEAD)
    check(case, FANG)
    assert case.identity.state is IdentityState.VERIFIED


def test_who_changes_the_name_or_number_of_a_statement_has_stated_it_too_and_other_words_change_nothing() -> None:
    case = a_case().stated().build()
    person = case.identity.person
    case.identity.describe(replace(person, health="好"), by(HEAD, ENTERED + 2 * HOUR))
    assert case.identity.stated_by == (FANG.id,)
    case.identity.describe(replace(case.identity.person, name=Answer(StatedName(han="李卫平"))), by(LI, AT))
    assert case.identity.stated_by == (FANG.id, LI.id)
    for actor in (FANG, LI):
        with pytest.raises(identity_errors.CheckNeedsAnother):
            check(case, actor)
    check(case, HEAD)


def test_a_statement_that_is_told_of_late_leaves_no_more_of_a_limit_than_was_left_when_it_was_written_down() -> None:
    case = a_case().build()
    told = Act(FANG.id, ENTERED + HOUR, ENTERED + 20 * HOUR, "值班日志")
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, told)
    back = ENTERED + 48 * HOUR
    case.identity.check(a_check(CheckOutcome.DIFFERENT, back), None, CLOCKS, by(LI, back))
    assert notice_limit(case).due_at == back + 4 * HOUR


@pytest.mark.parametrize("passed", [False, True], ids=["not told yet", "told"])
def test_a_backdated_statement_hides_no_overdue_duty(passed: bool) -> None:
    case, now = a_case().build(), ENTERED + 30 * HOUR
    if passed:
        case.limits.pass_time(ticking(now), CLOCKS)
    told = Act(FANG.id, ENTERED + HOUR, now, "值班日志")
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, told)
    limit = notice_limit(case)
    assert (limit.state, limit.due_at) == (DeadlineState.MISSED, ENTERED + 24 * HOUR)
    assert is_listed(limit)
    missed = [event.code for event in case.recorded() if isinstance(event, limit_events.DeadlineMissed)]
    assert missed == [SEARCH_NOTICE]
    case.identity.check(a_check(CheckOutcome.DIFFERENT, now), None, CLOCKS, by(LI, now))
    assert (notice_limit(case).state, notice_limit(case).due_at) == (DeadlineState.MISSED, ENTERED + 24 * HOUR)


def test_a_check_that_was_made_before_its_statement_was_written_down_gives_no_time_back_and_takes_none() -> None:
    case = a_case().build()
    told = Act(FANG.id, ENTERED + HOUR, ENTERED + 5 * HOUR)
    case.identity.record_statement(ZHANG, not_asked(), CLOCKS, told)
    at = ENTERED + 2 * HOUR
    case.identity.check(
        a_check(CheckOutcome.NOT_FOUND, at), None, CLOCKS, replace(by(LI, at), recorded_at=ENTERED + 6 * HOUR)
    )
    assert notice_limit(case).due_at == ENTERED + 24 * HOUR


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_word_for_having_no_name_is_no_statement(name: str) -> None:
    case = a_case().build()
    with pytest.raises(identity_errors.NameSaysNothing):
        case.identity.record_statement(StatedName.written(name), Answer(SOUND_NUMBER), CLOCKS, by(FANG, AT))
    assert case.identity.state is IdentityState.SEARCHING


@pytest.mark.parametrize("name", ["张某", "无忌", "不二", "买买提·艾力", "Zhang Zhiying", "阿毛", "吴名", "未央"])
def test_a_name_or_a_part_of_one_is_a_statement(name: str) -> None:
    case = a_case().build()
    case.identity.record_statement(StatedName.written(name), not_asked(), CLOCKS, by(FANG, AT))
    assert case.identity.state is IdentityState.STATED_BY_SELF
