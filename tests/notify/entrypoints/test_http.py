"""Tests of notify on real servers: from an event on the broker to an inbox, and to a mail with its record."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectFrozen
from shared.contracts.rescue import DeadlineDueSoon, DeadlineMissed
from shared.contracts.rescue_notices import NoticeApproved, NoticeProposed, NoticePublished, NoticeWithdrawn
from shared.kernel.ids import new_id
from tests.notify.postbox import Postbox
from tests.running_services import Office, until

pytestmark = pytest.mark.servers

WITH_A_LINK = Path(__file__).parents[1] / "data" / "item_with_a_link.json"
WORKER, HEAD, OFFICER, ADMIN, OPERATOR = (
    "rescue_worker",
    "station_head",
    "grants_officer",
    "centre_admin",
    "operator",
)


async def missed(office: Office, case_no: str) -> str:
    """A deadline of this case is missed; answers its id once both roles have been told."""
    case_id = new_id()
    due = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    limit = {"code": "search_notice", "limit_zh": "发布寻亲公告", "limit_en": "publish a search notice"}
    event = DeadlineMissed.model_validate({"case_id": case_id, "case_no": case_no, "due_at": due, **limit})
    event_id = await office.tell(event, case_id, 1)
    await office.tell(event, case_id, 1, event_id)

    async def both_have_it() -> bool:
        return bool(await items(office, case_no, WORKER)) and bool(await items(office, case_no, HEAD))

    await until(both_have_it)
    return case_id


async def items(office: Office, words: str, *roles: str, tab: str = "all") -> list[dict[str, Any]]:
    found = await office.notify.get("/inbox", *roles, tab=tab, limit=200)
    return [item for item in found["items"] if words in item["title_zh"]]


async def test_an_event_comes_to_the_inbox_of_a_role_once_with_reason_and_link(office: Office) -> None:
    case_id = await missed(office, "救2026-0201")
    [item] = await items(office, "救2026-0201", WORKER)
    assert item["kind"] == "todo"
    assert item["about"] == {"kind": "case", "id": case_id}
    assert "救助员" in item["why_zh"]
    assert "rescue worker" in item["why_en"]
    assert {action["name"]: action["allowed"] for action in item["allowed_actions"]} == {
        "read_item": True,
        "archive_item": True,
        "snooze_item": True,
    }
    assert await items(office, "救2026-0201", OFFICER) == []


async def test_an_item_stored_with_a_link_is_shown_marked_and_stored_anew_with_its_thing(office: Office) -> None:
    items_ = office.notify.host.stores["items"].collection
    state, now = json.loads(WITH_A_LINK.read_text("utf-8")), datetime.now(UTC)
    kept = {"_id": "old", "version": 1, "sequence": 1, "state": state, "outbox": [], "handled": []}
    await items_.insert_one({**kept, "next_due_at": None, "created_at": now, "updated_at": now})
    about = {"kind": "case", "id": "case-117"}
    [shown] = [one for one in await items(office, "救2026-0117", WORKER) if one["id"] == "old"]
    assert shown["about"] == about
    await office.notify.post("/inbox/old/archive", {}, WORKER)
    stored = (await items_.find_one({"_id": "old"}))["state"]["announcement"]
    assert (stored["about"], "link" in stored) == (about, False)


async def test_tabs_and_unread_counts_are_each_readers_own(office: Office) -> None:
    await missed(office, "救2026-0202")
    [item] = await items(office, "救2026-0202", WORKER, tab="todo")
    before = (await office.notify.get("/inbox", WORKER))["unread"]
    await office.notify.post(f"/inbox/{item['id']}/read", {}, WORKER)
    after = (await office.notify.get("/inbox", WORKER))["unread"]
    assert (before["todo"] - after["todo"], before["all"] - after["all"]) == (1, 1)
    [read] = await items(office, "救2026-0202", WORKER)
    assert read["read_at"]
    [of_another] = [one for one in await items(office, "救2026-0202", OPERATOR, WORKER) if one["id"] == item["id"]]
    assert of_another["read_at"] is None


async def test_archive_and_snooze_move_an_item_between_tabs(office: Office) -> None:
    await missed(office, "救2026-0203")
    [item] = await items(office, "救2026-0203", WORKER)
    later = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    await office.notify.post(f"/inbox/{item['id']}/snooze", {"until": later}, WORKER)
    assert await items(office, "救2026-0203", WORKER) == []
    assert len(await items(office, "救2026-0203", WORKER, tab="snoozed")) == 1
    await office.notify.post(f"/inbox/{item['id']}/archive", {}, WORKER)
    assert await items(office, "救2026-0203", WORKER, tab="snoozed") == []
    assert len(await items(office, "救2026-0203", WORKER, tab="archived")) == 1
    problem = await office.notify.post(f"/inbox/{item['id']}/archive", {}, WORKER, status=409)
    assert problem["slug"] == "item-is-archived"


async def test_a_snoozed_item_comes_back_by_itself(office: Office) -> None:
    await missed(office, "救2026-0204")
    [item] = await items(office, "救2026-0204", WORKER)
    soon = (datetime.now(UTC) + timedelta(seconds=2)).isoformat()
    await office.notify.post(f"/inbox/{item['id']}/snooze", {"until": soon}, WORKER)
    assert await items(office, "救2026-0204", WORKER) == []

    async def it_is_back() -> bool:
        return bool(await items(office, "救2026-0204", WORKER))

    await until(it_is_back)


async def test_an_item_whose_duty_is_done_stays_as_settled_and_is_new_to_nobody(office: Office) -> None:
    case_id = await missed(office, "救2026-0206")
    before = (await office.notify.get("/inbox", WORKER))["unread"]
    await office.tell(NoticePublished(case_id=case_id, notice_id="n1"), case_id, 2)

    async def it_is_settled() -> bool:
        shown = [item for role in (WORKER, HEAD) for item in await items(office, "救2026-0206", role)]
        return len(shown) == 2 and all(item["settled_at"] for item in shown)

    await until(it_is_settled)
    after = (await office.notify.get("/inbox", WORKER))["unread"]
    assert (before["todo"] - after["todo"], before["all"] - after["all"]) == (1, 1)


async def test_a_draft_waits_for_the_head_until_it_was_decided_itself(office: Office) -> None:
    """What is told last makes an item, so that everything before it has been heard."""
    case_id, no = new_id(), "救2026-0207"
    notice = {"case_id": case_id, "case_no": no, "author": WORKER}
    first, newer = notice | {"notice_id": "n1"}, notice | {"notice_id": "n2"}
    limit = {"case_id": case_id, "case_no": no, "code": "dna_request", "due_at": datetime.now(UTC)}
    told: list[Contract] = [kind(**first) for kind in (NoticeProposed, NoticeApproved, NoticePublished)]
    told += [NoticeProposed(**newer), NoticeWithdrawn(**first), DeadlineDueSoon.model_validate(limit)]
    for sequence, event in enumerate(told, 1):
        await office.tell(event, case_id, sequence)

    async def all_is_heard() -> bool:
        return any("dna_request" in item["title_zh"] for item in await items(office, no, WORKER))

    async def the_head_is_asked_no_more() -> bool:
        return all(item["settled_at"] for item in await items(office, no, HEAD, tab="todo"))

    await until(all_is_heard)
    waiting = [item["title_zh"] for item in await items(office, no, HEAD, tab="todo") if not item["settled_at"]]
    assert waiting == ["个案 救2026-0207：寻亲公告等您批准"]
    await office.tell(NoticeApproved(**newer), case_id, 7)
    await until(the_head_is_asked_no_more)


async def test_marking_what_is_not_ones_own_is_refused(office: Office) -> None:
    await missed(office, "救2026-0205")
    [item] = await items(office, "救2026-0205", WORKER)
    assert (await office.notify.post(f"/inbox/{item['id']}/read", {}, HEAD, status=403))["slug"] == "not-your-item"
    past = {"until": "2020-01-01T00:00:00Z"}
    assert (await office.notify.post(f"/inbox/{item['id']}/snooze", past, WORKER, status=422))[
        "slug"
    ] == "snooze-is-past"
    await office.notify.post("/inbox/none/read", {}, WORKER, status=404)


async def test_inbox_pages_newest_first(office: Office) -> None:
    for number in range(3):
        await missed(office, f"救2026-03{number:02d}")
    first = await office.notify.get("/inbox", HEAD, limit=2)
    second = await office.notify.get("/inbox", HEAD, limit=2, cursor=first["next_cursor"])
    titles = [item["title_zh"] for item in (*first["items"], *second["items"])]
    for place, title in enumerate(titles[:3]):
        assert f"救2026-030{2 - place}" in title


async def test_preferences_are_shown_and_chosen(office: Office) -> None:
    at_first = await office.notify.get("/preferences", "registrar")
    assert (at_first["version"], at_first["email"], at_first["language"]) == (0, None, "zh")
    assert at_first["mail"] == {"todo": True, "watch": False, "system": False}
    chosen = {"mail": {"watch": True}, "language": "en", "quiet_hours": {"start": "22:00", "end": "07:00"}}
    await office.notify.put("/preferences", chosen, "registrar")
    shown = await office.notify.get("/preferences", "registrar")
    assert shown["mail"] == {"todo": True, "watch": True, "system": False}
    assert shown["quiet_hours"] == {"start": "22:00:00", "end": "07:00:00"}
    wrong = {**chosen, "quiet_hours": {"start": "08:00", "end": "08:00"}}
    assert (await office.notify.put("/preferences", wrong, "registrar", status=422))["slug"] == "quiet-hours-empty"
    zoned = {**chosen, "quiet_hours": {"start": "22:00+08:00", "end": "07:00"}}
    assert (await office.notify.put("/preferences", zoned, "registrar", status=422))["slug"] == "quiet-hours-zoned"


async def test_contacts_are_entered_by_administrators_alone(office: Office) -> None:
    body = {"roles": [OFFICER], "email": "zhou@demo.example"}
    assert (await office.notify.put("/contacts/zhou", body, OFFICER, status=403))["slug"] == "role-required"
    await office.notify.put("/contacts/zhou", {"roles": ["king"], "email": None}, ADMIN, status=422)
    await office.notify.put("/contacts/zhou", {"roles": [], "email": "a@b\r\nBcc: x@y"}, ADMIN, status=422)


def _tried(record: dict[str, Any]) -> bool:
    return bool(record["attempts"]) and record["attempts"][-1]["outcome"] is not None


async def test_a_mail_goes_out_and_is_recorded_with_a_masked_address(office: Office, post: Postbox) -> None:
    await office.notify.put("/contacts/ling", {"roles": [HEAD], "email": "ling@demo.example", "language": "en"}, ADMIN)
    post.answers = ["451 greylisted ling@demo.example"]
    await missed(office, "救2026-0401")

    async def tried() -> bool:
        return bool(await records("pending", "ling"))

    async def records(state: str, staff_id: str) -> list[dict[str, Any]]:
        found = await office.notify.get("/deliveries", OPERATOR, state=state)
        return [one for one in found["items"] if one["staff_id"] == staff_id and _tried(one)]

    await until(tried)
    [record] = await records("pending", "ling")
    assert record["attempts"][0]["address"] == "l***@demo.example"
    assert record["attempts"][0]["detail"] == "smtp 451"
    await office.notify.host.stores["deliveries"].collection.update_one(
        {"_id": record["id"]},
        {"$set": {"next_due_at": datetime.now(UTC), "state.next_attempt_at": "2026-01-01T00:00:00Z"}},
    )

    async def sent() -> bool:
        return bool(await records("sent", "ling"))

    await until(sent)
    [mail] = [mail for mail in post.mails if mail["To"] == "ling@demo.example"]
    assert mail["Subject"].startswith("Case 救2026-0401: the limit to publish a search notice ended on")
    assert "https://tongxin.example/go/case/" in mail.get_content()
    await office.notify.put("/contacts/ling", {"roles": [], "email": None}, ADMIN)
    await office.notify.get("/deliveries", WORKER, status=403)


async def test_whoever_wants_no_mail_of_a_kind_gets_the_item_alone(office: Office, post: Postbox) -> None:
    await office.notify.put("/contacts/zhou", {"roles": [OFFICER], "email": "zhou@demo.example"}, ADMIN)
    before = len(post.mails)
    frozen = ProjectFrozen(
        project_id="p1", organisation_id="o1", project_no="资2026-0077", reason_codes=["unreachable"]
    )
    await office.tell(frozen, "p1", 1)

    async def told() -> bool:
        return bool(await items(office, "资2026-0077", OFFICER, tab="watch"))

    await until(told)
    found = await office.notify.get("/deliveries", ADMIN)
    assert [one for one in found["items"] if one["staff_id"] == "zhou"] == []
    assert len(post.mails) == before


async def test_head_who_drafted_a_notice_is_not_asked_to_approve_it_and_another_head_is(office: Office) -> None:
    told = {"case_id": new_id(), "case_no": "救2026-0477", "notice_id": "n1"}
    await office.tell(NoticeProposed(**told, author=HEAD), told["case_id"], 1)

    async def kinds(*roles: str) -> list[str]:
        return [item["subject"] for item in await items(office, "救2026-0477", *roles)]

    async def the_author_has_it() -> bool:
        return bool(await kinds(HEAD))

    await until(the_author_has_it)
    assert await kinds(HEAD) == ["notice_handed_in"]
    assert await kinds(WORKER, HEAD) == ["notice_proposed"], "somebody else, who is a head too"
