"""The page of rules as rescue answers it: two limits, two years of the calendar, and one that has to be entered."""

import base64
import json
from typing import Any

import httpx

NOTICE: dict[str, Any] = {
    "code": "search_notice", "version": "search_notice@2015-08-20", "name_zh": "发布寻亲公告",
    "name_en": "publish a search notice", "amount": 24, "unit": "hours", "anchor": "entry", "anchor_zh": "入站",
    "anchor_en": "arrival at the station", "warn_amount": 6, "warn_unit": "hours", "rolls": False,
    "rolls_source": "《民法典》第二百零一条第二款", "source": "民发〔2015〕158号一（二）",
    "seen_in": "北京市2016年实施意见的报道", "status": "reported", "valid_from": "2015-08-20", "valid_to": None,
    "current": True, "earlier_basis": "本站从印发之日起算",
}  # fmt: skip
REPLY: dict[str, Any] = {
    **NOTICE, "code": "police_dna_reply", "version": "police_dna_reply@2015-08-20", "name_zh": "公安机关反馈比对结果",
    "name_en": "receive the police's DNA result", "amount": 1, "unit": "months", "anchor": "dna_request",
    "anchor_zh": "报请公安机关采集 DNA", "anchor_en": "the request to the police for a DNA sample", "warn_amount": 3,
    "warn_unit": "working_days", "rolls": True, "rolls_source": "《民法典》第二百零三条", "status": "confirmed",
    "valid_to": "2026-06-30", "current": False, "earlier_basis": "",
}  # fmt: skip
DEPARTURES: list[dict[str, Any]] = [
    {"how": "left_alone", "what_zh": "年满 18 周岁", "what_en": "At least 18 years old", "status": "confirmed",
     "source": "《未成年人保护法》第九十二条第一项", "valid_from": "2021-06-01", "current": True},
    {"how": "left_alone", "what_zh": "年满 16 周岁", "what_en": "At least 16 years old", "status": "reported",
     "source": "民发〔2014〕132号 自行离站", "valid_from": "2014-08-01", "current": False},
    {"how": "fetched", "what_zh": "接领人签字", "what_en": "The relative signs", "status": "reported",
     "source": "民发〔2014〕132号 接送返回", "valid_from": None, "current": True},
]  # fmt: skip
YEARS: list[dict[str, Any]] = [
    {"year": 2026, "source": "国务院办公厅关于2026年部分节假日安排的通知", "days_off": ["2026-01-01", "2026-01-02"],
     "make_up_days": ["2026-01-04"], "by": "yunwei", "at": "2025-11-05T02:00:00Z", "wrong": False,
     "entry": "entry_2", "package": None, "allowed_actions": []},
    {"year": 2025, "source": "chinesecalendar", "days_off": ["2025-01-01"], "make_up_days": [],
     "by": None, "at": None, "wrong": False, "entry": None, "package": "2026.11", "allowed_actions": []},
]  # fmt: skip
ENTRIES: list[dict[str, Any]] = [
    {"year": 2026, "source": "国务院办公厅关于2026年部分节假日安排的通知", "by": "yunwei", "at": "2025-11-05T02:00:00Z",
     "takes_back": False, "holds": True},
    {"year": 2026, "source": "录错了年份", "by": "yunwei", "at": "2025-11-04T02:00:00Z", "takes_back": True,
     "holds": False},
]  # fmt: skip
MOVED: dict[str, Any] = {
    "year": 2027, "source": "国办发明电〔2026〕1号", "days_off": ["2027-01-01"], "make_up_days": ["2027-01-03"],
    "running": 5, "total": 2, "items": [
        {"case_no": "救2026-0117", "name_zh": "报请公安机关采集 DNA", "name_en": "ask the police for a DNA sample",
         "before": None, "after": "2027-01-07T16:00:00Z"},
        {"case_no": "救2026-0117", "name_zh": "落户安置", "name_en": "apply for settlement",
         "before": "2027-01-08T16:00:00Z", "after": "2027-01-07T16:00:00Z"},
    ],
}  # fmt: skip
WHY_NOT = ("这项操作需要“运维”的身份。", "This needs one of the roles: Operator.")


def _limits(request: httpx.Request) -> tuple[int, Any]:
    """One in hours that does not roll and counts for earlier stayers, one in months that rolls and has ended."""
    may = "operator" in _roles(request)
    zh, en = (None, None) if may else WHY_NOT
    names = ("enter_working_calendar", "take_back_working_calendar")
    offer, undo = ({"name": one, "allowed": may, "reason_zh": zh, "reason_en": en} for one in names)
    return 200, {
        "items": [NOTICE, REPLY],
        "departures": DEPARTURES,
        "years": [{**one, "allowed_actions": [undo] if one["entry"] else []} for one in YEARS],
        "entries": ENTRIES,
        "year_to_enter": 2027,
        "allowed_actions": [offer],
    }


def _roles(request: httpx.Request) -> list[str]:
    """What whoever asks may do, as the token says."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not token:
        return []
    body = token.split(".")[1]
    roles: list[str] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["roles"]
    return roles


def _entered(request: httpx.Request, entry: str = "") -> tuple[int, Any]:
    return 201, {"id": "2027", "version": 1, "repeated": False}


def _trial(request: httpx.Request, entry: str = "") -> tuple[int, Any]:
    return 200, MOVED


ROUTES = {
    r"GET /limits": _limits,
    r"POST /working-calendar": _entered,
    r"POST /working-calendar/trial": _trial,
    r"GET /working-calendar/entries/(\w+)/trial": _trial,
    r"POST /working-calendar/entries/(\w+)/taking-back": _entered,
}
