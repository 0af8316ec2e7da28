"""Tests of declared commands: roles before anything else, offers with reasons, doors and documents from one place."""

from datetime import UTC, datetime
from typing import Annotated

import httpx
import pytest
from annotated_types import MaxLen, MinLen
from fastapi import FastAPI

from shared.command.declaration import ActCommand, Command, Commands, command, post, put
from shared.kernel.act import EvidenceMissing, OccurredInFuture, OccurredTooEarly
from shared.kernel.actions import Offers, Target
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.errors import Conflict, NotFound, RoleRequired
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt
from shared.web.command_routes import command_router
from shared.web.deps import CauseDep, the_app
from shared.web.problems import install_problems

BAKERS = frozenset({"baker"})
BAKER, GUEST = Actor("b", BAKERS), Actor("g")
Words = Annotated[str, Label("说明", "Words"), MinLen(1), MaxLen(5)]


class Burnt(Conflict):
    slug = "burnt"
    zh, en = "已经烤焦。", "It is burnt."


class Bread:
    """Something that can burn."""

    def __init__(self, *, burnt: bool) -> None:
        self.burnt = burnt

    def require_edible(self) -> None:
        """Raise Burnt."""
        if self.burnt:
            raise Burnt


ON_BREAD = Target[Bread]("bread", refusals=(NotFound,))


class CutBread(Command):
    """Which bread, and how."""

    bread_id: str
    slice_no: Annotated[int, Label("片", "Slice")]
    words: Words


class ReplaceBread(Command):
    """Another bread as a whole."""

    bread_id: str
    recipe: list[Words]


@command(
    CutBread,
    post("/breads/{bread_id}/slices/{slice_no}"),
    label=Label("切面包", "Cut bread"),
    roles=BAKERS,
    offered=ON_BREAD.when(lambda bread, _: bread.require_edible()),
    refusals=(Burnt,),
)
async def cut_bread(cmd: CutBread, cause: Cause, ports: list[Command]) -> Receipt:
    ports.append(cmd)
    return Receipt(cmd.bread_id, 2)


@command(ReplaceBread, put("/breads/{bread_id}", whole="recipe"), label=Label("换面包", "Replace bread"), roles=BAKERS)
async def replace_bread(cmd: ReplaceBread, cause: Cause, ports: list[Command]) -> Receipt:
    ports.append(cmd)
    return Receipt(cmd.bread_id, 3)


COMMANDS = (cut_bread, replace_bread)


def a_cause(actor: Actor) -> Cause:
    return Cause("c", actor, datetime(2026, 11, 23, tzinfo=UTC), correlation_id="c")


def an_api(done: list[Command]) -> FastAPI:
    api = FastAPI()
    install_problems(api)
    api.include_router(command_router(COMMANDS))
    api.dependency_overrides[the_app] = lambda: Commands[list[Command]](COMMANDS, done)
    cause_dependency = CauseDep.__metadata__[0].dependency  # type: ignore[attr-defined]
    api.dependency_overrides[cause_dependency] = lambda: a_cause(BAKER)
    return api


async def called(done: list[Command], method: str, path: str, body: object) -> httpx.Response:
    transport = httpx.ASGITransport(an_api(done), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://it") as http:
        return await http.request(method, path, json=body)


async def test_command_of_somebody_without_the_role_is_refused_before_anything_is_done() -> None:
    done: list[Command] = []
    with pytest.raises(RoleRequired):
        await Commands(COMMANDS, done).give(CutBread(bread_id="1", slice_no=1, words="x"), a_cause(GUEST))
    assert done == []


def test_offers_tell_what_may_be_done_and_why_not() -> None:
    offers = Offers(COMMANDS)
    (fresh,) = offers.on(ON_BREAD, Bread(burnt=False), BAKER)
    (burnt,) = offers.on(ON_BREAD, Bread(burnt=True), BAKER)
    (guest,) = offers.on(ON_BREAD, Bread(burnt=False), GUEST)
    assert (fresh.name, fresh.allowed) == ("cut_bread", True)
    assert (burnt.allowed, burnt.reason_zh, burnt.reason_en) == (False, "已经烤焦。", "It is burnt.")
    assert not guest.allowed
    assert offers.on(Target[Bread]("bread"), Bread(burnt=False), BAKER) == []


async def test_door_puts_path_and_body_together() -> None:
    done: list[Command] = []
    answer = await called(done, "POST", "/breads/b1/slices/3", {"words": "  thi\u200bn "})
    assert (answer.status_code, answer.json()["version"]) == (201, 2)
    assert done == [CutBread(bread_id="b1", slice_no=3, words="thin")]


async def test_door_of_a_whole_takes_the_field_as_the_body() -> None:
    done: list[Command] = []
    answer = await called(done, "PUT", "/breads/b1", ["\u202erye\x00"])
    assert (answer.status_code, done) == (200, [ReplaceBread(bread_id="b1", recipe=["rye"])])


@pytest.mark.parametrize(
    ("path", "body", "at"),
    [
        ("/breads/b1/slices/3", {"words": " "}, "words"),
        ("/breads/b1/slices/3", {"words": "\u200b\u200b"}, "words"),
        ("/breads/b1/slices/3", {"words": "far too long"}, "words"),
        ("/breads/b1/slices/3", {"words": "x", "more": 1}, "more"),
        ("/breads/b1/slices/third", {"words": "x"}, "slice_no"),
    ],
)
async def test_door_names_the_field_that_is_not_right(path: str, body: object, at: str) -> None:
    done: list[Command] = []
    answer = await called(done, "POST", path, body)
    assert (answer.status_code, answer.json()["errors"][0]["at"], done) == (422, at, [])


def test_document_tells_label_roles_target_and_refusals() -> None:
    cut = an_api([]).openapi()["paths"]["/breads/{bread_id}/slices/{slice_no}"]["post"]
    assert cut["x-command"] == cut["operationId"] == "cut_bread"
    assert cut["x-label"] == {"zh": "切面包", "en": "Cut bread"}
    assert (cut["x-roles"], cut["x-target"]) == (["baker"], "bread")
    assert "burnt" in cut["responses"]["409"]["description"]
    assert "not-found" in cut["responses"]["404"]["description"]


def test_declaration_with_a_path_that_names_no_field_is_refused() -> None:
    with pytest.raises(ValueError, match="CutBread has no field loaf_id"):
        command(CutBread, post("/loaves/{loaf_id}"), label=Label("", ""), roles=BAKERS)


def test_declaration_that_would_lose_a_field_beside_the_whole_body_is_refused() -> None:
    class Bake(ActCommand):
        """Bread was baked."""

        bread: str

    with pytest.raises(ValueError, match="Bake has nowhere to send evidence, occurred_at"):
        command(Bake, post("/bread", whole="bread"), label=Label("", ""), roles=BAKERS)


def test_a_command_that_tells_of_an_act_takes_its_time_and_may_refuse_for_its_sake() -> None:
    class Bake(ActCommand):
        """Bread was baked."""

    @command(Bake, post("/bread"), label=Label("烤", "Bake"), roles=BAKERS)
    async def bake(cmd: Bake, cause: Cause, _: object) -> Receipt:
        return Receipt(cmd.act(cause).occurred_at.isoformat(), 1)

    baked = datetime(2026, 9, 27, 22, tzinfo=UTC)
    cause = Cause("k", BAKER, datetime(2026, 9, 28, tzinfo=UTC), "k")
    assert Bake(occurred_at=baked).act(cause).occurred_at == baked
    assert Bake().act(cause).occurred_at == cause.at
    assert {OccurredInFuture, OccurredTooEarly, EvidenceMissing, TimeWrong} <= set(bake.may_refuse)
    told = Bake.model_json_schema()["properties"]
    assert told["occurred_at"]["anyOf"][0]["x-label"]["zh"] == "发生时间"
    assert told["evidence"]["x-label"]["zh"] == "发生时间的依据"
