"""Tests of what moves with a case to its next responsible worker."""

from datetime import UTC, datetime

from services.notify.domain.announcement import Duty, same
from services.notify.domain.item import InboxItem
from services.notify.domain.subjects import deadline_missed
from shared.contracts.rescue import CaseHandedOver
from shared.kernel.labels import Words
from shared.kernel.roles import Role
from tests.builders_notify import a_cause, notify_in_memory

DUE = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
LIMIT: Words = same("发布寻亲公告")


async def test_what_a_case_asks_of_a_person_moves_with_it_and_says_from_whom() -> None:
    notify = notify_in_memory()
    limit = deadline_missed(Duty("case-117", "search_notice"), LIMIT, "救2026-0117", DUE)
    other = deadline_missed(Duty("case-118", "search_notice"), LIMIT, "救2026-0118", DUE)
    await notify.with_items(
        InboxItem.to_staff("mine", "li", limit, "e0"),
        InboxItem.to_staff("of another", "wang", limit, "e0"),
        InboxItem.to_staff("another case", "li", other, "e0"),
        InboxItem.to_role("role", Role.RESCUE_WORKER, limit, "e0"),
    )
    handed = CaseHandedOver(
        case_id="case-117", case_no="救2026-0117", responsible="fang", before="li", handed_over_by="zhanzhang"
    )
    for _ in range(2):
        await notify.app.reactions[CaseHandedOver](handed, a_cause("e1"))
    items = [item for item in await notify.items.all() if item.announcement.subject == limit.subject]
    assert [item.id for item in items if item.settled_at] == ["mine"]
    (moved,) = (item for item in items if item.handed_from)
    assert (moved.staff_id, moved.handed_from, moved.announcement, moved.settled_at) == ("fang", "li", limit, None)
    assert len(items) == 5
