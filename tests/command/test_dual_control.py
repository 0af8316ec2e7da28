"""Two persons (双人复核): what holds for every matter that is declared so, whichever service it belongs to."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.command.declaration import Command, Confirmation, Declaration
from shared.command.declaration import command as declare
from shared.kernel.act import Act
from shared.kernel.actions import Offers
from shared.kernel.cause import Actor, Cause
from shared.kernel.dual_control import SeenHasChanged
from shared.kernel.errors import DomainError
from shared.kernel.labels import Label
from shared.storage.documents import adapter_of
from tests.command.waiting_matters import WAITING, Waiting
from tests.second_person import CONFIRMING

BY_NAME = {one.name: one for one in CONFIRMING}
ANOTHER, THIRD = "another-colleague", "a-third-colleague"
DONE_ONCE_BY_ITS_KEY = {"erase_case"}
"""What a repeat may finish until the key is destroyed; then nothing is left to confirm (test_erasure.py)."""


async def waiting_for(name: str) -> Waiting:
    waiting = await WAITING[name]()
    waiting.kept.happened.clear()
    return waiting


async def give(waiting: Waiting, command: Declaration, who: str, seen: str, key: str = "confirmed") -> None:
    cause = Cause(key, Actor(who, command.roles), waiting.at, correlation_id=key)
    await waiting.app.give(command.model(**waiting.fields, seen=seen), cause)


async def code(waiting: Waiting, command: Declaration) -> str:
    """What the page of the second person carries."""
    offer: Any = command.offered
    proposal = offer.guard(await waiting.thing(), Actor(ANOTHER, command.roles))
    assert proposal.matter is offer.confirms
    return str(proposal.review_code)


def test_every_matter_that_is_declared_for_two_is_tried_here() -> None:
    assert set(WAITING) == set(BY_NAME)


@pytest.mark.parametrize("name", sorted(WAITING))
async def test_whoever_proposed_it_does_not_confirm_it(name: str) -> None:
    command, waiting = BY_NAME[name], await waiting_for(name)
    seen, offer = await code(waiting, command), command.offered
    assert offer
    assert offer.confirms
    for who in waiting.proposers:
        with pytest.raises(offer.confirms.needs_another):
            await give(waiting, command, who, seen)
    assert not waiting.kept.happened


@settings(deadline=None, max_examples=25)
@given(name=st.sampled_from(sorted(WAITING)), stale=st.text(alphabet="0123456789abcdef", max_size=64))
def test_a_code_of_anything_else_than_what_stands_there_is_refused(name: str, stale: str) -> None:
    async def tried() -> None:
        command, waiting = BY_NAME[name], await waiting_for(name)
        with pytest.raises(SeenHasChanged):
            await give(waiting, command, ANOTHER, stale)
        assert not waiting.kept.happened

    asyncio.run(tried())


@pytest.mark.parametrize("name", sorted(set(WAITING) - DONE_ONCE_BY_ITS_KEY))
async def test_what_is_confirmed_cannot_be_confirmed_again(name: str) -> None:
    command, waiting = BY_NAME[name], await waiting_for(name)
    seen = await code(waiting, command)
    await give(waiting, command, ANOTHER, seen)
    with pytest.raises(DomainError) as refused:
        await give(waiting, command, THIRD, seen, "once more")
    assert refused.type in command.may_refuse


@pytest.mark.parametrize("name", sorted(WAITING))
async def test_the_event_names_both_and_keeps_the_code(name: str) -> None:
    command, waiting = BY_NAME[name], await waiting_for(name)
    seen = await code(waiting, command)
    await give(waiting, command, ANOTHER, seen)
    told = [one for one in waiting.kept.happened if getattr(one, "proposed_by", None)]
    people = [one.proposed_by if isinstance(one.proposed_by, tuple) else (one.proposed_by,) for one in told]
    assert any(waiting.proposers[0] in one for one in people)
    assert all((one.act.by, one.act.seen) == (ANOTHER, seen) for one in told)


@pytest.mark.parametrize("name", sorted(WAITING))
async def test_the_code_is_the_same_for_whoever_looks_and_however_often(name: str) -> None:
    command, first, again = BY_NAME[name], await waiting_for(name), await waiting_for(name)
    codes = {await code(first, command), await code(first, command)}
    assert len(codes) == 1
    assert len(codes.pop()) == 64
    if name != "approve_retraction":
        assert await code(again, command) == await code(first, command)


@pytest.mark.parametrize("name", sorted(WAITING))
async def test_the_code_is_told_to_whoever_may_confirm_and_to_nobody_else(name: str) -> None:
    command, waiting = BY_NAME[name], await waiting_for(name)
    thing, offer = await waiting.thing(), command.offered
    assert offer
    for who, told in ((ANOTHER, await code(waiting, command)), (waiting.proposers[0], None)):
        (action,) = Offers([command]).on(offer.on, thing, Actor(who, command.roles))
        assert (action.name, action.allowed, action.review_code) == (name, told is not None, told)


def test_a_command_confirms_a_matter_and_says_what_was_seen_or_does_neither() -> None:
    class Silent(Command):
        """Confirms without saying what."""

    class Idle(Confirmation):
        """Says what was seen, and confirms nothing."""

    said = BY_NAME["approve_retraction"].offered
    for model, offered in ((Silent, said), (Idle, None)):
        with pytest.raises(ValueError, match=f"{model.__name__} either confirms a matter"):
            declare(model, label=Label("", ""), roles=frozenset(), offered=offered)


def without_codes(state: Any) -> Any:
    """A stored state as it was before anything of what a second person saw was kept."""
    if isinstance(state, list):
        return [without_codes(one) for one in state]
    if isinstance(state, dict):
        gone = {"review_code"} | ({"seen"} if "recorded_at" in state else set())
        return {name: without_codes(value) for name, value in state.items() if name not in gone}
    return state


@pytest.mark.parametrize("name", sorted(WAITING))
async def test_what_waits_in_a_document_of_before_opens_and_is_confirmed(name: str) -> None:
    command, waiting = BY_NAME[name], await waiting_for(name)
    kept = (await waiting.kept.all())[0]
    adapter = adapter_of(type(kept))
    older = without_codes(adapter.dump_python(kept, mode="json"))
    assert "review_code" not in str(older)
    read = adapter.validate_python(older)
    opened = Cause("opened", Actor("service:test"), waiting.at, correlation_id="opened")
    await waiting.kept.change(kept.id, opened, lambda one: one.__dict__.update(vars(read)))
    await give(waiting, command, ANOTHER, await code(waiting, command))


async def test_what_changes_before_the_second_person_presses_is_looked_at_again() -> None:
    """Somebody else corrects the stated name while the page of the check stands open."""
    command, waiting = BY_NAME["check_identity"], await waiting_for("check_identity")
    seen = await code(waiting, command)
    case = await waiting.thing()
    name = replace(case.identity.person.name.value, han="张志英改")
    person = replace(case.identity.person, name=replace(case.identity.person.name, value=name))
    colleague = Cause("2", Actor("a-third", command.roles), waiting.at, correlation_id="2")
    await waiting.kept.change("case-1", colleague, lambda one: one.identity.describe(person, Act.now(colleague)))
    with pytest.raises(SeenHasChanged):
        await give(waiting, command, ANOTHER, seen)
    await give(waiting, command, ANOTHER, await code(waiting, command))
