"""The subscriber in docs/subscribers.md hears our events when it is run as it stands there."""

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest

from shared.contracts.decoding import decode
from shared.contracts.registry import OrganisationListedAbnormal
from shared.subscribers.leaving import PERSON, leaving
from tests.architecture.source import ROOT
from tests.messaging.running import an_event
from tests.subscribers.yard import Yard

PAGE = (ROOT / "docs/subscribers.md").read_text(encoding="utf-8")
LISTED = OrganisationListedAbnormal(organisation_id="o", reason_id="r", reason_code="penalised", open_reasons=1)


def block(language: str) -> str:
    """The page's first block in this language."""
    return str(re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0])


@pytest.mark.servers
async def test_the_subscriber_of_the_page_hears_an_event(yard: Yard, tmp_path: Path) -> None:
    asked = re.findall(r'"((?:registry|grants)\.[a-z_.]+\.v\d)"', block("python"))
    await yard.add("yours", *asked)
    program = tmp_path / "subscriber.py"
    address = "amqp://outside-yours:password@host:5672/outside"
    program.write_text(block("python").replace(address, yard.url_of("yours")), encoding="utf-8")
    type_ = OrganisationListedAbnormal.type()
    body = an_event("o", 1, type=type_, source="/tongxin/registry", data=LISTED.payload())
    heard = tmp_path / "heard"
    with heard.open("w") as output:
        subscriber = await asyncio.create_subprocess_exec(sys.executable, str(program), stdout=output)
        try:
            async with asyncio.timeout(20), yard.forwarding():
                while not heard.read_text():
                    await yard.ground.send(body, key=type_)
                    await asyncio.sleep(0.3)
        finally:
            subscriber.terminate()
            await subscriber.wait()
    assert heard.read_text().startswith(f"{type_} o 1\n")


def test_the_example_of_the_page_says_what_leaves() -> None:
    example = json.loads(block("json"))
    inside = decode(an_event("o", 1, type=example["type"], data=LISTED.payload(), source=example["source"])).event
    left = json.loads(leaving(inside, b"key") or b"")
    assert example.keys() == left.keys()
    assert example["data"].keys() <= left["data"].keys()
    assert example["actor"].startswith(PERSON)
