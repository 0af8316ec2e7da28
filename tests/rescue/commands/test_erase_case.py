"""Erasing a case: the person goes from the state first, then the key; a repeat finishes it."""

import pytest

from services.rescue.commands.erase_case import EraseCase
from services.rescue.domain.kinds import Departure, ErasureGround
from shared.kernel.errors import RoleRequired
from tests.builders_rescue import ENTERED, FANG, HEAD, CaseBuilder, a_case, a_cause, by, named, rescue_in_memory

ERASE = EraseCase(case_id="case-1", ground=ErasureGround.PURPOSE_OVER)


def departed() -> CaseBuilder:
    builder = a_case(named("张志英"))
    builder.case.custody.depart(Departure.FETCHED, by(FANG, ENTERED))
    return builder


async def test_erase_case_by_anybody_but_the_head_is_refused() -> None:
    rescue = await rescue_in_memory().with_case(departed())
    with pytest.raises(RoleRequired):
        await rescue.app.give(ERASE, a_cause("worker", FANG))


async def test_erase_case_empties_it_and_destroys_its_key_and_a_repeat_changes_nothing() -> None:
    rescue = await rescue_in_memory().with_case(departed())
    first = await rescue.app.give(ERASE, a_cause("erase", HEAD))
    again = await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert (again.version, again.repeated) == (first.version, True)
    assert (await rescue.case()).identity.person.names == ()
    assert set(rescue.keys.destroyed) == {"case-1"}
    assert set(rescue.access_log.entries) == {("zhanzhang", "case-1", "erasure", "purpose_over")}


@pytest.mark.parametrize("key", ["erase", "another"])
async def test_erase_case_repeated_after_a_crash_between_its_steps_finishes_it(key: str) -> None:
    rescue = await rescue_in_memory().with_case(departed())
    rescue.keys.breaks = True
    with pytest.raises(ConnectionError):
        await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert (await rescue.case()).erasure is not None
    assert rescue.keys.destroyed == []
    assert rescue.access_log.entries == []
    await rescue.app.give(ERASE, a_cause(key, HEAD))
    assert rescue.keys.destroyed == ["case-1"]
    assert len(rescue.access_log.entries) == 1


async def test_erase_case_of_somebody_in_care_leaves_the_key() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    with pytest.raises(Exception, match="after the person's departure"):
        await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert rescue.keys.destroyed == []
