"""What every service answers to operators; grants has a parked message and one that waits behind it."""
# ruff: noqa: E501

import json
from collections.abc import Callable
from typing import Any

import httpx

from shared.messaging.receiving import ReturnedTooOften

PUBLISHED = {
    "registry": ["registry.organisation.listed_abnormal.v1", "registry.interpreter.proposed.v1"],
    "grants": ["grants.project.frozen.v1"],
    "rescue": ["rescue.case.opened.v1", "rescue.interpreter.requested.v1"],
    "notify": ["notify.item.created.v1"],
    "printing": [],
}
LISTED = "registry.organisation.listed_abnormal.v1"
BODY = {"specversion": "1.0", "id": "0192", "type": LISTED, "subject": "org-3", "data": {"organisation_id": "org-3"}}

_PACKAGES = {
    "places": {"zh": "地名", "en": "Places", "version": "2026.11", "valid_from": "2026-09-11"},
    "dialects": {"zh": "方言与语言", "en": "Dialects and languages", "version": "2026.11", "valid_from": "2026-11-01"},
    "names": {"zh": "姓氏", "en": "Surnames", "version": "2026.11", "valid_from": "2026-11-01"},
    "calendars": {"zh": "工作日历", "en": "Working calendars", "version": "2026.11", "valid_from": "2025-11-04"},
}
_USED = {"registry": ("places", "dialects"), "rescue": ("places", "names", "calendars")}
REFERENCE = {service: [{"name": name, **_PACKAGES[name]} for name in names] for service, names in _USED.items()}


SUBSCRIBERS = [
    {"name": "minzheng", "told": 1648, "refused": 12, "missed": 0, "held_since": "2026-11-23T00:40:00Z"},
    {"name": "tongji", "told": 1648, "refused": 0, "missed": 0, "held_since": None},
]


def _message(state: str) -> dict[str, Any]:
    parked = state == "parked"
    return {
        "id": f"tongxin.grants|{state}", "subject": "org-3", "sequence": 4 if parked else 5, "type": LISTED,
        "state": state, "attempts": 6 if parked else 0, "received_at": "2026-11-23T01:00:00Z",
        "first_failed_at": "2026-11-23T01:00:01Z" if parked else None,
        "last_failed_at": "2026-11-23T02:20:00Z" if parked else None, "retry_at": None,
        "error_slug": "returned-too-often" if parked else None,
        "error_zh": ReturnedTooOften.zh if parked else None, "error_en": ReturnedTooOften.en if parked else None, "body": None,
        "edit": None, "replayable": True, "edited_by": [],
    }  # fmt: skip


def _version(service: str) -> dict[str, Any]:
    """What runs there, and with which reference data."""
    told = {"service": service, "version": "0.1.0", "started_at": "2026-11-23T00:00:00Z"}
    return {**told, "reference": REFERENCE.get(service, [])}


def _decided() -> list[dict[str, Any]]:
    """An edit that took effect, and somebody who came too late."""
    made = {
        "id": "0193", "what": "edit", "at": "2026-11-23T03:00:00Z", "actor": "yunwei", "reason": "编号写错",
        "message_id": "tongxin.grants|edited", "type": LISTED, "subject": "org-3", "overtaken": False,
        "kept": json.dumps(BODY), "body": json.dumps(BODY | {"data": {"organisation_id": "org-4"}}),
        "changed": ["data.organisation_id"], "proposed_by": "guanli", "review_code": "3f2a91bc" * 8,
    }  # fmt: skip
    late = made | {"id": "0192", "what": "discard", "at": "2026-11-23T02:59:00Z", "overtaken": True, "body": None}
    return [made, late | {"changed": [], "proposed_by": None, "review_code": None}]


def routes(service: str) -> dict[str, Callable[..., tuple[int, Any]]]:
    """The routes of one service."""

    def flow(request: httpx.Request) -> tuple[int, Any]:
        rows = [
            {"type": t, "published": 128, "last_published_at": "2026-11-23T01:00:00Z", "applied": 0, "retrying": 0,
             "waiting": 0, "parked": 0} for t in PUBLISHED[service]
        ]  # fmt: skip
        if service == "grants":
            rows.append({"type": LISTED, "published": 0, "last_published_at": None, "applied": 126, "retrying": 0,
                         "waiting": 1, "parked": 1})  # fmt: skip
        runs: dict[str, Any] = {
            "service": service,
            "since": "2026-11-20T01:00:00Z",
            "publishing": True,
            "consuming": True,
            "outbox_pending": 0,
        }
        runs |= {"subscribers": SUBSCRIBERS} if service == "notify" else {}
        unfinished = {state: sum(row[state] for row in rows) for state in ("parked", "retrying", "waiting")}
        return 200, {**runs, "unfinished": unfinished, "rows": rows}

    def unfinished(request: httpx.Request) -> tuple[int, Any]:
        wanted = request.url.params.get("state")
        states = [s for s in ("parked", "waiting") if service == "grants" and wanted in (None, s)]
        return 200, {"items": [_message(s) for s in states], "next_cursor": None, "total": len(states)}

    def one(request: httpx.Request, state: str) -> tuple[int, Any]:
        return 200, {**_message(state), "body": json.dumps(BODY)}

    def decisions(request: httpx.Request) -> tuple[int, Any]:
        made = _decided() if service == "grants" else []
        return 200, {"items": made, "next_cursor": None, "total": 2}

    checks = [{"name": "storage", "ok": True, "why": ""}, {"name": "broker", "ok": True, "why": ""}]
    return {
        r"GET /ops/flow": flow,
        r"GET /ops/unfinished": unfinished,
        r"GET /ops/decisions": decisions,
        r"GET /ops/unfinished/tongxin\.grants(?:\||%7C)(parked|waiting)": one,
        r"POST /ops/unfinished/tongxin\.grants(?:\||%7C)parked/(replay|edit|discard)": lambda request, verb: (204, None),
        r"POST /ops/unfinished/tongxin\.grants(?:\||%7C)parked/edit/(approval|refusal)": lambda request, verb: (204, None),
        r"GET /health/ready": lambda request: (200, {"service": service, "ready": True, "checks": checks}),
        r"GET /version": lambda request: (200, _version(service)),
    }  # fmt: skip
