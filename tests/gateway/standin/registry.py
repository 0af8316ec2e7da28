"""Organisations as registry answers them."""
# ruff: noqa: E501

import httpx

from tests.gateway.standin import figures, imports, jobs
from tests.gateway.standin.registry_facts import CORRECTION, rules

_NAMES = (
    ("锋之社爱心服务协会", "association", "51330213MJ90000146", "溪口镇", "2010-05-12", False),
    ("博爱志愿者服务协会", "association", "51330213MJ90000146", "锦屏街道", "2012-03-08", False),
    ("启航残疾人服务中心", "service_agency", "52330213MJ90000143", "岳林街道", "2015-09-01", False),
    ("捷达阳光家园", "service_agency", "52330213MJ90000143", "江口街道", "2017-02-20", False),
    ("水鹰户外救援队", "service_agency", "52330213MJ90000143", "锦屏街道", "2014-06-18", False),
    ("和善社会工作服务中心", "service_agency", "52330213MJ90000143", "岳林街道", "2018-04-03", False),
    ("奉化区剡溪助学基金会", "foundation", "53330213MJ90000140", "溪口镇", "2016-11-11", True),
)


def _actions(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "allowed": True, "reason_zh": None, "reason_en": None} for name in names]


def _organisation_actions(suspended: bool) -> list[dict[str, object]]:
    zh, en = ("该组织已处于限期停止活动状态。", "The organisation is suspended already.")
    name = "suspend_organisation"
    if not suspended:
        zh, en, name = "该组织没有被限期停止活动。", "The organisation is not suspended.", "resume_organisation"
    may = [one for one in ("suspend_organisation", "resume_organisation") if one != name]
    refused = {"name": name, "allowed": False, "reason_zh": zh, "reason_en": en}
    rest = (
        "change_organisation", "correct_organisation", "note_residency", "end_residency", "deregister_organisation", "revoke_organisation",
        "withdraw_licence", "list_abnormal", "list_serious",
    )  # fmt: skip
    return [*_actions(*rest, *may, *(["propose_retraction"] if suspended else [])), refused, *_leaving(suspended)]


def _leaving(listed: bool) -> list[dict[str, object]]:
    """The serious list is left after two years."""
    zh, en = ("该组织没有列入严重违法失信名单。", "The organisation is not on the list of serious breaches.")
    if listed:
        zh, en = ("2028-10-09 起才可以移出。", "It may leave it from 2028-10-09 on.")
    return [{"name": "leave_serious_list", "allowed": False, "reason_zh": zh, "reason_en": en}]


def _line(index: int) -> dict[str, object]:
    name, kind, uscc, street, founded_on, invented = _NAMES[index]
    abnormal = index == 2
    return {
        "id": f"org-{index + 1}", "version": 3, "uscc": uscc, "name": name, "kind": kind, "street_code": "330213001",
        "street": street, "founded_on": founded_on, "status": "suspended" if index == 4 else "registered",
        "standing": "abnormal" if abnormal else "serious" if index == 4 else "clear", "open_reasons": 2 if abnormal else 0, "invented": invented,
        "invented_fields": ["uscc", "street_code", "address", "supervisor", "founded_on"] if index == 0 else [],
    }  # fmt: skip


def _reason(number: int, code: str, year: int | None, cleared: bool) -> dict[str, object]:
    return {
        "id": f"reason-{number}", "code": code, "year": year, "note": "电话与信函均未收到回复。" if not year else "",
        "decision_no": f"奉民社〔2026〕{10 + number}号", "open": not cleared, "listed_at": "2026-09-01T02:00:00Z",
        "listed_recorded_at": "2026-09-01T02:00:00Z", "listed_by": "dengji", "cleared_at": "2026-10-09T06:30:00Z" if cleared else None,
        "cleared_by": "dengji" if cleared else None, "clearing_note": "已补报 2024 年度工作报告。" if cleared else "",
        "allowed_actions": [{"name": "clear_abnormal_reason", "allowed": not cleared, "reason_zh": None, "reason_en": None}],
    }  # fmt: skip


_SUSPENDED = {
    "status": "suspended", "decision_no": "奉民决〔2026〕3号", "until": "2026-12-31", "by": "dengji",
    "at": "2026-10-08T02:00:00Z", "recorded_at": "2026-10-09T03:00:00Z",
}  # fmt: skip
_GROUND = {
    "ground": "suspended", "decision_no": "奉民决〔2026〕3号", "note": "", "open": True, "listed_at": "2026-10-08T02:00:00Z",
    "listed_by": "dengji", "left_at": None, "left_by": None, "leaving_note": "",
}  # fmt: skip
_NAMES_BORNE = [
    {"value": "奉化市锋之社服务队", "start": None, "end": "2016-11-01"},
    {"value": "锋之社爱心服务协会", "start": "2016-11-01", "end": None},
]
_STAY = {"place": "二楼 B12", "begun_at": "2026-03-02T01:00:00Z", "until": "2027-03-01", "ended_at": None}
_CHANGE = {
    "before": {"name": "奉化市锋之社服务队"}, "after": {"name": "锋之社爱心服务协会"}, "effective_on": "2016-11-01",
    "decision_no": "奉民许〔2016〕8号", "by": "dengji", "recorded_at": "2026-10-01T02:00:00Z",
}  # fmt: skip


def _retractable(steps: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"entry": f"step-{n}", "told": one} for n, one in enumerate(_timeline(steps, []))]


def _timeline(steps: list[dict[str, object]], reasons: list[dict[str, object]]) -> list[dict[str, object]]:
    """What registry tells of these steps and reasons, newest first."""
    told = [{**{n: v for n, v in step.items() if n != "status"}, "what": step["status"]} for step in steps]
    for reason in reasons:
        told.append(
            {
                "what": "listed",
                "at": reason["listed_at"],
                "recorded_at": reason["listed_at"],
                "by": reason["listed_by"],
                "code": reason["code"],
            }
        )
        if reason["cleared_at"]:
            told.append(
                {
                    "what": "cleared",
                    "at": reason["cleared_at"],
                    "recorded_at": reason["cleared_at"],
                    "by": reason["cleared_by"],
                    "note": reason["clearing_note"],
                }
            )
    return sorted(told, key=lambda entry: str(entry["at"]), reverse=True)


def _as_of(request: httpx.Request, line: dict[str, object]) -> dict[str, object] | None:
    """What registry answers to a question about a day; before the change, the former name."""
    asked = request.url.params
    if "true_on" not in asked:
        return None
    name = "奉化市锋之社服务队" if asked["true_on"] < "2016-11-01" else line["name"]
    return {"true_on": asked["true_on"], "known_on": asked.get("known_on"), "name": name, "street": line["street"]}


def organisation(request: httpx.Request, number: str) -> tuple[int, object]:
    """One organisation's page; the third is abnormal for two reasons."""
    line = _line(int(number) - 1)
    reasons = [
        _reason(3, "unreachable", None, False),
        _reason(2, "annual_report_missing", 2025, False),
        _reason(1, "annual_report_missing", 2024, True),
    ]
    reasons = reasons if number == "3" else []
    steps = [_SUSPENDED] if line["status"] == "suspended" else []
    return 200, {
        **line, "address": "奉化区岳林街道大成东路 88 号", "supervisor": "奉化区残疾人联合会",
        "legal_representative": "何美蓉", "reasons": reasons, "corrections": [CORRECTION] if number == "1" else [],
        "retractions": [], "waiting_retraction": None, "retractable": _retractable(steps),
        "grounds": [_GROUND] if steps else [], "may_leave_on": "2028-10-09" if steps else None,
        "names": _NAMES_BORNE if number == "1" else [{"value": line["name"], "start": None, "end": None}],
        "streets": [{"value": line["street"], "start": None, "end": None}],
        "residencies": [_STAY] if number == "1" else [], "changes": [_CHANGE] if number == "1" else [], "as_of": _as_of(request, line),
        "steps": steps, "suspended_until": "2026-12-31" if steps else None, "timeline": _timeline(steps, reasons),
        "allowed_actions": _organisation_actions(bool(steps)),
        "updated_at": "2026-10-09T06:30:00Z",
    }  # fmt: skip


def organisations(request: httpx.Request) -> tuple[int, object]:
    """The list; a query that nothing fits finds nothing."""
    query = request.url.params.get("q", "")
    if "retraction_to_decide" in request.url.params:
        return 200, {"items": [], "next_cursor": None, "total": 0, "allowed_actions": []}
    found = [_line(i) for i in range(len(_NAMES)) if query in _NAMES[i][0] or query.isascii()]
    actions = _actions("register_organisation", "import_organisations", "start_export")
    return 200, {"items": found, "next_cursor": None if query or "cursor" in request.url.params else "more", "total": 769 if not query else len(found),
                 "allowed_actions": actions}  # fmt: skip


def likely(request: httpx.Request) -> tuple[int, object]:
    """The same as the list finds, and one of the same sound for 和善 written otherwise."""
    query = request.url.params.get("q", "")
    found = [
        ("contains", _line(i))
        for i in range(len(_NAMES))
        if query and (query in _NAMES[i][0] or (query == "fzs" and i == 0))
    ]
    heard = [("sound", _line(5))] if query == "禾善" else []
    return 200, {"items": [{"organisation": line, "fit": fit} for fit, line in found + heard]}


def reference(request: httpx.Request) -> tuple[int, object]:
    """Streets and dialects."""
    streets = ("锦屏街道", "岳林街道", "江口街道", "西坞街道", "萧王庙街道", "方桥街道", "尚田街道", "莼湖街道", "溪口镇",
               "松岙镇", "大堰镇", "裘村镇")  # fmt: skip
    return 200, {
        "streets": [{"code": f"3302130{i:02}", "zh": s, "en": s} for i, s in enumerate(streets)],
        "dialects": [{"code": "zhongyuan", "zh": "中原官话", "en": "Central Plains Mandarin"}, {"code": "jianghuai", "zh": "江淮官话", "en": "Jianghuai Mandarin"}],
    }  # fmt: skip


_PEOPLE = (("陈秀英", "安徽省阜阳市颍上县"), ("吴建军", "安徽省阜阳市临泉县"), ("周丽", "安徽省六安市"))


def _person(number: int) -> dict[str, object]:
    """One person of the pool; the fourth has left."""
    name, county = _PEOPLE[number - 1] if number < 4 else ("", "")
    told = {"skills": ["方言沟通"], "dialects": ["阜阳话", "普通话"], "native_code": "341226"}
    return {
        "id": f"p-{number}", "version": 1, "display_name": name, **(told if name else {key: type(value)() for key, value
        in told.items()}), "native_county": county, "availability": "by_appointment" if name else "away",
        "in_pool": bool(name), "invented": bool(name),
    }  # fmt: skip


def talents_by_id(request: httpx.Request) -> tuple[int, object]:
    """People behind proposals."""
    return 200, {"items": [_person(number) for number in range(1, 5)]}


def talents(request: httpx.Request) -> tuple[int, object]:
    """The pool; a query that nobody fits finds nobody."""
    query = request.url.params.get("q", "")
    found = [_person(n) for n, (name, _) in enumerate(_PEOPLE, start=1) if query in name]
    return 200, {"items": found, "next_cursor": None, "total": len(found), "allowed_actions": _actions("add_talent")}


def talent(request: httpx.Request, number: str, shown: bool = False) -> tuple[int, object]:
    """One person, the phone number masked unless it was asked for."""
    person = _person(int(number))
    gone = not person["in_pool"]
    return 200, {
        **person, "phone": "" if gone else "13800005678" if shown else "138****5678", "phone_shown": shown,
        "dialect_group": None if gone else "zhongyuan", "helped": 0, "in_vain": 0, "note": "", "added_at": "2026-01-05T02:00:00Z",
        "withdrawn_at": "2026-11-02T02:00:00Z" if gone else None,
        "allowed_actions": _actions("update_talent", "withdraw_talent"),
    }  # fmt: skip


def places(request: httpx.Request) -> tuple[int, object]:
    """Places that share a name, or one, or none."""
    words = request.url.params.get("q", "")
    known = (
        ("341221", "临泉县", "安徽省阜阳市临泉县", "", ""),
        ("320106", "鼓楼区", "江苏省南京市鼓楼区", "", ""),
        ("350102", "鼓楼区", "福建省福州市鼓楼区", "", ""),
        ("420600", "襄阳市", "湖北省襄阳市", "襄樊市", "2010"),
    )
    names = ("code", "name", "full_name", "former_name", "former_until")
    return 200, {"items": [dict(zip(names, one, strict=True)) for one in known if words and words in one[2] + one[3]]}


def _accepted(name: str) -> object:
    return lambda request, *parts: (201, {"id": name, "version": 4, "repeated": False})


ROUTES = {
    **figures.ROUTES,
    **jobs.ROUTES,
    r"GET /organisations": organisations,
    r"GET /organisations/likely": likely,
    r"GET /organisations/org-(\d)": organisation,
    r"POST /organisations": _accepted("org-1"),
    r"POST /organisations/org-(\d)/abnormal-reasons": _accepted("org-3"),
    r"POST /organisations/org-(\d)/abnormal-reasons/reason-(\d)/clearing": _accepted("org-3"),
    r"GET /reference": reference,
    r"GET /imports": lambda request: (
        200,
        {
            "items": [imports.an_import(2, True, 3), imports.an_import(1, False, 0)],
            "next_cursor": None,
            "total": 2,
            "allowed_actions": _actions("import_organisations", "start_import"),
        },
    ),
    r"GET /imports/import-(\d)": imports.import_result,
    r"POST /imports/import-2/carry-out": _accepted("job-1"),
    r"GET /imports/template": imports.sheet,
    r"GET /imports/import-2/rows-to-mend": imports.sheet,
    r"POST /imports": _accepted("import-2"),
    r"GET /talents": talents,
    r"GET /talents/by-id": talents_by_id,
    r"GET /talents/p-(\d)": talent,
    r"GET /talents/p-(\d)/phone": lambda request, number: talent(request, number, shown=True),
    r"POST /talents": _accepted("p-1"),
    r"PUT /talents/p-(\d)": _accepted("p-1"),
    r"POST /talents/p-(\d)/withdrawal": _accepted("p-1"),
    r"GET /places": places,
    r"GET /rules": rules,
    r"POST /organisations/org-(\d)/(suspension|resumption|deregistration|revocation)": _accepted("org-1"),
    r"POST /organisations/org-(\d)/licence-withdrawal": _accepted("org-1"),
    r"POST /organisations/org-(\d)/retraction": _accepted("org-1"),
    r"POST /organisations/org-(\d)/retraction/(approval|refusal)": _accepted("org-1"),
    r"POST /organisations/org-(\d)/residency": _accepted("org-1"),
    r"POST /organisations/org-(\d)/residency/end": _accepted("org-1"),
    r"POST /organisations/org-(\d)/changes": _accepted("org-1"),
    r"POST /organisations/org-(\d)/serious-grounds": _accepted("org-1"),
    r"POST /organisations/org-(\d)/serious-grounds/leaving": _accepted("org-1"),
    r"PUT /organisations/org-(\d)/particulars": _accepted("org-1"),
}
