"""What every Repository promises, asked of the one in memory and of the one on MongoDB alike."""

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Protocol

import pytest

from shared.contracts.envelope import Event
from shared.kernel.cause import Actor
from shared.kernel.errors import AlreadyExists, ChangedMeanwhile, KeyReused, OutOfOrder
from shared.kernel.repository import Receipt, Repository
from shared.kernel.scope import Scope, ScopeKind
from shared.storage.store import AggregateStore
from tests.fakes import InMemoryRepository
from tests.storage.drawers import (
    Drawer,
    DrawerFull,
    DrawerNotFound,
    LabelTaken,
    Offers,
    a_cause,
    an_event_cause,
    outbound,
)

pytestmark = pytest.mark.servers


class Told(Protocol):
    @property
    def events(self) -> list[Event]: ...


@dataclass
class Shelf:
    """A repository and what it told the world."""

    drawers: Repository[Drawer]
    told: Told

    def numbers(self, drawer_id: str) -> list[int]:
        """The sequences of a drawer's events."""
        return [event.sequence for event in self.told.events if event.subject == drawer_id]


@pytest.fixture(params=["in memory", "on MongoDB"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    if request.param == "in memory":
        fake = InMemoryRepository(
            Drawer,
            outbound,
            service="drawers",
            not_found=DrawerNotFound,
            unique={LabelTaken: lambda drawer: drawer.label},
        )
        return Shelf(fake, fake)
    store: AggregateStore[Drawer] = request.getfixturevalue("drawers")
    offers: Offers = request.getfixturevalue("offers")
    return Shelf(store, offers)


async def test_create_stores_the_first_version_and_tells_its_event(shelf: Shelf) -> None:
    drawer = Drawer("d1", "socks")
    drawer.put()
    assert await shelf.drawers.create(drawer, a_cause("make")) == Receipt("d1", 1)
    kept = await shelf.drawers.get("d1")
    assert (kept.label, kept.held, kept.recorded()) == ("socks", 1, [])
    (event,) = shelf.told.events
    assert (event.subject, event.sequence, event.type) == ("d1", 1, "grants.project.unfrozen.v1")
    assert (event.causationid, event.correlationid, event.actor) == ("make", "walk-make", "staff-1")
    assert event.source == "/tongxin/drawers"


async def test_what_is_not_there_is_refused_by_its_own_name(shelf: Shelf) -> None:
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.get("none")
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.change("none", a_cause("c"), Drawer.put)


OUTSIDER = Actor("xingling", frozenset({"organisation_member"}), Scope.of(ScopeKind.ORGANISATION, "o-1"))
WITHOUT_SCOPE = Actor("xingling", frozenset({"organisation_member"}))


@pytest.mark.parametrize(("actor", "reaches"), [(OUTSIDER, "d1"), (WITHOUT_SCOPE, None), (Actor("staff-1"), "all")])
async def test_what_is_out_of_reach_is_not_there(shelf: Shelf, actor: Actor, reaches: str | None) -> None:
    await shelf.drawers.create(Drawer("d1", owner="o-1"), a_cause("make-1"))
    await shelf.drawers.create(Drawer("d2", owner="o-2"), a_cause("make-2"))
    for drawer_id in ("d1", "d2"):
        reached = reaches in (drawer_id, "all")
        with nullcontext() if reached else pytest.raises(DrawerNotFound):
            await shelf.drawers.change(drawer_id, a_cause(f"put-{drawer_id}", actor=actor), Drawer.put)
        assert (await shelf.drawers.get(drawer_id)).held == int(reached)


async def test_out_of_reach_not_even_its_version_is_told(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d2", owner="o-2"), a_cause("make"))
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.change("d2", a_cause("put", actor=OUTSIDER, expected_version=9), Drawer.put)
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.change("d2", a_cause("make", actor=OUTSIDER, digest="other"), Drawer.put)


async def test_person_from_outside_creates_only_within_the_scope(shelf: Shelf) -> None:
    assert await shelf.drawers.create(Drawer("d1", owner="o-1"), a_cause("make-1", actor=OUTSIDER)) == Receipt("d1", 1)
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.create(Drawer("d2", owner="o-2"), a_cause("make-2", actor=OUTSIDER))
    with pytest.raises(DrawerNotFound):
        await shelf.drawers.get("d2")


async def test_events_of_one_subject_are_numbered_without_gaps(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    await shelf.drawers.change("d1", a_cause("c1"), lambda drawer: drawer.put(3))
    await shelf.drawers.change("d1", a_cause("c2"), lambda drawer: drawer.relabel("socks"))
    assert await shelf.drawers.change("d1", a_cause("c3"), Drawer.put) == Receipt("d1", 4)
    assert shelf.numbers("d1") == [1, 2, 3, 4]
    assert [event.data["project_no"] for event in shelf.told.events] == ["1", "2", "3", "4"]
    assert len({event.id for event in shelf.told.events}) == 4


async def test_verb_that_refuses_changes_nothing_and_its_cause_may_come_again(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1", held=100), a_cause("make"))
    with pytest.raises(DrawerFull):
        await shelf.drawers.change("d1", a_cause("c1"), Drawer.put)
    assert shelf.told.events == []
    assert await shelf.drawers.change("d1", a_cause("c1"), lambda drawer: drawer.relabel("full")) == Receipt("d1", 2)


async def test_repeated_cause_is_answered_as_before_and_changes_nothing(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    await shelf.drawers.change("d1", a_cause("c1"), Drawer.put)
    assert await shelf.drawers.change("d1", a_cause("c1"), Drawer.put) == Receipt("d1", 2, repeated=True)
    assert await shelf.drawers.create(Drawer("d1", held=7), a_cause("make")) == Receipt("d1", 2, repeated=True)
    assert (await shelf.drawers.get("d1")).held == 1
    assert shelf.numbers("d1") == [1]


async def test_cause_that_recorded_nothing_is_absorbed_too(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    await shelf.drawers.change("d1", a_cause("c1"), lambda drawer: drawer.relabel("a"))
    assert (await shelf.drawers.change("d1", a_cause("c1"), lambda drawer: drawer.relabel("b"))).repeated
    assert (await shelf.drawers.get("d1")).label == "a"


async def test_key_reused_for_another_request_is_refused(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make", digest="one"))
    await shelf.drawers.change("d1", a_cause("c1", digest="one"), Drawer.put)
    with pytest.raises(KeyReused):
        await shelf.drawers.change("d1", a_cause("c1", digest="other"), Drawer.put)
    with pytest.raises(KeyReused):
        await shelf.drawers.create(Drawer("d1"), a_cause("make", digest="other"))
    for digest in ("one", None):
        assert (await shelf.drawers.change("d1", a_cause("c1", digest=digest), Drawer.put)).repeated
    assert (await shelf.drawers.get("d1")).held == 1


async def test_stale_if_match_is_told_the_version_there_is(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    assert (await shelf.drawers.change("d1", a_cause("c1", expected_version=1), Drawer.put)).version == 2
    with pytest.raises(ChangedMeanwhile) as refused:
        await shelf.drawers.change("d1", a_cause("c2", expected_version=1), Drawer.put)
    assert refused.value.params == {"version": 2}
    repeated = await shelf.drawers.change("d1", a_cause("c1", expected_version=1), Drawer.put)
    assert repeated == Receipt("d1", 2, repeated=True)


async def test_event_after_a_later_one_of_its_subject_is_out_of_order(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), an_event_cause(5))
    await shelf.drawers.change("d1", an_event_cause(8), Drawer.put)
    for late in (an_event_cause(7), an_event_cause(8, key="another")):
        with pytest.raises(OutOfOrder):
            await shelf.drawers.change("d1", late, Drawer.put)
    with pytest.raises(OutOfOrder):
        await shelf.drawers.create(Drawer("d1"), an_event_cause(4))
    assert (await shelf.drawers.change("d1", an_event_cause(5), Drawer.put)).repeated
    assert (await shelf.drawers.change("d1", an_event_cause(1, subject="organisation-2"), Drawer.put)).version == 3
    assert (await shelf.drawers.get("d1")).held == 2


async def test_late_event_that_a_person_forces_is_absorbed_once(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), an_event_cause(5))
    forced = a_cause("organisation-1/4")
    assert not (await shelf.drawers.change("d1", forced, Drawer.put)).repeated
    assert (await shelf.drawers.change("d1", forced, Drawer.put)).repeated
    assert (await shelf.drawers.change("d1", an_event_cause(4), Drawer.put)).repeated
    assert (await shelf.drawers.get("d1")).held == 1


async def test_id_that_another_cause_took_is_refused(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    with pytest.raises(AlreadyExists):
        await shelf.drawers.create(Drawer("d1"), a_cause("make-again"))


async def test_unique_key_that_another_holds_is_refused_by_the_name_of_its_index(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1", "socks"), a_cause("m1"))
    with pytest.raises(LabelTaken):
        await shelf.drawers.create(Drawer("d2", "socks"), a_cause("m2"))
    for free in ("d3", "d4"):
        await shelf.drawers.create(Drawer(free), a_cause(free))
    with pytest.raises(LabelTaken):
        await shelf.drawers.change("d3", a_cause("c1"), lambda drawer: drawer.relabel("socks"))
    assert (await shelf.drawers.get("d3")).label is None
    await shelf.drawers.change("d1", a_cause("c2"), lambda drawer: drawer.relabel(None))
    assert not (await shelf.drawers.change("d3", a_cause("c1"), lambda drawer: drawer.relabel("socks"))).repeated


async def test_twenty_changes_at_once_are_all_applied_once_and_in_order(shelf: Shelf) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    receipts = await asyncio.gather(*(shelf.drawers.change("d1", a_cause(f"c{n}"), Drawer.put) for n in range(20)))
    assert sorted(receipt.version for receipt in receipts) == list(range(2, 22))
    assert (await shelf.drawers.get("d1")).held == 20
    assert shelf.numbers("d1") == list(range(1, 21))
    assert [int(event.data["project_no"]) for event in shelf.told.events] == list(range(1, 21))


async def test_one_cause_twenty_times_at_once_is_absorbed_once(shelf: Shelf) -> None:
    made = await asyncio.gather(*(shelf.drawers.create(Drawer("d1"), a_cause("make")) for _ in range(20)))
    assert [receipt.repeated for receipt in made].count(False) == 1
    changed = await asyncio.gather(*(shelf.drawers.change("d1", a_cause("c"), Drawer.put) for _ in range(20)))
    assert [receipt.repeated for receipt in changed].count(False) == 1
    assert {receipt.version for receipt in changed} == {2}
    assert (await shelf.drawers.get("d1")).held == 1
    assert shelf.numbers("d1") == [1]


@pytest.mark.parametrize("odd", ["$version", "$$entry.id", "$", "$$ROOT", "{", "a.b", ""])
async def test_ids_that_look_like_expressions_are_only_ids(shelf: Shelf, odd: str) -> None:
    await shelf.drawers.create(Drawer("d1"), a_cause("make"))
    for cause in (a_cause(odd), an_event_cause(3, subject=odd, key="e3")):
        assert not (await shelf.drawers.change("d1", cause, Drawer.put)).repeated
        assert (await shelf.drawers.change("d1", cause, Drawer.put)).repeated
    with pytest.raises(OutOfOrder):
        await shelf.drawers.change("d1", an_event_cause(2, subject=odd, key="e2"), Drawer.put)
