"""What operators may do about a message that failed, over HTTP on real servers: two persons, and its data alone."""

import json
from datetime import UTC, datetime
from typing import Any

import aio_pika
import pytest

from shared.contracts.catalogue import schema_url
from shared.contracts.decoding import encode
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.contracts.registry import OrganisationListedAbnormal
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.messaging.topology import EVENTS
from tests.grants.entrypoints.test_news import parked
from tests.running_services import Office, until

pytestmark = pytest.mark.servers
KIND = OrganisationListedAbnormal.type()
LI, WANG = Actor("li", frozenset({"operator"})), Actor("wang", frozenset({"centre_admin"}))
WHY = "数目写成了文字，核对登记后改正"


def a_listing(subject: str, sequence: int = 1, **data: Any) -> Event:
    """The message that an organisation was listed; ``data`` replaces parts of its data."""
    told = {"organisation_id": subject, "reason_id": "r1", "reason_code": "unreachable", "open_reasons": "one"}
    return Event(
        id=new_id(), source="/tongxin/registry", type=KIND, subject=subject, time=datetime.now(UTC),
        dataschema=schema_url(KIND), data=told | data, sequence=sequence, correlationid=new_id(), causationid=new_id(),
        actor="dengji",
    )  # fmt: skip


async def failed(office: Office, event: Event) -> str:
    """A message that was parked, as its data do not fit; the address of what is decided about it."""
    connection = await aio_pika.connect(office.amqp_url)
    async with connection:
        exchange = await (await connection.channel()).get_exchange(EVENTS)
        await exchange.publish(aio_pika.Message(encode(event), content_type=CONTENT_TYPE), event.type)
    kept = office.grants.host.database["unfinished"]
    message = f"tongxin.grants|{event.id}"
    await until(lambda: kept.find_one({"_id": message, "state": "parked"}))
    return f"/ops/unfinished/{message}"


async def asked(office: Office, who: Actor, path: str, status: int = 204, **body: Any) -> Any:
    """Post as this person."""
    return await office.grants.ask_as(who, "POST", path, status, json=body)


async def told(office: Office, path: str, who: Actor = LI) -> Any:
    """What is shown of the message."""
    return await office.grants.ask_as(who, "GET", path, 200)


def mended(event: Event) -> str:
    """The data as they should have been."""
    return json.dumps(event.data | {"open_reasons": 1})


async def test_edit_changes_nothing_but_the_data_whatever_is_sent(office: Office) -> None:
    event = a_listing(new_id())
    path = await failed(office, event)
    other = a_listing(new_id(), 9, open_reasons=1)
    await asked(office, LI, f"{path}/edit", reason=WHY, body=encode(other).decode(), data=mended(event))
    kept = office.grants.host.database["unfinished"]
    found = await kept.find_one({"_id": path.rpartition("/")[2]})
    assert found["state"] == "parked", "a second person has to confirm it"
    shown = await told(office, path, WANG)
    await asked(office, WANG, f"{path}/edit/approval", seen=shown["edit"]["review_code"])
    standings = office.grants.host.database["standings"]
    await until(lambda: standings.find_one({"_id": event.subject, "state.open_reasons": 1}))
    assert await standings.find_one({"_id": other.subject}) is None
    decision = await office.grants.host.database["unfinished_decisions"].find_one(
        {"kept.subject": event.subject, "what": "edit"}
    )
    stays = event.model_dump(mode="json", exclude={"data"})
    sent = json.loads(decision["body"])
    assert {name: sent[name] for name in stays if name in sent} == {n: v for n, v in stays.items() if n in sent}
    assert sent.keys() - {"data"} == json.loads(encode(event)).keys() - {"data"}
    assert (decision["proposed_by"], decision["actor"], decision["reason"]) == ("li", "wang", WHY)
    assert decision["changed"] == ["data.open_reasons"]
    assert decision["review_code"] == shown["edit"]["review_code"]


async def test_who_proposed_an_edit_does_not_confirm_it_nor_what_was_not_shown(office: Office) -> None:
    event = a_listing(new_id())
    path = await failed(office, event)
    await asked(office, LI, f"{path}/edit", reason=WHY, data=mended(event))
    assert (await told(office, path, LI))["edit"]["review_code"] is None
    code = (await told(office, path, WANG))["edit"]["review_code"]
    approval = f"{path}/edit/approval"
    assert (await asked(office, LI, approval, 403, seen=code))["slug"] == "message-edit-needs-another"
    assert (await asked(office, WANG, approval, 409, seen="0" * 64))["slug"] == "seen-has-changed"
    assert (await asked(office, LI, f"{path}/edit", 409, reason=WHY, data=mended(event)))[
        "slug"
    ] == "message-edit-waits"
    await asked(office, LI, f"{path}/edit/refusal", reason="改错了")
    assert (await asked(office, WANG, approval, 409, seen=code))["slug"] == "no-message-edit-waits"
    await asked(office, WANG, f"{path}/edit", reason=WHY, data=mended(event))
    assert (await asked(office, LI, approval, 409, seen=code))["slug"] == "seen-has-changed"
    await asked(office, LI, f"{path}/discard", reason="对方会重发")
    assert (await asked(office, LI, approval, 404, seen=code))["slug"] == "message-not-found"


async def test_edit_falls_when_the_message_is_replayed_meanwhile(office: Office) -> None:
    event = a_listing(new_id())
    path = await failed(office, event)
    await asked(office, LI, f"{path}/edit", reason=WHY, data=mended(event))
    [listed] = [one for one in (await office.grants.get("/ops/unfinished", "operator"))["items"] if one["edit"]]
    assert (listed["subject"], listed["edit"]["by"], listed["edit"]["data"]) == (event.subject, "li", None)
    code = (await told(office, path, WANG))["edit"]["review_code"]
    await asked(office, WANG, f"{path}/replay", reason="发送方已改正")

    async def parked_again() -> bool:
        return bool((await told(office, path))["state"] == "parked")

    await until(parked_again)
    assert (await told(office, path))["edit"] is None
    assert (await asked(office, WANG, f"{path}/edit/approval", 409, seen=code))["slug"] == "no-message-edit-waits"


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        ("[1]", "message-data-not-json"),
        ("{" * 9, "message-data-not-json"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "message-data-not-json"),
        (
            '{"organisation_id": "\\ud800", "reason_id": "r1", "reason_code": "x", "open_reasons": 1}',
            "undecodable-body",
        ),
        ('{"organisation_id": 1}', "data-does-not-fit"),
    ],
)
async def test_data_that_cannot_be_read_are_refused_at_once(office: Office, data: str, slug: str) -> None:
    path = await failed(office, a_listing(new_id()))
    assert (await asked(office, LI, f"{path}/edit", 422, reason=WHY, data=data))["slug"] == slug
    same = json.dumps((json.loads((await told(office, path))["body"]))["data"])
    assert (await asked(office, LI, f"{path}/edit", 422, reason=WHY, data=same))["slug"] == "message-data-unchanged"
    await asked(office, LI, f"{path}/discard", reason="试过了")


async def test_message_older_than_what_was_absorbed_is_discarded_and_nothing_else(office: Office) -> None:
    message = await parked(office, subject := new_id())
    path = f"/ops/unfinished/{message}"
    shown = await told(office, path)
    assert (shown["error_slug"], shown["replayable"]) == ("out-of-order", False)
    for decision, more in (("replay", {}), ("edit", {"data": "{}"})):
        problem = await asked(office, LI, f"{path}/{decision}", 409, reason=WHY, **more)
        assert problem["slug"] == "older-than-absorbed"
        assert "放弃" in problem["zh"]
    await asked(office, LI, f"{path}/discard", reason="后面的消息已经说明")
    assert await office.grants.host.database["unfinished"].find_one({"subject": subject}) is None


async def test_who_reads_what_a_message_holds_stands_in_the_access_log(office: Office) -> None:
    event, log = a_listing(new_id()), office.grants.host.database["access_log"]
    path = await failed(office, event)
    await office.grants.get("/ops/unfinished", "operator")
    assert await log.find_one({"subject": event.subject}) is None, "a list holds no contents"
    await told(office, path, WANG)
    entry = await log.find_one({"subject": event.subject})
    assert (entry["actor"], entry["what"], entry["why"]) == ("wang", "unfinished_message", path.rpartition("/")[2])
    await asked(office, LI, f"{path}/discard", reason="试过了")
    await office.grants.ask_as(LI, "GET", "/ops/decisions", 200)
    assert await log.find_one({"subject": event.subject, "actor": "li"})
