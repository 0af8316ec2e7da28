"""Whatever is sent again, and whenever: no message is refused, and what is open is what it would be without."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.contracts.contract import Contract
from shared.contracts.grants import DecisionAwaited, DecisionSettled
from shared.contracts.rescue import (
    AbilityImproved,
    CaseHandedOver,
    DeadlineDueSoon,
    DeadlineMissed,
    DeadlinesEnded,
    DeadlineSettled,
    InterviewTaskSettled,
)
from shared.contracts.rescue_notices import NoticeProposed, NoticeReturned
from shared.kernel.errors import OutOfOrder
from tests.builders_notify import Notify, a_cause, notify_in_memory

ABOUT = "case-117"
CASE: dict[str, Any] = {"case_id": ABOUT, "case_no": "救2026-0117"}
LIMIT: dict[str, Any] = {**CASE, "code": "search_notice", "due_at": datetime(2026, 11, 24, tzinfo=UTC)}
NOTICE: dict[str, Any] = {**CASE, "author": "li"}
WAITS: dict[str, Any] = {"about_id": ABOUT, "matter": "report", "project_id": ABOUT, "project_no": "资2026-1", "no": 2}
OF_A_CASE: Sequence[Contract] = (
    DeadlineDueSoon(**LIMIT),
    DeadlineMissed(**LIMIT),
    DeadlineSettled(case_id=ABOUT, code="search_notice"),
    DeadlinesEnded(case_id=ABOUT),
    AbilityImproved(**CASE, responsible="li"),
    InterviewTaskSettled(case_id=ABOUT),
    CaseHandedOver(**CASE, responsible="fang", before="li", handed_over_by="zhanzhang"),
    CaseHandedOver(**CASE, responsible="li", before="fang", handed_over_by="zhanzhang"),
    NoticeProposed(**NOTICE, notice_id="n1"),
    NoticeReturned(**NOTICE, notice_id="n1"),
    NoticeProposed(**NOTICE, notice_id="n2"),
)
OF_A_PROJECT: Sequence[Contract] = (
    DecisionAwaited(**WAITS),
    DecisionSettled(about_id=ABOUT, matters=["report"], no=2),
    DecisionSettled(about_id=ABOUT, matters=["plan"]),
)


HAPPENED = st.sampled_from([OF_A_CASE, OF_A_PROJECT]).flatmap(
    lambda events: st.lists(st.sampled_from(events), min_size=2, max_size=6)
)
SENT_AGAIN = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=4)
"""After how many events an outbox is sent again, and from which on."""


def delivered(told: int, again: Sequence[tuple[int, int]]) -> list[int]:
    """The order of delivery: after a crash between publishing and pulling, part of what went out goes out again."""
    order = list[int]()
    for number in range(told):
        order.append(number)
        for _, begin in (one for one in again if one[0] == number):
            order += range(min(begin, number), number + 1)
    return order


async def heard(events: Sequence[Contract], order: Sequence[int]) -> Notify:
    """Notify once these have been delivered in this order."""
    notify = notify_in_memory()
    for number in order:
        event = events[number]
        cause = replace(a_cause(f"event-{number}"), subject=ABOUT, sequence=number + 1)
        await notify.app.reactions[type(event)](event, cause)
    return notify


async def opened(notify: Notify) -> dict[str, bool]:
    """Every item, and whether it still asks for something."""
    return {item.id: item.settled_at is None for item in await notify.items.all()}


@given(HAPPENED, SENT_AGAIN)
@example([OF_A_CASE[2], OF_A_CASE[0]], [(1, 0)])
@example([OF_A_PROJECT[0], OF_A_PROJECT[1], OF_A_PROJECT[0]], [(2, 0)])
@example([*OF_A_CASE[4:5], *OF_A_CASE[6:8]], [(2, 0)])
def test_what_is_sent_again_refuses_nothing_and_changes_nothing(
    events: list[Contract], again: list[tuple[int, int]]
) -> None:
    order = delivered(len(events), again)

    async def compared() -> None:
        once = await heard(events, range(len(events)))
        assert await opened(await heard(events, order)) == await opened(once)

    asyncio.run(compared())


async def test_event_from_before_the_latest_that_was_never_heard_is_refused() -> None:
    settled, due = OF_A_CASE[2], OF_A_CASE[0]
    notify = await heard([due], [0])
    late = replace(a_cause("late"), subject=ABOUT, sequence=3)
    await notify.app.reactions[type(due)](due, late)
    with pytest.raises(OutOfOrder):
        await notify.app.reactions[type(settled)](settled, replace(late, id="earlier", sequence=2))
    assert list((await opened(notify)).values()) == [True, True]
