"""Items stored while they held an address of the gateway are read as if they had always named a thing."""

import json
from pathlib import Path

import pytest

from services.notify.domain.item import InboxItem
from services.notify.domain.older_shapes import upcast
from shared.storage.documents import Documents
from tests.builders_notify import an_item

OLD = json.loads((Path(__file__).parents[1] / "data" / "item_with_a_link.json").read_text("utf-8"))
DOCUMENTS = Documents(InboxItem, upcast=upcast)


async def test_an_item_with_a_link_is_about_the_case_that_it_led_to() -> None:
    assert await DOCUMENTS.load("i1", OLD) == an_item()


@pytest.mark.parametrize(
    ("link", "about"),
    [
        ("/rescue/case/c1", {"kind": "case", "id": "c1"}),
        ("/grants/projects/p1", {"kind": "project", "id": "p1"}),
    ],
)
def test_upcast_knows_every_address_that_there_was(link: str, about: dict[str, str]) -> None:
    assert upcast({"announcement": {"link": link}})["announcement"]["about"] == about


async def test_an_item_of_today_is_stored_and_read_as_it_is() -> None:
    stored = (await DOCUMENTS.dump(an_item()))["state"]
    assert await DOCUMENTS.load("i1", stored) == an_item()
