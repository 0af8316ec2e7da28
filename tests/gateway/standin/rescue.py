"""Cases as rescue answers them: a woman who speaks like Fuyang, a boy who may be a minor, a man who said his name."""
# ruff: noqa: E501

import base64
import json
from datetime import timedelta
from typing import Any

import httpx

from tests.gateway.standin.case_limits import a_limit, limits_of
from tests.gateway.standin.case_notes import CORRECTED, ERASING, HANDED, NOW, REPORTS, UNDOUBTED, UNSTATED, ago
from tests.gateway.standin.rules import ROUTES as RULES

OWN = ("这项操作需要“救助站长”的身份。", "This needs one of the roles: head of station.")
HERE = ("受助人员没有离站，没有可以更正的离站登记。", "The person has not left; there is no departure to correct.")
MINOR = ("可能未满 18 周岁，不能登记自行离站。", "The person may be under 18 and may not leave alone.")
LEAVING = ("leave_alone", "hand_to_relatives", "escort_home", "settle_person", "transfer_person", "record_walking_out",
           "record_death", "record_never_came", "propose_departure_correction", "approve_departure_correction",
           "decline_departure_correction")  # fmt: skip


def _line(number: int) -> dict[str, Any]:
    return {
        "id": f"case-{number}", "version": 7, "erased": False, "case_no": f"救2026-01{16 + number}",
        "custody": ("in_station", "hospital", "in_station")[number - 1],
        "identity": ("searching", "searching", "stated_by_self")[number - 1],
        "responsible": ("jiuzhu", "zhanzhang", None)[number - 1],
        "opened_at": ago(hours=21 * number), "entered_at": ago(hours=21 * number),
        "shown_name": (None, None, "王*国")[number - 1], "label": ("无名氏 岳林01", "无名氏 溪口02", None)[number - 1],
        "sex": ("female", "male", "male")[number - 1], "age_low": (45, 15, 62)[number - 1],
        "age_high": (55, 19, 62)[number - 1], "may_be_minor": number == 2, "ability_improved": number == 1,
        "interpreter": ("proposed", None, None)[number - 1], "notice_waiting": number == 1,
        "notice_outlived": number == 3,
        "next_end": (NOW + timedelta(hours=3)).isoformat() if number < 3 else None,
        "calendar_missing": False, "year_missing": None, "search_ended": False,
    }  # fmt: skip


def _known(value: Any = None, unknown: str | None = None) -> dict[str, Any]:
    return {"value": value, "unknown": None if value is not None else unknown or "not_asked"}


def _person(number: int) -> dict[str, Any]:
    name = {"han": "王建国", "pinyin": None, "heard_as": None} if number == 3 else None
    line = _line(number)
    return {
        "temporary_label": line["label"], "name": _known(name, "not_known"), "other_names": [], "id_number_as_stated": False,
        "id_number": _known(unknown="not_known"), "phone": _known(unknown="not_asked"), "sex": _known(line["sex"]),
        "age": _known({"low": line["age_low"] - 2, "high": line["age_high"] - 2, "estimated_by": "驻站医生",
                       "estimated_on": (NOW - timedelta(days=800)).date().isoformat()}),
        "height_cm": _known(155), "home": _known("阜阳一带", None), "home_place": None, "ethnicity": _known(),
        "marks": [{"site": "左手", "kind": "missing_part", "text": "缺小指"}],
        "features": "短发花白，右眉有旧疤。", "clothing": "红色棉袄，黑色布鞋。", "belongings": "蓝布包一个，内有针线。",
        "health": "血压偏高，能自理。", "signs": {"found": "not_assessed", "assessed_by": ""},
    }  # fmt: skip


def _allowed(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "allowed": True, "reason_zh": None, "reason_en": None} for name in names]


_CLUES = [
    {"id": "clue-1", "interview_id": "i-1", "note": {"kind": "dialect", "words": "像安徽话, 阜阳一带", "normal_form":
     "安徽阜阳"}, "recorded_at": ago(hours=18), "recorded_by": "jiuzhu", "state": "open", "finding": None,
     "checked_at": None, "checked_by": None, "allowed_actions": _allowed("check_clue", "refute_clue")},
    {"id": "clue-2", "interview_id": "i-1", "note": {"kind": "food", "words": "格拉条", "normal_form": None},
     "recorded_at": ago(hours=18), "recorded_by": "jiuzhu", "state": "used", "finding": "阜阳一带的面食。",
     "checked_at": ago(hours=10), "checked_by": "jiuzhu", "allowed_actions": _allowed("refute_clue")},
]  # fmt: skip
_REQUEST = {
    "id": "request-1", "clue_id": "clue-1", "area": "安徽阜阳", "dialect": "安徽话", "requested_at": ago(hours=2),
    "requested_by": "jiuzhu", "proposed_at": ago(hours=2),
    "proposals": [
        {"person_id": "p-1", "native_county": "安徽省阜阳市颍上县", "dialects": ["zhongyuan"], "distance_km": 31.0,
         "why": ["same_prefecture", "speaks_dialect"]},
        {"person_id": "p-2", "native_county": "安徽省阜阳市临泉县", "dialects": ["zhongyuan"], "distance_km": 58.4,
         "why": ["same_prefecture"]},
        {"person_id": "p-3", "native_county": "安徽省六安市", "dialects": ["jianghuai"], "distance_km": 140.2,
         "why": ["same_province", "near"]},
        {"person_id": "p-4", "native_county": "安徽省六安市", "dialects": [], "distance_km": 140.2, "why": ["near"]},
    ],
    "contacts": [{"person_id": "p-2", "outcome": "not_reached", "remarks": "晚上再打", "at": ago(hours=1), "by": "jiuzhu"}],
    "allowed_actions": _allowed("contact_interpreter"),
}  # fmt: skip
_NOTICE = {
    "id": "notice-1",
    "text": {"features": "短发花白，右眉有旧疤，左手缺小指。", "contact_phone": "0574-88500000", "shown_name": "无名氏",
             "sex": "女", "age": "45 至 55 岁", "height": "155 cm", "speech": "像安徽阜阳话", "clothing": "红色棉袄，黑色布鞋",
             "condition": "听力较差，曾在三院看过。", "found_on": NOW.date().isoformat(), "found_place": "岳林街道汽车站"},
    "proposed_at": ago(hours=5), "proposed_by": "jiuzhu", "state": "proposed", "published_at": None,
    "approved_by": None, "withdrawn_at": None, "withdrawn_by": None, "approved_at": None, "publications": [],
    "withdrawal": None, "held": [{"field": "condition", "words": "三院", "kind": "institution"}],
}  # fmt: skip
_PUBLIC = {**_NOTICE, "id": "notice-2", "state": "published", "published_at": ago(hours=30),
           "approved_by": "zhanzhang", "approved_at": ago(hours=31),
           "publications": [{"channel": "national_site", "reference": "XQ-2026-0412", "at": ago(hours=30), "by": "jiuzhu",
                             "recorded_at": ago(hours=29), "evidence": ""}], "allowed_actions": _allowed("withdraw_notice")}  # fmt: skip
_INQUIRIES = [
    {"id": "inquiry-1", "kind": "missing_list", "office": "岳林派出所", "request_no": "甬奉救〔2026〕7号", "at": ago(hours=15),
     "by": "jiuzhu", "recorded_at": ago(hours=15), "evidence": "", "taken": None, "reply": {"outcome": "no_hit", "paper": "甬奉公复〔2026〕9号",
     "remarks": "失踪人员库没有比中", "at": ago(hours=3), "by": "jiuzhu", "recorded_at": ago(hours=2), "evidence": ""},
     "settles": "missing_list", "allowed_actions": []},
    {"id": "inquiry-2", "kind": "face", "office": "奉化公安分局", "request_no": "", "at": ago(hours=4), "by": "jiuzhu",
     "recorded_at": ago(hours=4), "evidence": "", "reply": None, "taken": None, "settles": "comparison",
     "allowed_actions": _allowed("record_reply")},
]  # fmt: skip
PHOTOS = [
    {"id": "file-1", "file": {"id": "file-1", "kind": "picture", "size": 812_345, "by": "jiuzhu", "at": ago(hours=20), "width":
     3024, "height": 4032, "pages": None, "seconds": None}, "shows": "face", "note": "右眉有旧疤", "by": "jiuzhu", "at":
     ago(hours=20), "allowed_actions": _allowed("remove_photo")},
    {"id": "file-2", "file": {"id": "file-2", "kind": "sound", "size": 2_412_345, "by": "jiuzhu", "at": ago(hours=18), "width":
     None, "height": None, "pages": None, "seconds": 95}, "shows": "voice", "note": "", "by": "jiuzhu", "at":
     ago(hours=18), "allowed_actions": _allowed("remove_photo")},
]  # fmt: skip
_WAITING = {**_REQUEST, "id": "request-2", "area": "河南周口", "dialect": None, "proposals": None, "contacts": [],
            "requested_at": ago(minutes=1), "proposed_at": None, "allowed_actions": []}  # fmt: skip


def reader_of(request: httpx.Request) -> str:
    """Who asks, as the token says."""
    if not (token := request.headers.get("authorization", "").removeprefix("Bearer ")):
        return ""
    payload = token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["sub"])


def _own_notice(request: httpx.Request) -> dict[str, Any]:
    """The notice that waits, as its reader sees it: a worker drafted it, and a head alone may approve it."""
    own = reader_of(request) == _NOTICE["proposed_by"]
    why = {"allowed": not own, "reason_zh": OWN[0] if own else None, "reason_en": OWN[1] if own else None}
    decide = [{"name": name, **why} for name in ("approve_notice", "return_notice")]
    return {**_NOTICE, "allowed_actions": [*decide, *_allowed("withdraw_notice")]}


def _actions(number: int, reader: str) -> list[dict[str, Any]]:
    refused = {
        "check_identity": ("没有待核实的自述身份。", "There is no statement of identity to be checked."),
        "receive_person": ("受助人员已经登记入站。", "The person's arrival has been recorded already."),
        **dict.fromkeys(
            ("propose_erasure", "erase_case"),
            ("受助人员离站后才能清除个人信息。", "Personal data can be erased only after the departure."),
        ),
        "decline_erasure": ("清除要两个人办：请先由一人提出清除。", "It takes two to erase: propose it first."),
        "propose_notice": ("有一份公告正在等待批准。", "A notice is waiting for approval."),
        "record_never_came": ("受助人员已经入站，不能登记为“未到站”。", "The person has come to the station."),
        "settle_person": ("还没有发布过寻亲公告，不能落户安置。", "No search notice has been published yet."),
        **dict.fromkeys(("approve_entry_correction", "decline_entry_correction"), UNDOUBTED),
        "propose_departure_correction": HERE,
        "approve_departure_correction": HERE,
        "decline_departure_correction": HERE,
    }
    if number == 2:
        refused["leave_alone"] = MINOR
    if reader != "zhanzhang":
        refused["record_death"] = ("需要以下职务之一：救助站长。", "One of these roles is needed: head of the station.")
    names = ("receive_person", "supplement_intake", "correct_entry", "approve_entry_correction", "decline_entry_correction", "place_person", *LEAVING, "hand_over_case", "describe_person", "record_stated_identity",
             "check_identity", "record_interview", "report_ability", "add_photo", "request_interpreter", "propose_notice", "send_inquiry", "record_duty", "propose_erasure",
             "decline_erasure", "erase_case")  # fmt: skip
    return [
        {"name": n, "allowed": n not in refused, "reason_zh": refused.get(n, (None, None))[0],
         "reason_en": refused.get(n, (None, None))[1]} for n in names
    ]  # fmt: skip


def case(request: httpx.Request, number: str) -> tuple[int, Any]:
    """One case's file; a purpose must be given."""
    assert request.url.params["purpose"]
    n = int(number)
    rich = n == 1
    history = [
        ("interpreters_proposed", 2, None, "3"), ("interpreter_requested", 2, "jiuzhu", None),
        ("notice_proposed", 5, "jiuzhu", None), ("ability_improved", 18, "jiuzhu", None),
        ("interview_recorded", 18, "jiuzhu", "few_words"), ("search_started", 21, None, None),
        ("case_opened", 21, "jiuzhu", None),
    ]  # fmt: skip
    return 200, {
        **{k: v for k, v in _line(n).items() if k in ("id", "version", "case_no", "custody", "identity", "opened_at",
                                                       "entered_at", "may_be_minor", "ability_improved")},
        "age_now": {"low": _line(n)["age_low"], "high": _line(n)["age_high"]},
        "shown_name": "王建国" if n == 3 else None, "label": _line(n)["label"], "in_care_s": 21 * n * 3600,
        "opened_by": "jiuzhu", "interview_due": rich, "erasure_proposal": ERASING if n == 3 else None, "ability_reports": REPORTS if rich else [],
        "responsible": _line(n)["responsible"], "handovers": HANDED if rich else [], "entry_corrections": CORRECTED if rich else [], "waiting_entry": None,
        "departed_at": None, "departure": None, "leaving": None, "departure_corrections": [], "waiting_correction": None,
        "intake": {"arrival": "police", "entered_at": ago(hours=21), "found_at": ago(hours=22), "found_place":
                   "岳林街道汽车站", "brought_by": "岳林派出所", "handover_sheet": "岳护2026-88",
                   "circumstances": "独自一人，不愿说话。"},
        "person": _person(n),
        "home_now": None,
        "photos": PHOTOS if rich else [],
        "placements": [{"place": "in_station", "name": "二楼女宿舍", "since": ago(hours=20), "by": "jiuzhu"}],
        "interviews": [{"id": "i-1", "at": ago(hours=18), "by": "jiuzhu", "language": "像安徽话", "ability": "few_words",
                        "interpreter": "", "words_heard": "俺家……颍河边上……格拉条。", "remarks": "下午精神好些。"}] if rich else [],
        "clues": _CLUES if rich else [], "interpreter_requests": [_REQUEST, _WAITING] if rich else [],
        "notices": [[_own_notice(request)], [], [_PUBLIC]][n - 1], "notice_outlived": n == 3,
        "name_refuted": False, "search_ended": False, "inquiries": _INQUIRIES if rich else [], "duty_papers": [], **UNSTATED,
        "limits": limits_of(n),
        "next_limit": next(iter(limits_of(n)[:1] if n == 1 else []), None),
        "next_step": "await_approval" if reader_of(request) == _NOTICE["proposed_by"] else "approve",
        "record": {"entries": 12, "last_hash": "5a" * 32, "whole": True, "true_on": None, "known_on": None},
        "timeline": [{"what": w, "at": ago(hours=h), "by": by, "detail": d, "detail_zh": "能说几个词" if d == "few_words"
                      else "", "detail_en": "A few words" if d == "few_words" else "", "recorded_at": ago(hours=h)} for w, h, by, d in history],
        "allowed_actions": _actions(n, reader_of(request)),
    }  # fmt: skip


def cases(request: httpx.Request) -> tuple[int, Any]:
    """The list."""
    wanted = request.url.params
    lines = [_line(n) for n in (1, 2, 3)]
    if "identity" in wanted:
        lines = [line for line in lines if line["identity"] == wanted["identity"]]
    if "unidentified" in wanted:
        lines = [line for line in lines if line["identity"] != "stated_by_self"]
    if "mine" in wanted or "unassigned" in wanted:
        lines = [line for line in lines if line["responsible"] == (reader_of(request) if "mine" in wanted else None)]
    for wish, flag in (("notice_to_approve", "notice_waiting"), ("notice_outlived", "notice_outlived")):
        if wish in wanted:
            lines = [line for line in lines if line[flag]]
    if wanted.keys() & {"correction_to_decide", "entry_to_decide", "erasure_to_decide"}:
        lines = []
    if "notice_to_approve" in wanted and reader_of(request) != "zhanzhang":
        lines = []
    return 200, {"items": lines, "next_cursor": None, "total": len(lines), "allowed_actions": _allowed("open_case")}


def search(request: httpx.Request) -> tuple[int, Any]:
    """Somebody alike for every name but 陌生."""
    if not any(request.url.params.values()):
        zh, en = "请至少填写一项再查找。", "Give at least one thing to look for."
        return 422, {"type": "urn:tongxin:problem:search-empty", "slug": "search-empty", "status": 422, "title": en,
                     "zh": zh, "en": en}  # fmt: skip
    if request.url.params.get("name") == "陌生":
        return 200, {"items": [], "total": 0}
    reasons = [{"code": "same_sound", "zh": "读音相同：王建国", "en": "sounds the same: 王建国", "weight": 8.0}]
    return 200, {"items": [{"case": _line(3), "score": 8.0, "reasons": reasons}], "total": 1}


def _step(request: httpx.Request, number: int, code: str) -> str:
    waits = "await_approval" if reader_of(request) == _NOTICE["proposed_by"] else "approve"
    return "ask" if code == "dna_request" else "draft" if number != 1 else waits


def find(request: httpx.Request) -> tuple[int, Any]:
    """王建国 by his name and its sound, the woman by her label or home; nobody else."""
    words = request.url.params.get("words", "")
    number = 3 if words in ("王建国", "wangjianguo", "wjg") else 1 if words in ("岳林01", "阜阳") else 0
    reasons = [{"code": "same_name", "zh": "姓名相同：王建国", "en": "same name: 王建国", "weight": 10.0}]
    items = [{"case": _line(number), "score": 10.0, "reasons": reasons}] if number else []
    return 200, {"items": items, "total": len(items)}


def due(request: httpx.Request) -> tuple[int, Any]:
    """One overdue, one soon, one later."""
    rows = [(2, "search_notice", -18.0), (1, "search_notice", 3.0), (1, "dna_request", 150.0)]
    items = []
    for number, code, hours in rows:
        limit, line = a_limit(code, hours), _line(number)
        items.append({
            **{k: limit[k] for k in ("code", "name_zh", "name_en", "source", "due_at", "state", "overdue",
                                     "calendar_missing", "year_missing")},
            "case_id": line["id"], "case_no": line["case_no"], "shown_name": line["shown_name"], "label": line["label"],
            "responsible": line["responsible"],
            "left_s": int(hours * 3600), "warned": hours < 6, "about": "", "notice_id": "notice-1" if number == 1 else None,
            "step": _step(request, number, code),
        })  # fmt: skip
    if only := request.url.params.get("overdue"):
        items = [one for one in items if one["overdue"] is (only == "true")]
    late = sum(bool(one["overdue"]) for one in items)
    return 200, {"items": items, "total": len(items), "overdue": late, "at": NOW.isoformat()}


def _accepted(request: httpx.Request, *parts: str) -> tuple[int, Any]:
    return 201, {"id": "case-1", "version": 8, "repeated": False}


def places(request: httpx.Request) -> tuple[int, Any]:
    """Two places that share a name, and one by the name that it had."""
    words = request.url.params.get("q", "")
    known = (
        ("320106", "江苏省南京市鼓楼区", "", ""),
        ("350102", "福建省福州市鼓楼区", "", ""),
        ("420600", "湖北省襄阳市", "襄樊市", "2010"),
    )
    names = ("code", "full_name", "told_as", "told_until")
    return 200, {"items": [dict(zip(names, one, strict=True)) for one in known if words and words in one[1] + one[2]]}


ROUTES = {
    r"GET /places": places,
    r"GET /cases": cases,
    r"GET /cases/search": search,
    r"GET /cases/find": find,
    r"GET /cases/case-(\d)": case,
    r"POST /cases": _accepted,
    r"GET /due": due,
    **RULES,
    r"PUT /cases/case-(\d)/(person|intake)": _accepted,
    r"POST /cases/case-(\d)/[\w/-]+": _accepted,
}
