"""What was sent twice, on real servers: after a crash between publishing and pulling an outbox goes out again."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.contracts.contract import Contract
from shared.contracts.grants import DecisionAwaited, DecisionSettled
from shared.contracts.registry import RetractionProposed
from shared.contracts.rescue import (
    AbilityImproved,
    CaseHandedOver,
    DeadlineDueSoon,
    DeadlineSettled,
    InterviewTaskSettled,
)
from shared.kernel.ids import new_id
from tests.running_services import Office, until

pytestmark = pytest.mark.servers
OPERATOR = "operator"


def settled_then_due(about: str) -> tuple[list[Contract], str]:
    """A limit waits for nobody, and then, begun anew, ends soon."""
    limit: dict[str, Any] = {"case_id": about, "case_no": "救2026-0931", "due_at": datetime(2026, 11, 24, tzinfo=UTC)}
    due = DeadlineDueSoon(**limit, code="search_notice")
    return [DeadlineSettled(case_id=about, code="search_notice"), due], "rescue_worker"


def asked_twice(about: str) -> tuple[list[Contract], str]:
    """A report is examined, and the next one of the same instalment waits."""
    told: dict[str, Any] = {"about_id": about, "project_id": about, "project_no": "资2026-0931", "no": 2}
    waits = DecisionAwaited(**told, matter="report")
    return [waits, DecisionSettled(about_id=about, matters=["report"], no=2), waits], "grants_head"


def handed_there_and_back(about: str) -> tuple[list[Contract], str]:
    """A case goes to somebody and comes back with what it asks for."""
    told: dict[str, Any] = {"case_id": about, "case_no": "救2026-0932", "handed_over_by": "zhanzhang"}
    there = CaseHandedOver(**told, responsible="station_head", before="rescue_worker")
    back = CaseHandedOver(**told, responsible="rescue_worker", before="station_head")
    return [InterviewTaskSettled(case_id=about), _improved(about), there, back], "rescue_worker"


def _improved(about: str) -> Contract:
    return AbilityImproved(case_id=about, case_no="救2026-0932", responsible="rescue_worker")


STORIES = [settled_then_due, asked_twice, handed_there_and_back]


async def sent_twice(office: Office, events: list[Contract], about: str) -> None:
    """All of them in order, and then all of them again; then something that is certainly new."""
    ids = [new_id() for _ in events]
    for _ in range(2):
        for sequence, (event, event_id) in enumerate(zip(events, ids, strict=True), 5):
            await office.tell(event, about, sequence, event_id)
    kept = office.notify.host.database["items"]
    other = new_id()
    await office.tell(_improved(other), other, 1)
    await until(lambda: kept.find_one({"state.announcement.duty.case_id": other}))
    await asyncio.sleep(1)


async def open_items(office: Office, about: str) -> list[dict[str, Any]]:
    """What still asks for something to be done about this."""
    where = {"state.announcement.duty.case_id": about, "state.settled_at": None}
    return await office.notify.host.database["items"].find(where).to_list(None)


async def unfinished(office: Office, about: str) -> list[dict[str, Any]]:
    """Its messages that are not finished."""
    return await office.notify.host.database["unfinished"].find({"subject": about}).to_list(None)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_what_was_sent_twice_parks_nothing_and_leaves_one_live_reminder(office: Office, story: Any) -> None:
    about = new_id()
    events, who = story(about)
    await sent_twice(office, events, about)
    assert [one["last_error"] for one in await unfinished(office, about)] == []
    [live] = await open_items(office, about)
    assert who in (live["state"]["staff_id"], live["state"]["role"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_replay_of_what_was_sent_twice_leaves_the_live_reminder(office: Office, story: Any) -> None:
    about = new_id()
    events, who = story(about)
    await sent_twice(office, events, about)
    for _ in events:
        for message in await unfinished(office, about):
            if message["state"] == "parked":
                await office.notify.post(
                    f"/ops/unfinished/{message['_id']}/replay", {"reason": "again"}, OPERATOR, status=204
                )
        await asyncio.sleep(1.5)
    assert [who in (one["state"]["staff_id"], one["state"]["role"]) for one in await open_items(office, about)] == [
        True
    ]


async def as_before_the_ledger(office: Office, about: str, sequence: int) -> None:
    """What is kept of this as it was stored then: each item had absorbed the events that concerned it."""
    kept = office.notify.host.database
    heard = {"handled.0.subject": about, "handled.0.sequence": sequence}
    await kept["items"].update_many({"state.announcement.duty.case_id": about}, {"$set": heard})
    await kept["ledgers"].delete_many({})


async def test_items_of_before_the_ledger_lose_nothing_and_are_not_settled_by_what_is_older(office: Office) -> None:
    about, kept = new_id(), office.notify.host.database
    (settled, due), _ = settled_then_due(about)
    await office.tell(due, about, 6)
    await until(lambda: kept["items"].find_one({"state.announcement.duty.case_id": about}))
    await as_before_the_ledger(office, about, 6)
    await office.tell(settled, about, 5)
    await until(lambda: kept["unfinished"].find_one({"subject": about, "last_error.slug": "out-of-order"}))
    assert len(await open_items(office, about)) == 1
    await kept["unfinished"].delete_many({"subject": about})
    await asyncio.sleep(1)
    await office.tell(settled, about, 7)

    async def none_open() -> bool:
        return await open_items(office, about) == []

    await until(none_open)


async def test_two_publishers_that_tell_of_one_organisation_are_not_taken_for_one(office: Office) -> None:
    about, kept = new_id(), office.notify.host.database
    told: dict[str, Any] = {"organisation_id": about, "name": "锋之社", "uscc": "51330200MJ8000001X", "author": "li"}
    await office.tell(RetractionProposed(**told, invented=True), about, 40)
    await until(lambda: kept["items"].find_one({"state.announcement.duty.case_id": about}))
    await as_before_the_ledger(office, about, 40)
    waits: dict[str, Any] = {"about_id": about, "project_id": new_id(), "project_no": "资2026-0931"}
    await office.tell(DecisionAwaited(**waits, matter="account"), about, 2)

    async def two_open() -> bool:
        return len(await open_items(office, about)) == 2

    await until(two_open)
    assert await unfinished(office, about) == []
