"""Whoever adds a command, an aggregate or a query and says nothing of people from outside has refused them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st

from shared.command.declaration import Command, DeclaredCommand, command
from shared.kernel.actions import Offers, Target
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import NotFound, RoleRequired
from shared.kernel.ids import new_id
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt, may_reach
from shared.kernel.roles import OutsideRole, Role
from shared.kernel.scope import Scope, ScopeKind
from shared.observability import metrics
from shared.web.actor import TrustedKeys, mint
from shared.web.deps import ActorDep, AnybodyDep
from shared.web.problems import install_problems
from tests.fakes import InMemoryRepository
from tests.scopes.doors import KEY, NOON
from tests.scopes.kinds import OUTSIDERS, POWERLESS

ROLES = st.frozensets(st.sampled_from([*map(str, Role), *map(str, OutsideRole)]))
SCOPES = st.none() | st.builds(
    Scope, st.sampled_from(ScopeKind), st.frozensets(st.sampled_from(["d1", "d2", "x"]), min_size=1)
)


@dataclass
class New(Aggregate):
    """Somebody just wrote it, and thought of nobody from outside."""

    id: str
    owner: str = "d1"
    turned: int = 0

    def turn(self) -> None:
        self.turned += 1


class Turn(Command):
    new_id: str


ON_NEW = Target[New]("new")


def turning(*roles: str) -> DeclaredCommand[Turn, InMemoryRepository[New]]:
    """A new command for these roles."""

    @command(Turn, label=Label("转", "Turn"), roles=frozenset(roles), offered=ON_NEW.always)
    async def turn(cmd: Turn, cause: Cause, ports: InMemoryRepository[New]) -> Receipt:
        return await ports.change(cmd.new_id, cause, New.turn)

    return turn


async def stored(kind: type[New] = New) -> InMemoryRepository[New]:
    repository = InMemoryRepository(kind, lambda _: None)
    await repository.create(kind("d1"), Cause("make", Actor("staff"), NOON, "make"))
    return repository


@pytest.mark.parametrize("actor", [*OUTSIDERS.values(), *POWERLESS.values()], ids=[*OUTSIDERS, *POWERLESS])
async def test_new_command_for_staff_is_refused_to_everybody_from_outside(actor: Actor) -> None:
    repository, turn = await stored(), turning(*Role)
    with pytest.raises(RoleRequired):
        await turn.give(Turn(new_id="d1"), Cause("turn", actor, NOON, "turn"), repository)
    assert (await repository.get("d1")).turned == 0
    if actor.is_from_outside:
        assert Offers([turn]).on(ON_NEW, New("d1"), actor) == [], "nor is it told of"


@pytest.mark.parametrize("role", OutsideRole)
async def test_new_command_that_names_outsiders_and_no_scope_of_its_aggregate_reaches_nothing(
    role: OutsideRole,
) -> None:
    repository = await stored()
    with pytest.raises(NotFound):
        await turning(role).give(Turn(new_id="d1"), Cause("turn", OUTSIDERS[role], NOON, "turn"), repository)
    assert (await repository.get("d1")).turned == 0


@given(ROLES, SCOPES)
def test_nobody_from_outside_reaches_an_aggregate_that_says_nothing(roles: frozenset[str], scope: Scope | None) -> None:
    actor = Actor("somebody", roles, scope)
    assert may_reach(actor, New("d1")) is not actor.is_from_outside


@given(ROLES, SCOPES, st.sampled_from([*map(str, Role), *map(str, OutsideRole)]))
def test_scope_never_adds_to_what_somebody_may_do(roles: frozenset[str], scope: Scope | None, asked: str) -> None:
    with_scope, without = Actor("somebody", roles, scope), Actor("somebody", roles)
    if scope is not None and asked in list(Role):
        assert not with_scope.holds({asked})
    if with_scope.holds({asked}) and asked in list(Role):
        assert without.holds({asked})


def a_service() -> FastAPI:
    """Two new queries: one whose author thought of nobody from outside, one that lets them in."""
    api = FastAPI()
    install_problems(api)
    api.state.host = SimpleNamespace(actor_keys=TrustedKeys.of("new", KEY), clock=SimpleNamespace(now=lambda: NOON))

    @api.get("/new/{thing}")
    async def new(actor: ActorDep, thing: str) -> dict[str, Any]:
        return {"by": actor.id, "thing": thing}

    @api.get("/open/{thing}")
    async def opened(actor: AnybodyDep, thing: str) -> dict[str, Any]:
        if thing != "mine":
            raise NotFound
        return {"by": actor.id}

    return api


async def ask(path: str, actor: Actor) -> httpx.Response:
    headers = {"Authorization": f"Bearer {mint(KEY, actor, NOON, new_id(), 'new')}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(a_service()), base_url="http://new") as http:
        return await http.get(path, headers=headers)


@pytest.mark.parametrize("actor", OUTSIDERS.values(), ids=OUTSIDERS)
async def test_new_query_is_refused_to_everybody_from_outside(actor: Actor) -> None:
    assert (await ask("/new/1", actor)).status_code == 403
    assert (await ask("/new/1", Actor("li", frozenset({"registrar"})))).status_code == 200


async def test_guess_is_written_down_without_what_was_asked_for(log_lines: Callable[[], list[dict[str, Any]]]) -> None:
    counted = metrics.outside_refused.labels("ward", "404")
    before, nurse = metrics.value_of(counted), OUTSIDERS["ward"]
    assert (await ask("/open/secret-thing", nurse)).status_code == 404
    assert (await ask("/open/mine", nurse)).status_code == 200
    assert (await ask("/open/none", Actor("li", frozenset({"registrar"})))).status_code == 404, "staff are not counted"
    assert metrics.value_of(counted) - before == 1
    [line] = [one for one in log_lines() if one["event"] == "outside.refused"]
    told = {name: line[name] for name in ("actor", "role", "route", "status")}
    assert told == {"actor": nurse.id, "role": "ward", "route": "/open/{thing}", "status": 404}
    assert "secret-thing" not in str(line)
