"""Tests of what becomes an inbox item, and for whom."""

from datetime import UTC, datetime

import pytest

from services.notify.domain.announcement import ItemKind
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectFrozen, ProjectUnfrozen
from shared.contracts.notify import ItemCreated
from shared.contracts.registry import InterpreterProposed, Proposal
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed
from tests.builders_notify import Notify, a_cause, notify_in_memory

DUE = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
PERSON = Proposal(person_id="t1", native_county="阜阳市颍上县", dialects=["中原官话"], distance_km=3.5, why=["native"])
PROPOSED = InterpreterProposed(
    request_id="r1", case_id="case-117", area="安徽阜阳", requested_by="jiuzhu", proposals=[PERSON, PERSON]
)
LIMIT = {"case_id": "case-117", "case_no": "救2026-0117", "code": "search_notice", "due_at": DUE}
PROJECT = {"project_id": "p1", "organisation_id": "org-77", "project_no": "资2026-0001"}
FROZEN = ProjectFrozen(**PROJECT, reason_codes=["unreachable"])

ALL: list[tuple[Contract, list[tuple[str | None, str | None]], ItemKind]] = [
    (PROPOSED, [("jiuzhu", None)], ItemKind.TODO),
    (DeadlineDueSoon.model_validate(LIMIT), [(None, "rescue_worker")], ItemKind.TODO),
    (DeadlineMissed.model_validate(LIMIT), [(None, "rescue_worker"), (None, "station_head")], ItemKind.TODO),
    (FROZEN, [(None, "grants_officer")], ItemKind.WATCH),
    (ProjectUnfrozen.model_validate(PROJECT), [(None, "grants_officer")], ItemKind.WATCH),
]


async def told(event: Contract, times: int = 1) -> Notify:
    notify = notify_in_memory()
    for _ in range(times):
        await notify.app.reactions[type(event)](event, a_cause("event-1"))
    return notify


@pytest.mark.parametrize(("event", "readers", "kind"), ALL, ids=lambda value: getattr(value, "NAME", None))
async def test_when_something_happens_its_readers_get_an_item_once(
    event: Contract, readers: list[tuple[str | None, str | None]], kind: ItemKind
) -> None:
    notify = await told(event, times=2)
    items = await notify.items.all()
    assert [(item.staff_id, item.role) for item in items] == readers
    assert {item.announcement.kind for item in items} == {kind}
    assert [type(sent) for sent in notify.items.published] == [ItemCreated] * len(readers)


@pytest.mark.parametrize("event", [event for event, *_ in ALL], ids=lambda event: event.NAME)
async def test_an_item_says_nothing_of_persons_areas_or_organisations(event: Contract) -> None:
    """What a proposal says of people, and where the person in care may come from, stays out of items and mails."""
    for item in await (await told(event)).items.all():
        said = str(item.announcement)
        assert not any(word in said for word in ("t1", "阜阳", "颍上", "中原官话", "org-77", "r1"))


async def test_when_nobody_can_interpret_the_item_says_so() -> None:
    notify = await told(PROPOSED.model_copy(update={"proposals": []}))
    [item] = await notify.items.all()
    assert item.announcement.subject == "interpreter_not_found"
