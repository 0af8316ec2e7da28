"""Answering rescue's request for an interpreter."""

import pytest

from services.registry.commands.add_talent import AddTalent, add_talent
from services.registry.ports import Ports
from services.registry.reactions.when_interpreter_requested import when_interpreter_requested
from shared.contracts.registry import InterpreterProposed
from shared.contracts.rescue import InterpreterRequested
from shared.kernel.errors import AlreadyExists
from tests.builders_registry import a_cause, in_memory_ports

ASKED = InterpreterRequested(
    request_id="req-1",
    case_id="case-1",
    area="阜阳一带",
    dialect="像安徽话",
    requested_by="staff-wang",
    case_no="救2026-0117",
)


async def with_people() -> Ports:
    ports = in_memory_ports()
    for place, (name, code, words) in enumerate([("张秀英", "341221", ("阜阳话",)), ("竺阿姨", "330213", ("奉化话",))]):
        cmd = AddTalent(display_name=name, phone="13800138000", native_code=code, dialects=words)
        await add_talent.give(cmd, a_cause(f"add-{place}"), ports)
    return ports


async def react(ports: Ports, asked: InterpreterRequested = ASKED, sequence: int = 2) -> None:
    cause = a_cause(f"event-{sequence}", role="none", subject=asked.case_id, sequence=sequence)
    await when_interpreter_requested(asked, cause, ports)


def answers(ports: Ports) -> list[InterpreterProposed]:
    return [event for event in ports.searches.published if isinstance(event, InterpreterProposed)]


async def test_the_woman_from_fuyang_is_proposed_without_her_name_or_phone() -> None:
    ports = await with_people()
    await react(ports)
    (answer,) = answers(ports)
    assert (answer.request_id, answer.case_id, answer.requested_by) == ("req-1", "case-1", "staff-wang")
    assert answer.case_no == "救2026-0117", "whoever is told can see which case it is"
    (proposal,) = answer.proposals
    assert (proposal.native_county, proposal.dialects) == ("安徽省阜阳市临泉县", ["阜阳话"])
    assert proposal.why == ["speaks_dialect", "same_prefecture", "same_dialect_group", "available"]
    assert "张" not in answer.model_dump_json()
    assert "13800138000" not in answer.model_dump_json()


async def test_a_repeated_event_is_answered_once() -> None:
    ports = await with_people()
    await react(ports)
    await react(ports)
    assert len(answers(ports)) == 1


async def test_another_event_about_an_answered_request_is_refused() -> None:
    ports = await with_people()
    await react(ports)
    with pytest.raises(AlreadyExists):
        await react(ports, sequence=3)
    assert len(answers(ports)) == 1


async def test_nobody_found_is_an_answer_too() -> None:
    ports = await with_people()
    await react(ports, ASKED.model_copy(update={"area": "听不出", "dialect": None}))
    assert [answer.proposals for answer in answers(ports)] == [[]]
