"""The subscriber in docs/subscribers.md hears our events when it is run as it stands there."""

import asyncio
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import aio_pika
import pytest

from shared.contracts.catalogue import all_contracts, schema_url
from shared.contracts.decoding import decode, encode
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.contracts.registry import OrganisationListedAbnormal
from shared.messaging.topology import EVENTS, declare_topology
from tests.architecture.source import ROOT

PAGE = (ROOT / "docs/subscribers.md").read_text(encoding="utf-8")
LISTED = OrganisationListedAbnormal(organisation_id="o", reason_id="r", reason_code="penalised", open_reasons=1)


def block(language: str) -> str:
    """The page's first block in this language."""
    return str(re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0])


@pytest.mark.servers
async def test_the_subscriber_of_the_page_hears_an_event(vhost_url: str, tmp_path: Path) -> None:
    await declare_topology(vhost_url, {})
    program = tmp_path / "subscriber.py"
    program.write_text(block("python").replace("amqp://user:password@host:5672/", vhost_url), encoding="utf-8")
    type_ = OrganisationListedAbnormal.type()
    event = Event(
        id="e-1",
        source="/tongxin/registry",
        type=type_,
        subject="o",
        time=datetime.now(UTC),
        dataschema=schema_url(type_),
        data=LISTED.payload(),
        sequence=1,
        correlationid="c",
        causationid="k",
        actor="staff:1",
    )
    heard = tmp_path / "heard"
    with heard.open("w") as output:
        subscriber = await asyncio.create_subprocess_exec(sys.executable, str(program), stdout=output)
        try:
            async with asyncio.timeout(20), await aio_pika.connect(vhost_url) as connection:
                exchange = await (await connection.channel()).get_exchange(EVENTS)
                while not heard.read_text():
                    await exchange.publish(aio_pika.Message(encode(event), content_type=CONTENT_TYPE), type_)
                    await asyncio.sleep(0.3)
        finally:
            subscriber.terminate()
            await subscriber.wait()
    assert heard.read_text().startswith(f"{type_} o 1\n")


def test_the_example_of_the_page_is_an_event_of_ours() -> None:
    decoded = decode(block("json").replace('"…"', '"x"').encode())
    assert decoded.event.type in all_contracts()
    assert isinstance(decoded.contract, OrganisationListedAbnormal)
