"""An inbox as notify answers it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

_NOW = datetime.now(UTC)
_ITEMS = (
    ("todo", "救2026-0117：寻亲公告将在 3 小时后到期", "救2026-0117: the search notice is due in 3 hours",
     "您是救助员。", "You are a rescue worker.", ("case", "case-1"), "rescue_worker", 0.5, False),
    ("watch", "人才库为救2026-0117 推荐了 3 位翻译", "3 interpreters were proposed for 救2026-0117",
     "您请求了翻译。", "You asked for an interpreter.", ("case", "case-1"), None, 2, False),
    ("watch", "项目 资2026-002 的未拨款项已冻结", "The unpaid instalments of 资2026-002 were frozen",
     "您负责资助项目。", "You look after funded projects.", ("project", "project-2"), "grants_officer", 30, True),
    ("todo", "救2026-0125：“发布寻亲公告”将于今天到期", "救2026-0125: the limit to publish a search notice ends today",
     "您是救助员。", "You are a rescue worker.", ("case", "case-9"), "rescue_worker", 40, False),
)  # fmt: skip


def _item(number: int) -> dict[str, Any]:
    kind, zh, en, why_zh, why_en, about, role, hours, read = _ITEMS[number]
    at = _NOW - timedelta(hours=hours)
    return {
        "id": f"item-{number}", "version": 1, "kind": kind, "subject": "x", "title_zh": zh, "title_en": en,
        "why_zh": why_zh, "why_en": why_en, "about": {"kind": about[0], "id": about[1]}, "role": role,
        "instead_of": "zizhu" if number == 1 else None, "handed_from": "zizhu" if number == 2 else None,
        "created_at": at.isoformat(),
        "read_at": at.isoformat() if read else None, "archived_at": None, "snoozed_until": None,
        "settled_at": at.isoformat() if number == 3 else None,
        "allowed_actions": [{"name": "read_item", "allowed": True, "reason_zh": None, "reason_en": None}],
    }  # fmt: skip


def inbox(request: httpx.Request) -> tuple[int, Any]:
    """The four items by tab; what the last one asked for is done."""
    tab = request.url.params.get("tab", "all")
    items = [_item(n) for n in range(4) if tab in ("all", _ITEMS[n][0])]
    return 200, {"items": items, "next_cursor": None, "unread": {"todo": 1, "watch": 1, "system": 0, "all": 2}}


def preferences(request: httpx.Request) -> tuple[int, Any]:
    """Mails for things to do, quiet at night."""
    return 200, {
        "staff_id": "jiuzhu", "version": 1, "email": "jiuzhu@demo.example", "roles": ["rescue_worker"],
        "language": "zh", "mail": {"todo": True, "watch": False, "system": False},
        "quiet_hours": {"start": "21:00:00", "end": "07:00:00"},
        "allowed_actions": [{"name": "set_preferences", "allowed": True, "reason_zh": None, "reason_en": None}],
    }  # fmt: skip


def _accepted(request: httpx.Request, *parts: str) -> tuple[int, Any]:
    return 200, {"id": "item-0", "version": 2, "repeated": False}


ROUTES = {
    r"GET /inbox": inbox,
    r"POST /inbox/item-(\d)/(read|archive|snooze)": _accepted,
    r"GET /preferences": preferences,
    r"PUT /preferences": _accepted,
    r"PUT /contacts/(\w+)": _accepted,
}
