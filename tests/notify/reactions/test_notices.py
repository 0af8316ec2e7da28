"""Tests of who is told about a search notice on its way, and of when nothing is left to do about it."""

import pytest

from services.notify.domain.announcement import ItemKind
from services.notify.domain.item import InboxItem
from shared.contracts.contract import Contract
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed, DeadlinesEnded, DeadlineSettled
from shared.contracts.rescue_notices import (
    NoticeApproved,
    NoticeProposed,
    NoticePublished,
    NoticeReturned,
    NoticeWithdrawn,
)
from tests.builders_notify import Notify, a_cause, notify_in_memory
from tests.notify.reactions.test_reactions import LIMIT

NOTICE = {"case_id": "case-117", "case_no": "救2026-0117", "notice_id": "n1", "author": "jiuzhu"}
PROPOSED = NoticeProposed(**NOTICE)
APPROVED = NoticeApproved(**NOTICE)
RETURNED = NoticeReturned(**NOTICE)
PUBLISHED = NoticePublished(**NOTICE, channel="national_site")
WITHDRAWN = NoticeWithdrawn(**NOTICE)
FOR_THE_HEAD, FOR_THE_AUTHOR = (None, "station_head"), ("jiuzhu", None)


async def after(*happened: Contract, times: int = 1) -> Notify:
    """Notify once it has heard of this, in this order, each event so often."""
    notify = notify_in_memory()
    for number, event in enumerate(happened):
        for _ in range(times):
            await notify.app.reactions[type(event)](event, a_cause(f"event-{number}"))
    return notify


async def left(notify: Notify) -> list[str]:
    """What is still to be done, or to be known."""
    return [item.announcement.subject for item in await notify.items.all() if item.settled_at is None]


@pytest.mark.parametrize(
    ("event", "reader", "kind", "zh", "en"),
    [
        (PROPOSED, FOR_THE_HEAD, ItemKind.TODO, "等您批准", "waits for your approval"),
        (PROPOSED, FOR_THE_AUTHOR, ItemKind.WATCH, "您拟的寻亲公告等待批准", "your search notice waits for approval"),
        (APPROVED, FOR_THE_AUTHOR, ItemKind.TODO, "已批准，请发布", "was approved; publish it"),
        (RETURNED, FOR_THE_AUTHOR, ItemKind.TODO, "被退回，请修改", "was sent back to be changed"),
        (PUBLISHED, FOR_THE_HEAD, ItemKind.WATCH, "已发布", "was published"),
    ],
    ids=lambda value: getattr(value, "NAME", None),
)
async def test_when_a_notice_takes_a_step_whoever_has_the_next_one_is_told_once_with_the_number(
    event: Contract, reader: tuple[str | None, str | None], kind: ItemKind, zh: str, en: str
) -> None:
    items = await (await after(event, times=2)).items.all()
    assert len(items) == (2 if event is PROPOSED else 1)
    (item,) = [item for item in items if (item.staff_id, item.role) == reader]
    assert item.announcement.kind == kind
    for words, title in ((zh, item.announcement.title.zh), (en, item.announcement.title.en)):
        assert words in title
        assert "救2026-0117" in title
    said = str(item.announcement)
    assert "national_site" not in said
    assert "jiuzhu" not in said


@pytest.mark.parametrize(
    ("steps", "subjects"),
    [
        ((PROPOSED, APPROVED), ["notice_approved"]),
        ((PROPOSED, RETURNED), ["notice_returned"]),
        ((PROPOSED, WITHDRAWN), []),
        ((PROPOSED, APPROVED, WITHDRAWN), []),
        ((PROPOSED, APPROVED, PUBLISHED), ["notice_published"]),
        ((PROPOSED, RETURNED, NoticeProposed(**NOTICE | {"notice_id": "n2"})), ["notice_proposed", "notice_handed_in"]),
        ((PROPOSED, DeadlinesEnded(case_id="case-117")), []),
        ((PROPOSED, RETURNED, DeadlineSettled(case_id="case-117", code="notice", about="n1")), []),
    ],
    ids=lambda value: " ".join(step.NAME.rsplit(".")[-1] for step in value) if isinstance(value, tuple) else None,
)
async def test_when_a_notice_takes_a_step_what_was_asked_before_is_settled(
    steps: tuple[Contract, ...], subjects: list[str]
) -> None:
    assert await left(await after(*steps)) == subjects


async def test_when_a_head_drafts_a_notice_the_other_heads_are_asked_and_the_author_is_told_that_it_waits() -> None:
    notify = await after(NoticeProposed(**NOTICE | {"author": "zhanzhang"}))
    asked, told = await notify.items.all()
    assert (asked.role, asked.not_for, asked.announcement.kind) == ("station_head", "zhanzhang", ItemKind.TODO)
    assert (told.staff_id, told.announcement.kind) == ("zhanzhang", ItemKind.WATCH)
    assert "等待批准" in told.announcement.title.zh


@pytest.mark.parametrize("event", [WITHDRAWN, PUBLISHED], ids=lambda event: event.NAME)
async def test_when_a_public_notice_is_withdrawn_or_published_again_the_newer_draft_still_waits(
    event: Contract,
) -> None:
    newer = NoticeProposed(**NOTICE | {"notice_id": "n2"})
    assert "notice_proposed" in await left(await after(PROPOSED, APPROVED, PUBLISHED, newer, event))


async def test_when_a_newer_notice_replaces_the_public_one_nothing_is_left_to_do() -> None:
    newer = [kind(**NOTICE | {"notice_id": "n2"}) for kind in (NoticeProposed, NoticeApproved)]
    replacing = NoticePublished(**NOTICE | {"notice_id": "n2"}, channel="board")
    notify = await after(PROPOSED, APPROVED, PUBLISHED, *newer, WITHDRAWN, replacing)
    assert await left(notify) == ["notice_published", "notice_published"]


async def test_when_a_notice_of_another_case_is_decided_this_one_still_waits() -> None:
    other = NoticeApproved(**NOTICE | {"case_id": "case-118", "notice_id": "n2"})
    assert "notice_proposed" in await left(await after(PROPOSED, other))


async def test_when_a_publication_of_before_comes_its_limit_is_settled_and_nobody_is_told() -> None:
    """Events from before, in queues, logs and the parking place, name the case and the notice alone."""
    missed = DeadlineMissed.model_validate(LIMIT)
    notify = await after(missed, NoticePublished(case_id="case-117", notice_id="n1"))
    assert (await left(notify), len(await notify.items.all())) == ([], 2)


@pytest.mark.parametrize(
    "code", ["normal_stay", "long_stay_report", "settlement", "police_dna_reply", "identity_check"]
)
async def test_when_a_limit_is_settled_its_reminders_are_and_no_others(code: str) -> None:
    kept = [LIMIT, LIMIT | {"case_id": "case-118", "code": code}]
    missed = [DeadlineMissed.model_validate(limit) for limit in (*kept, LIMIT | {"code": code})]
    notify = await after(*missed, DeadlineSettled(case_id="case-117", code=code))
    assert {duty_of(item) for item in await notify.items.all() if item.settled_at} == {f"{code} of case-117"}


@pytest.mark.parametrize("kind", [DeadlineDueSoon, DeadlineMissed], ids=lambda kind: kind.NAME)
async def test_when_one_of_two_replies_comes_the_other_is_still_reminded_of(kind: type[Contract]) -> None:
    reply = LIMIT | {"code": "police_dna_reply"}
    waiting = [kind.model_validate(reply | {"about": about}) for about in ("inquiry-1", "inquiry-2")]
    settled = DeadlineSettled(case_id="case-117", code="police_dna_reply", about="inquiry-1")
    items = await (await after(*waiting, settled)).items.all()
    duties = [item.announcement.duty for item in items if item.settled_at is None]
    assert {duty.about for duty in duties if duty} == {"inquiry-2"}
    assert "inquiry-2" not in str([item.announcement.title for item in items])


def duty_of(item: InboxItem) -> str:
    """Of which limit of which case the item reminds."""
    assert item.announcement.duty is not None
    return f"{item.announcement.duty.code} of {item.announcement.duty.case_id}"
