"""Erasing a case: the person goes from the state first, then the key; a repeat finishes it."""

import pytest

from services.rescue.commands.erase_case import EraseCase
from services.rescue.commands.propose_erasure import ProposeErasure
from services.rescue.domain.kinds import ErasureGround
from shared.kernel.errors import Forbidden
from tests.builders_rescue import ENTERED, FANG, FETCHED, HEAD, LI, CaseBuilder, a_case, a_cause, by, named
from tests.rescue_in_memory import Rescue, rescue_in_memory
from tests.second_person import confirming

ERASE = confirming(EraseCase, case_id="case-1")
PROPOSE = ProposeErasure(case_id="case-1", ground=ErasureGround.UNLAWFUL)


def departed() -> CaseBuilder:
    builder = a_case(named("张志英"))
    builder.case.custody.depart(FETCHED, by(FANG, ENTERED))
    return builder


async def proposed() -> Rescue:
    """A rescue worker has proposed to erase."""
    rescue = await rescue_in_memory().with_case(departed())
    await rescue.app.give(PROPOSE, a_cause("propose", FANG))
    return rescue


async def test_erase_case_by_one_person_alone_is_refused() -> None:
    rescue = await proposed()
    for actor in (FANG, LI):
        with pytest.raises(Forbidden):
            await rescue.app.give(ERASE, a_cause(actor.id, actor))
    assert rescue.keys.destroyed == []


async def test_erase_case_empties_it_and_destroys_its_key_and_a_repeat_changes_nothing() -> None:
    rescue = await proposed()
    first = await rescue.app.give(ERASE, a_cause("erase", HEAD))
    again = await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert (again.version, again.repeated) == (first.version, True)
    assert (await rescue.case()).identity.person.names == ()
    assert set(rescue.keys.destroyed) == {"case-1"}
    assert set(rescue.access_log.entries) == {
        ("fang", "case-1", "erasure_proposal", "unlawful"),
        ("zhanzhang", "case-1", "erasure", "approved"),
    }


@pytest.mark.parametrize("key", ["erase", "another"])
async def test_erase_case_repeated_after_a_crash_between_its_steps_finishes_it(key: str) -> None:
    rescue = await proposed()
    rescue.access_log.entries.clear()
    rescue.keys.breaks = True
    with pytest.raises(ConnectionError):
        await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert (await rescue.case()).erasure is not None
    assert rescue.keys.destroyed == []
    assert rescue.access_log.entries == []
    await rescue.app.give(ERASE, a_cause(key, HEAD))
    assert rescue.files.erased[:1] == ["case-1"]
    assert rescue.keys.destroyed == ["case-1"]
    assert len(rescue.access_log.entries) == 1


async def test_erase_case_of_somebody_in_care_leaves_the_key() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    with pytest.raises(Exception, match="after the person's departure"):
        await rescue.app.give(ERASE, a_cause("erase", HEAD))
    assert rescue.keys.destroyed == []
