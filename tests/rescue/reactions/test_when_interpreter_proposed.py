"""The talent pool's answer is kept on the case, once, in order, also when nobody was found."""

from dataclasses import replace

import pytest

from services.rescue.domain import errors
from shared.contracts.registry import InterpreterProposed, Proposal
from shared.kernel.errors import OutOfOrder
from tests.builders_rescue import ANHUI, ENTERED, FANG, FETCHED, a_case, a_cause, an_event_cause, by
from tests.rescue_in_memory import Rescue, rescue_in_memory


def proposed(*people: str, request_id: str = "request-1") -> InterpreterProposed:
    return InterpreterProposed(
        request_id=request_id,
        case_id="case-1",
        area="安徽阜阳",
        dialect="安徽话",
        requested_by="fang",
        proposals=[
            Proposal(person_id=person, native_county="安徽省阜阳市", dialects=["中原官话"], distance_km=3, why=["near"])
            for person in people
        ],
    )


async def asked() -> Rescue:
    return await rescue_in_memory().with_case(a_case().interviewed(ANHUI).with_interpreter_requested())


async def people(rescue: Rescue) -> list[str] | None:
    proposals = (await rescue.case()).conversation.interpreter_request("request-1").proposals
    return None if proposals is None else [one.person_id for one in proposals]


async def test_when_interpreter_proposed_keeps_them_in_their_order() -> None:
    rescue = await asked()
    await rescue.app.reactions[InterpreterProposed](proposed("near", "far"), an_event_cause(1))
    assert await people(rescue) == ["near", "far"]


async def test_when_nobody_was_found_the_case_says_so() -> None:
    rescue = await asked()
    await rescue.app.reactions[InterpreterProposed](proposed(), an_event_cause(1))
    assert await people(rescue) == []


async def test_when_interpreter_proposed_again_nothing_changes_and_an_older_answer_is_noticed() -> None:
    rescue = await asked()
    react = rescue.app.reactions[InterpreterProposed]
    await react(proposed("first"), an_event_cause(1))
    await react(proposed("second"), an_event_cause(2))
    await react(proposed("second"), an_event_cause(2))
    assert len((await rescue.case()).history) == 6
    with pytest.raises(OutOfOrder):
        await react(proposed("older"), replace(an_event_cause(1), id="late"))
    assert await people(rescue) == ["second"]


async def test_when_interpreter_proposed_for_a_closed_case_it_is_kept_all_the_same() -> None:
    rescue = await asked()
    await rescue.cases.change("case-1", a_cause("leave"), lambda case: case.custody.depart(FETCHED, by(FANG, ENTERED)))
    await rescue.app.reactions[InterpreterProposed](proposed("near"), an_event_cause(1))
    assert await people(rescue) == ["near"]


async def test_when_interpreter_proposed_for_no_request_of_ours_it_is_told() -> None:
    rescue = await asked()
    with pytest.raises(errors.NoSuchInterpreterRequest):
        await rescue.app.reactions[InterpreterProposed](proposed("x", request_id="other"), an_event_cause(1))
