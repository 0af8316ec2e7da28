"""The tap on a real broker: hears what is published, loses nothing of its own making, and leaves no queue behind."""

import asyncio
from datetime import UTC, datetime

import pytest
import structlog

from services.gateway.live.hints import HINTS
from services.gateway.live.hub import Hub
from shared.contracts.catalogue import schema_url
from shared.contracts.decoding import encode
from shared.contracts.envelope import Event
from shared.kernel.ids import new_id
from shared.messaging import tap as module
from shared.messaging.broker import make_broker, publish
from shared.messaging.tap import Tap
from shared.messaging.topology import declare_topology

pytestmark = pytest.mark.servers
CASE_OPENED = "rescue.case.opened.v1"


async def until(condition: object, seconds: float = 10.0) -> None:
    """Wait for a callable to answer true."""
    assert callable(condition)
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.02)


def a_case_opened() -> Event:
    """An event of a real contract."""
    return Event(
        id=new_id(), source="/tongxin/rescue", type=CASE_OPENED, subject="case-1", time=datetime.now(UTC), sequence=1,
        dataschema=schema_url(CASE_OPENED), data={"case_id": "case-1", "case_no": "救2026-0001"}, correlationid="c",
        causationid="c", actor="jiuzhu",
    )  # fmt: skip


async def test_tap_turns_a_published_event_into_a_hint(vhost_url: str) -> None:
    await declare_topology(vhost_url, {})
    hub = Hub()
    tap = Tap(vhost_url, HINTS, hub.hear, hub.missed)
    await tap.start()
    broker = make_broker(vhost_url, "test")
    try:
        await until(lambda: tap.is_listening)
        await broker.connect()
        with hub.listening("jiuzhu", frozenset({"rescue_worker"}), None) as listener:
            event = a_case_opened()
            await publish(broker, encode(event), event.type, event.id, event.correlationid)
            async with asyncio.timeout(10):
                _, hint = await listener.queue.get()
    finally:
        await tap.stop()
        await broker.stop()
    assert hint
    assert (hint.kind, hint.id) == ("case", "case-1")


async def test_tap_survives_a_body_that_cannot_be_read(vhost_url: str) -> None:
    await declare_topology(vhost_url, {})
    heard: list[Event] = []
    tap = Tap(vhost_url, [CASE_OPENED], heard.append, lambda: None)
    await tap.start()
    broker = make_broker(vhost_url, "test")
    try:
        await until(lambda: tap.is_listening)
        await broker.connect()
        await publish(broker, b"{not json", CASE_OPENED, new_id(), "c")
        event = a_case_opened()
        await publish(broker, encode(event), event.type, event.id, event.correlationid)
        await until(lambda: heard)
    finally:
        await tap.stop()
        await broker.stop()
    assert [one.id for one in heard] == [event.id]


async def test_hint_that_cannot_be_given_is_told_by_its_kind_and_costs_no_other(
    vhost_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await declare_topology(vhost_url, {})
    heard: list[Event] = []

    def hear(event: Event) -> None:
        heard.append(event)
        if len(heard) == 1:
            raise ValueError("张三丰 13800138000")

    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    tap = Tap(vhost_url, [CASE_OPENED], hear, lambda: None)
    await tap.start()
    broker = make_broker(vhost_url, "test")
    try:
        await until(lambda: tap.is_listening)
        await broker.connect()
        for event in (a_case_opened(), a_case_opened()):
            await publish(broker, encode(event), event.type, event.id, event.correlationid)
        await until(lambda: len(heard) == 2)
    finally:
        await tap.stop()
        await broker.stop()
        structlog.reset_defaults()
    written = capsys.readouterr().out
    assert "error='ValueError' event='tap.not_heard'" in written
    assert "张三丰" not in written


async def test_tap_waits_for_a_broker_that_is_away() -> None:
    missed: list[int] = []
    tap = Tap("amqp://guest:guest@127.0.0.1:1/", [CASE_OPENED], lambda _: None, lambda: missed.append(1))
    await tap.start()
    try:
        await until(lambda: missed)
        assert not tap.is_listening
    finally:
        await tap.stop()


async def test_tap_listens_again_however_the_broker_went(vhost_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    await declare_topology(vhost_url, {})
    tap = Tap(vhost_url, [CASE_OPENED], lambda _: None, lambda: None)
    listen, tries = tap._listen, 0

    async def closed_between_handshake_and_channel() -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise RuntimeError("<Connection> closed")
        await listen()

    monkeypatch.setattr(tap, "_listen", closed_between_handshake_and_channel)
    monkeypatch.setattr(module, "PAUSE_S", 0)
    await tap.start()
    try:
        await until(lambda: tap.is_listening)
    finally:
        await tap.stop()
