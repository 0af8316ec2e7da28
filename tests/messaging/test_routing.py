"""Every event that a service binds reaches its reaction through the real router; what cannot is kept, and settled."""

from collections import Counter as Tally
from collections.abc import Mapping
from importlib import import_module
from inspect import signature
from typing import Any
from unittest.mock import MagicMock

import pytest

from deploy.wiring import HEARING
from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectUnfrozen
from shared.contracts.upcasters import upcast
from shared.kernel.cause import Cause
from shared.kernel.clock import SystemClock
from shared.kernel.handling import Reaction
from shared.messaging import reactions as module
from shared.messaging.reactions import Reactions
from shared.messaging.topology import dead_queue_of
from shared.observability import metrics
from shared.storage.mongo import StorageAway
from tests.messaging.in_memory import an_example, in_memory
from tests.messaging.running import Broken, an_event


def table_of(service: str) -> Mapping[type[Contract], Reaction]:
    """The reactions that a service's table of contents lists."""
    made = import_module(f"services.{service}.app").App
    app = made(*(MagicMock() for _ in signature(made).parameters))
    table: Mapping[type[Contract], Reaction] = app.reactions
    return table


ROUTES = [
    (service, type_) for service in HEARING for type_ in sorted(Reactions(table_of(service), SystemClock()).types)
]


class Told:
    """Stands in a reaction's place and writes down what came to it."""

    def __init__(self, name: str, heard: list[tuple[str, Any, Cause]], error: Exception | None = None) -> None:
        self.name = name
        self.heard = heard
        self.error = error

    async def __call__(self, event: Any, cause: Cause) -> None:
        self.heard.append((self.name, event, cause))
        if self.error is not None:
            raise self.error


def consumed(type_: str) -> Tally[str]:
    """How many deliveries of a type this process counted, by outcome."""
    samples = [sample for metric in metrics.events_consumed.collect() for sample in metric.samples]
    mine = [one for one in samples if one.name.endswith("_total") and one.labels["type"] == type_]
    return Tally({one.labels["outcome"]: int(one.value) for one in mine})


def test_every_service_is_routed_to() -> None:
    assert {service for service, _ in ROUTES} == set(HEARING)
    assert len(ROUTES) >= 22


@pytest.mark.parametrize(("service", "type_"), ROUTES)
async def test_event_reaches_the_one_reaction_that_is_listed_for_it(service: str, type_: str) -> None:
    sent = an_example(all_contracts()[type_])
    heard: list[tuple[str, Any, Cause]] = []
    table = {contract: Told(contract.NAME, heard) for contract in table_of(service)}
    before = consumed(type_)
    async with in_memory(service, table) as side:
        await side.deliver(an_event("a", 7, type=type_, data=sent.payload()))
        assert side.acked == [True]
        assert not side.session.is_over
    [(name, event, cause)] = heard
    assert (name, event) == (sent.NAME, upcast(sent))
    assert (cause.id, cause.subject, cause.sequence, cause.correlation_id) == ("a/7", "a", 7, "walk-1")
    assert consumed(type_) - before == Tally(applied=1)
    assert side.kept.rows == []


@pytest.mark.parametrize("service", HEARING)
@pytest.mark.parametrize(
    ("body", "row"),
    [
        (b"\xff not json", ("parked", None, "undecodable-body")),
        (an_event("a", 1, type="grants.project.vanished.v1"), ("parked", "a", "unknown-type")),
        (an_event("a", 1, dataschema="urn:elsewhere"), ("parked", "a", "unknown-schema")),
        (an_event("a", 1, data={"project_id": 7}), ("parked", "a", "data-does-not-fit")),
    ],
)
async def test_what_cannot_be_read_is_kept_and_acked_in_every_service(
    service: str, body: bytes, row: tuple[str, str | None, str]
) -> None:
    async with in_memory(service, table_of(service)) as side:
        await side.deliver(body)
        assert side.acked == [True]
    assert side.kept.rows == [row]


async def test_event_of_another_service_is_parked_and_later_ones_of_its_subject_wait() -> None:
    async with in_memory("rescue", table_of("rescue")) as side:
        await side.deliver(an_event("a", 1))
        await side.deliver(an_event("a", 2))
        assert side.acked == [True, True]
    assert side.kept.rows == [("parked", "a", "no-reaction"), ("waiting", "a", None)]


async def test_reaction_that_fails_three_times_is_kept_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IN_PLACE_PAUSES_S", (0, 0))
    heard: list[tuple[str, Any, Cause]] = []
    async with in_memory("notify", {ProjectUnfrozen: Told("unfrozen", heard, Broken("张三"))}) as side:
        await side.deliver(an_event("a", 1))
        await side.deliver(an_event("b", 1))
        assert side.acked == [True, True]
    assert len(heard) == 6
    assert side.kept.rows == [("retrying", "a", "Broken"), ("retrying", "b", "Broken")]


async def test_what_storage_does_not_take_ends_the_session_and_stays_unacked() -> None:
    heard: list[tuple[str, Any, Cause]] = []
    async with in_memory("notify", {ProjectUnfrozen: Told("unfrozen", heard, StorageAway())}) as side:
        side.kept.away = StorageAway()
        await side.deliver(an_event("a", 1))
        assert side.session.is_over
        await side.deliver(an_event("a", 2))
        assert side.acked == [False, False]
    assert len(heard) == 1
    assert side.kept.rows == []


async def test_what_cannot_even_be_kept_ends_the_session_and_stays_unacked() -> None:
    async with in_memory("notify", table_of("notify")) as side:
        side.kept.away = StorageAway()
        await side.deliver(b"not json")
        assert side.session.is_over
        assert side.acked == [False]


@pytest.mark.parametrize("body", [b"not json", an_event("a", 1)])
async def test_what_the_broker_gave_up_on_is_parked_in_every_case(body: bytes) -> None:
    async with in_memory("notify", table_of("notify")) as side:
        await side.deliver(body, dead_queue_of("notify"))
        assert side.acked == [True]
    [(state, _, slug)] = side.kept.rows
    assert (state, slug) == ("parked", "returned-too-often")
