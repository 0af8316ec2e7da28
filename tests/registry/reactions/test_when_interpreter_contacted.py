"""Counting what became of calls to people of the talent pool."""

import pytest

from services.registry.commands.add_talent import AddTalent, add_talent
from services.registry.commands.withdraw_talent import WithdrawTalent, withdraw_talent
from services.registry.domain.talent import Talent
from services.registry.ports import Ports
from services.registry.reactions.when_interpreter_contacted import when_interpreter_contacted
from services.registry.reactions.when_interpreter_requested import when_interpreter_requested
from shared.contracts.registry import InterpreterProposed
from shared.contracts.rescue import InterpreterContacted, InterpreterRequested
from shared.kernel.errors import NotFound
from tests.builders_registry import a_cause, in_memory_ports


async def with_speakers(*names: str) -> tuple[Ports, list[str]]:
    ports, ids = in_memory_ports(), []
    for name in names:
        cmd = AddTalent(display_name=name, native_code="341202", dialects=("阜阳话",))
        ids.append((await add_talent.give(cmd, a_cause(f"add-{name}"), ports)).id)
    return ports, sorted(ids)


async def called(ports: Ports, person: str, outcome: str, request: str = "req-1", sequence: int = 2) -> None:
    cause = a_cause(f"call-{sequence}", role="none", subject="case-1", sequence=sequence)
    event = InterpreterContacted(request_id=request, person_id=person, outcome=outcome)
    await when_interpreter_contacted(event, cause, ports)


async def counted(ports: Ports, person: str) -> tuple[int, int]:
    talent: Talent = await ports.talents.get(person)
    return talent.helped, talent.in_vain


async def test_help_and_refusals_are_counted_by_request_and_the_rest_is_not() -> None:
    ports, (person,) = await with_speakers("甲")
    for sequence, (outcome, request) in enumerate(
        [("agreed", "1"), ("helped", "1"), ("declined", "2"), ("could_not_understand", "3"), ("not_reached", "4")]
    ):
        await called(ports, person, outcome, request, sequence)
    assert await counted(ports, person) == (1, 2)


async def test_a_repeated_event_and_a_second_help_for_one_request_count_once() -> None:
    ports, (person,) = await with_speakers("甲")
    await called(ports, person, "helped")
    await called(ports, person, "helped")
    await called(ports, person, "helped", sequence=3)
    await called(ports, person, "declined", sequence=4)
    assert await counted(ports, person) == (1, 0)


async def test_who_helped_is_proposed_before_an_equal_who_did_not() -> None:
    ports, (first, second) = await with_speakers("甲", "乙")
    await called(ports, second, "helped")
    asked = InterpreterRequested(request_id="req-9", case_id="case-9", area="阜阳", requested_by="staff-wang")
    await when_interpreter_requested(asked, a_cause("event-9", role="none", subject="case-9", sequence=1), ports)
    (answer,) = [event for event in ports.searches.published if isinstance(event, InterpreterProposed)]
    assert [one.person_id for one in answer.proposals] == [second, first]
    assert "helped_before" in answer.proposals[0].why


async def test_of_a_person_who_left_nothing_is_counted_and_what_was_is_gone() -> None:
    ports, (person,) = await with_speakers("甲")
    await called(ports, person, "helped")
    await withdraw_talent.give(WithdrawTalent(talent_id=person), a_cause("leave"), ports)
    await called(ports, person, "helped", "req-2", 5)
    assert await counted(ports, person) == (0, 0)


async def test_a_call_to_nobody_of_the_pool_is_refused() -> None:
    ports, _ = await with_speakers()
    with pytest.raises(NotFound):
        await called(ports, "nobody", "helped")
