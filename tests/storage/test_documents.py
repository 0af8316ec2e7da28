"""How an aggregate becomes a document and comes back the same."""

import traceback
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from shared.kernel.aggregate import Aggregate
from shared.storage.documents import Documents, StateUnreadable, envelopes, open_sealed
from shared.storage.mongo import Document
from tests.storage.drawers import MONDAY, Drawer, PutIn, a_cause, outbound


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Mark:
    at: datetime
    colours: tuple[Colour, ...]


@dataclass
class Chest(Aggregate):
    id: str
    built_on: date
    marks: list[Mark] = field(default_factory=list)
    by_place: dict[str, Mark | None] = field(default_factory=dict)


async def test_state_comes_back_as_it_went_with_times_as_iso_strings() -> None:
    mark = Mark(datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC), (Colour.RED,))
    chest = Chest("c1", date(2020, 2, 29), [mark], {"left": None, "right": mark})
    documents = Documents(Chest)
    dumped = await documents.dump(chest)
    told = {"at": "2026-03-02T09:30:00.123456Z", "colours": ["red"]}
    assert dumped == {
        "state": {"built_on": "2020-02-29", "marks": [told], "by_place": {"left": None, "right": told}},
        "next_due_at": None,
    }
    assert await documents.load("c1", dumped["state"]) == chest


async def test_view_and_next_deadline_stand_beside_the_state() -> None:
    dumped = await Documents(Drawer, view=lambda drawer: {"held": drawer.held}).dump(Drawer("d1", open_from=MONDAY))
    assert (dumped["view"], dumped["next_due_at"]) == ({"held": 0}, MONDAY)


async def test_a_state_of_an_older_shape_is_brought_up_before_it_is_read() -> None:
    def upcast(state: Document) -> Document:
        return state if "built_on" in state else {"id": state["id"], "built_on": f"{state['built_in']}-01-01"}

    documents = Documents(Chest, upcast=upcast)
    chest = Chest("c1", date(2020, 1, 1))
    assert await documents.load("c1", {"built_in": 2020}) == chest
    assert await documents.load("c1", (await documents.dump(chest))["state"]) == chest


def test_sealed_fields_without_a_vault_are_refused_at_once() -> None:
    with pytest.raises(ValueError, match="no vault"):
        Documents(Drawer, sealed=["owner"])


async def test_state_without_sealed_fields_opens_to_a_copy() -> None:
    state = {"owner": "Li"}
    assert await open_sealed(state, None) == state
    assert await open_sealed(state, None) is not state


def test_events_of_one_save_are_numbered_on_and_carry_their_cause() -> None:
    contracts = [outbound(PutIn("d1", n)) for n in (1, 2)]
    cause = a_cause("c1", causation_id="before")
    made = envelopes([c for c in contracts if c], "drawers", "d1", 6, cause, "00-a-b-01")
    assert [event["sequence"] for event in made] == [7, 8]
    for event in made:
        assert event["causationid"] == "c1"
        assert event["correlationid"] == "walk-c1"
        assert event["dataschema"] == "urn:tongxin:schema:grants.project.unfrozen.v1"
        assert (event["specversion"], event["datacontenttype"]) == ("1.0", "application/json")
        assert (event["time"], event["traceparent"]) == ("2026-03-02T01:00:00Z", "00-a-b-01")


async def test_state_that_does_not_fit_tells_where_and_nothing_of_what_stood_there() -> None:
    state = {"built_on": "张三" + "丰"}
    with pytest.raises(StateUnreadable) as refused:
        await Documents(Chest).load("c1", state)
    told = "".join(traceback.format_exception(refused.value))
    assert "built_on" in told
    assert "张三丰" not in told
