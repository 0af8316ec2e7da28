"""Items stored while they held an address of the gateway are read as if they had always named a thing."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from services.notify.domain.announcement import Thing, ThingKind
from services.notify.domain.item import InboxItem
from services.notify.domain.stored_links import thing_of_link
from shared.storage.documents import Documents, read_state
from tests.builders_notify import an_item

OLD = json.loads((Path(__file__).parents[1] / "data" / "item_with_a_link.json").read_text("utf-8"))
ITEM = TypeAdapter(InboxItem)


def test_an_item_with_a_link_is_about_the_case_that_it_led_to() -> None:
    item = read_state(ITEM, {**OLD, "id": "i1"})
    assert item.announcement.about == Thing(ThingKind.CASE, "case-117")
    assert item.announcement.title.zh.startswith("个案 救2026-0117")
    assert item == an_item()


@pytest.mark.parametrize(
    ("link", "about"),
    [
        ("/rescue/case/c1", {"kind": "case", "id": "c1"}),
        ("/grants/projects/p1", {"kind": "project", "id": "p1"}),
    ],
)
def test_thing_of_link_knows_every_address_that_there_was(link: str, about: dict[str, str]) -> None:
    assert thing_of_link({"link": link})["about"] == about


async def test_an_item_of_today_is_stored_and_read_as_it_is() -> None:
    documents = Documents(InboxItem)
    stored = (await documents.dump(an_item()))["state"]
    assert await documents.load("i1", stored) == an_item()
