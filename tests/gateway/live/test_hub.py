"""Hints reach those they concern, once, also after a short absence, and carry nothing personal."""

import asyncio
from datetime import UTC, datetime

import httpx

from services.gateway.gateway import Gateway
from services.gateway.live.hints import HINTS, Hint, hint_of
from services.gateway.live.hub import REMEMBERED, WAITING_AT_MOST, Hub
from services.gateway.pages.live import _events
from shared.contracts.catalogue import all_contracts
from shared.contracts.envelope import Event
from tests.gateway.visiting import sign_in

FOR_THE_PUBLIC_SITE = {
    "rescue.notice.made_public.v1",
    "rescue.notice.taken_down.v1",
    "registry.organisation.profile_changed.v1",
}
"""What is published, told beside the events that pages hear anyway."""
RESCUE = frozenset({"rescue_worker"})


def an_event(event_type: str, **data: object) -> Event:
    """An event on the wire."""
    now = datetime.now(UTC)
    return Event(
        id="e", source="/tongxin/x", type=event_type, subject="thing-1", time=now, dataschema="x", data=data,
        sequence=1, correlationid="c", causationid="c", actor="a",
    )  # fmt: skip


def test_every_contract_has_a_hint_in_its_newest_version() -> None:
    newest = {contract.NAME: contract.type() for contract in sorted(all_contracts().values(), key=lambda c: c.VERSION)}
    assert set(HINTS) == set(newest.values()) - FOR_THE_PUBLIC_SITE


def test_hint_of_a_proposal_is_about_its_case_and_tells_ids_alone() -> None:
    hint = hint_of(an_event("registry.interpreter.proposed.v1", case_id="case-1", area="安徽阜阳", proposals=[]))
    assert hint == Hint("case", "case-1", frozenset({"rescue_worker", "station_head"}))


def test_hint_of_an_inbox_item_goes_to_its_recipients_or_its_role() -> None:
    named = hint_of(an_event("notify.item.created.v1", item_id="i", recipients=["jiuzhu"], role=None))
    by_role = hint_of(an_event("notify.item.created.v1", item_id="i", recipients=[], role="operator"))
    assert named
    assert named.staff == {"jiuzhu"}
    assert not named.roles
    assert by_role
    assert by_role.roles == {"operator"}
    assert not by_role.staff


def test_hint_is_heard_by_its_role_and_by_nobody_else() -> None:
    hub = Hub()
    with (
        hub.listening("jiuzhu", RESCUE, None) as one,
        hub.listening("zizhu", frozenset({"grants_officer"}), None) as two,
    ):
        hub.tell(Hint("case", "case-1", RESCUE))
    assert one.queue.qsize() == 1
    assert two.queue.empty()


def test_listener_that_comes_back_gets_what_it_missed_and_not_what_it_had() -> None:
    hub = Hub()
    with hub.listening("jiuzhu", RESCUE, None) as listener:
        hub.tell(Hint("case", "1", RESCUE))
        number, _ = listener.queue.get_nowait()
    hub.tell(Hint("case", "2", RESCUE))
    with hub.listening("jiuzhu", RESCUE, number) as again:
        assert [hint.id for _, hint in drained(again.queue) if hint] == ["2"]


def test_listener_from_before_a_restart_or_too_long_away_looks_at_everything() -> None:
    hub = Hub()
    with hub.listening("jiuzhu", RESCUE, "another-process:7") as listener:
        assert [hint for _, hint in drained(listener.queue)] == [None]
    with hub.listening("jiuzhu", RESCUE, None) as listener:
        hub.tell(Hint("case", "1", RESCUE))
        number, _ = listener.queue.get_nowait()
    for n in range(REMEMBERED + 1):
        hub.tell(Hint("case", str(n), RESCUE))
    with hub.listening("jiuzhu", RESCUE, number) as listener:
        assert [hint for _, hint in drained(listener.queue)] == [None]


def test_listener_that_does_not_keep_up_is_told_to_look_at_everything() -> None:
    hub = Hub()
    with hub.listening("jiuzhu", RESCUE, None) as listener:
        for n in range(WAITING_AT_MOST + 1):
            hub.tell(Hint("case", str(n), RESCUE))
        assert [hint for _, hint in drained(listener.queue)] == [None]


def test_page_made_before_a_hint_hears_it_when_its_stream_opens_after() -> None:
    hub = Hub()
    hub.tell(Hint("case", "0", RESCUE))
    mark = hub.mark
    hub.tell(Hint("case", "1", RESCUE))
    with hub.listening("jiuzhu", RESCUE, mark) as listener:
        assert [hint.id for _, hint in drained(listener.queue) if hint] == ["1"]
    with hub.listening("jiuzhu", RESCUE, hub.mark) as listener:
        assert drained(listener.queue) == []


def test_page_made_before_the_broker_was_lost_looks_at_everything() -> None:
    hub = Hub()
    mark = hub.mark
    hub.missed()
    with hub.listening("jiuzhu", RESCUE, mark) as listener:
        assert [hint for _, hint in drained(listener.queue)] == [None]


def test_lost_connection_to_the_broker_lets_everybody_look_again() -> None:
    hub = Hub()
    with hub.listening("jiuzhu", RESCUE, None) as listener:
        hub.missed()
        assert [hint for _, hint in drained(listener.queue)] == [None]


async def test_stream_sends_hints_as_events_and_ends_when_the_gateway_closes(gateway: Gateway) -> None:
    hub, staff = gateway.hub, await gateway.accounts.get("jiuzhu")
    assert staff
    stream = _events(hub, staff, None)
    assert await anext(stream) == "retry: 3000\n\n"
    hub.tell(Hint("case", "case-1", RESCUE))
    text = await anext(stream)
    assert 'event: hint\ndata: {"kind": "case", "id": "case-1"}\n\n' in text
    hub.closing.set()
    async with asyncio.timeout(2):
        assert [part async for part in stream] == [": still here\n\n"]


async def test_stream_needs_somebody_signed_in(browser: httpx.AsyncClient) -> None:
    assert (await browser.get("/live")).status_code == 401
    await sign_in(browser, "jiuzhu")


def drained(queue: "asyncio.Queue[tuple[str, Hint | None]]") -> list[tuple[str, Hint | None]]:
    """All that waits in a queue."""
    return [queue.get_nowait() for _ in range(queue.qsize())]
