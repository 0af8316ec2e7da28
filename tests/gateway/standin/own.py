"""What people from outside are answered: their own organisation, their own projects."""

import httpx

from tests.gateway.standin.grants import ROUTES as GRANTS_ROUTES
from tests.gateway.standin.grants import project

ORGANISATION = {
    "id": "org-1", "version": 3, "uscc": "51330283MJ9701304U", "name": "奉化区锋之社爱心服务协会",
    "kind": "association", "street": "溪口镇",
    "address": "溪口镇武岭路 1 号", "supervisor": "区民政局", "legal_representative": "周某",
    "founded_on": "2013-03-05", "status": "registered", "standing": "abnormal", "suspended_until": None,
    "invented": False, "names": [{"value": "奉化区锋之社爱心服务协会", "start": "2013-03-05", "end": None}],
    "reasons": [
        {"code": "annual_report_missing", "year": 2025, "decision_no": "奉民列〔2026〕3号",
         "listed_at": "2026-07-01T01:00:00Z", "cleared_at": None},
        {"code": "unreachable", "year": None, "decision_no": "", "listed_at": "2024-07-01T01:00:00Z",
         "cleared_at": "2024-09-01T01:00:00Z"},
    ],
    "grounds": [],
    "timeline": [
        {"what": "listed", "at": "2026-07-01T01:00:00Z", "recorded_at": "2026-07-01T01:00:00Z",
         "decision_no": "奉民列〔2026〕3号", "code": "annual_report_missing", "year": 2025},
    ],
}  # fmt: skip
REPORTS = {"1": ("none", "not_needed", "nothing"), "2": ("final", "returned", "report")}


def organisations(request: httpx.Request) -> tuple[int, object]:
    """The only one."""
    return 200, {"items": [ORGANISATION]}


def organisation(request: httpx.Request, number: str) -> tuple[int, object]:
    """The only one."""
    return 200, ORGANISATION


def projects(request: httpx.Request) -> tuple[int, object]:
    """Two, one of which waits for a report."""
    _, found = GRANTS_ROUTES[r"GET /projects"](request)
    names = ("id", "number", "title", "organisation_id", "organisation_name", "signed_on", "contract_fen", "paid_fen")
    lines = [{name: one[name] for name in (*names, "frozen", "state", "invented")} for one in found["items"][:2]]
    wanted = ({"report_for": [2], "report_due_on": "2026-12-01"}, {"report_for": [], "report_due_on": None})
    return 200, {"items": [line | more for line, more in zip(lines, wanted, strict=True)]}


def own_project(request: httpx.Request, number: str) -> tuple[int, object]:
    """One of them: its second instalment waits for a report that was returned; the second project is frozen."""
    _, page = project(request, number)
    kept = ("id", "version", "number", "invented", "state", "frozen", "frozen_reasons", "frozen_since", "agreement")
    money = {name: page["money"][name] for name in ("contract", "paid", "unpaid")}
    return 200, {
        **{name: page[name] for name in kept},
        **money,
        "instalments": [*map(_part, page["instalments"])],
        "receipts": page["receipts"],
    }


def _part(part: dict[str, object]) -> dict[str, object]:
    need, state, awaited = REPORTS[str(part["no"])]
    report = {
        "title": "末期报告", "told": "十月义诊三场。",
        "handed_in_at": "2026-11-20T01:00:00Z", "decided_at": "2026-11-21T01:00:00Z", "reason": "缺签到表",
    }  # fmt: skip
    kept = {name: part[name] for name in ("no", "amount", "due_on", "state", "paid_at")}
    may = {"name": "hand_in_report", "allowed": awaited == "report", "reason_zh": None, "reason_en": None}
    return {
        **kept, "awaited": awaited, "report_need": need, "report_state": state,
        "report": report if awaited == "report" else None, "allowed_actions": [may],
    }  # fmt: skip


def supervised(request: httpx.Request) -> tuple[int, object]:
    """The only one, as a line of the list."""
    names = ("id", "uscc", "name", "kind", "street", "founded_on", "status", "standing", "invented")
    standing = request.url.params.get("standing", ORGANISATION["standing"])
    items = [{name: ORGANISATION[name] for name in names}] if standing == ORGANISATION["standing"] else []
    return 200, {"items": items, "next_cursor": None, "total": len(items), "listed": 1}


def figures(request: httpx.Request) -> tuple[int, object]:
    """A few numbers."""
    return 200, {
        "total": 769, "ended": 12, "kinds": [{"kind": "association", "count": 300}],
        "streets": [{"street": "溪口镇", "count": 120}], "statuses": [{"status": "registered", "count": 760}],
        "standings": [{"standing": "clear", "count": 740}],
    }  # fmt: skip


def area(request: httpx.Request) -> tuple[int, object]:
    """One village."""
    return 200, {"items": [{"code": "330213101201", "village": "岩头村", "street": "溪口镇"}]}


REGISTRY = {
    r"GET /own/organisations": organisations,
    r"GET /own/organisations/org-(\d)": organisation,
    r"GET /own/supervised": supervised,
    r"GET /own/supervised/org-(\d)": organisation,
    r"GET /own/figures": figures,
    r"GET /own/area": area,
}
GRANTS = {
    r"GET /own/projects": projects,
    r"GET /own/projects/project-(\d)": own_project,
    r"POST /own/projects/project-(\d)/instalments/(\d)/report": GRANTS_ROUTES[r"POST /projects"],
}


WARD_REPORT = {
    "id": "report-1", "version": 1, "at": "2026-11-23T00:30:00Z", "state": "waiting", "ward": "示例医院/老年科",
    "bed": "12", "ability": "few_words", "note": "会说几句河南话",
    "allowed_actions": [{"name": "settle_ward_report", "allowed": True, "reason_zh": None, "reason_en": None}],
}  # fmt: skip


def ward_reports(request: httpx.Request) -> tuple[int, object]:
    """One that waits."""
    return 200, {"items": [WARD_REPORT], "next_cursor": None, "total": 1}


def ward_report(request: httpx.Request, number: str) -> tuple[int, object]:
    """That one."""
    return 200, WARD_REPORT


def own_ward_reports(request: httpx.Request) -> tuple[int, object]:
    """What a ward reported last."""
    may = {"name": "report_better_speech", "allowed": True, "reason_zh": None, "reason_en": None}
    wards = ["示例医院/老年科"]
    return 200, {"id": "", "wards": wards, "items": [{"at": "2026-11-23T00:30:00Z"}], "allowed_actions": [may]}


RESCUE = {
    r"GET /ward-reports": ward_reports,
    r"GET /ward-reports/report-(\d)": ward_report,
    r"GET /own/ward-reports": own_ward_reports,
    r"GET /own/figures": lambda _: (200, {"public_notices": 4}),
    r"POST /own/ward-reports": lambda _: (201, {"id": "report-2", "version": 1, "repeated": False}),
}
