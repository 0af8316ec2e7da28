"""Projects as grants answers them."""
# ruff: noqa: E501

import httpx

from shared.kernel.money import capital_yuan, format_yuan
from tests.gateway.standin.rescue import reader_of

FROZEN_FOR = ["annual_report_missing", "unreachable"]
_PROJECTS = (
    ("爱在晚晴天：山区老人送医送药", 1, "锋之社爱心服务协会", "elders", 3_000_000, 1_500_000, False),
    ("残疾人辅助性就业陪伴", 3, "启航残疾人服务中心", "disability", 2_000_000, 800_000, True),
    ("阳光回家：社区矫正帮扶", 4, "捷达阳光家园", "correction", 2_500_000, 2_500_000, False),
    ("青春护航：困境青少年陪伴", 6, "和善社会工作服务中心", "youth", 1_800_000, 0, False),
)


ACCOUNT = {"id": "org-1-1", "holder_differs": False, "holder_reason": "", "holder": "奉化区锋之社爱心服务协会", "bank": "中国银行奉化支行", "masked": "**** 2345", "paper": "开户许可证 1",
           "entered_by": "zizhu", "entered_at": "2026-03-17T01:00:00Z", "verified_by": "caiwu",
           "verified_at": "2026-03-17T02:00:00Z", "seen": "开户许可证 1"}  # fmt: skip
REPORT = {"title": "末期报告", "reference": "收文 2026-31", "handed_in_at": "2026-11-20T01:00:00Z", "entered_by": "zizhu",
          "decided_at": "2026-11-21T01:00:00Z", "decided_by": "fuzeren", "reason": "", "receipts": [
              {"id": f"file-{n}", "kind": kind, "size": 700_000, "by": "zizhu", "at": "2026-11-20T01:00:00Z",
               "width": None, "height": None, "pages": pages, "seconds": None}
              for n, kind, pages in ((1, "picture", None), (2, "paper", 3))]}  # fmt: skip
CORRECTION = {"no": None, "changed": ["contract_no", "amount_fen"],
              "before": {"contract_no": None, "amount_fen": 1_800_000},
              "after": {"contract_no": "协2026-14", "amount_fen": 2_000_000}, "reason": "补充协议",
              "proposed_by": "zizhu", "proposed_at": "2026-11-20T01:00:00Z"}  # fmt: skip


def _at(day: str, recorded: str = "") -> dict[str, str]:
    return {"at": f"{day}T01:00:00Z", "recorded_at": f"{recorded or day}T01:00:00Z"}


def _part(no: int, fen: int) -> dict[str, object]:
    return {"no": no, "amount": _amount(fen), "planned_by": "zizhu", "approved_by": "fuzeren", "report": None,
            "paid_at": None, "paid_recorded_at": None, "paid_by": None, "voucher_no": None, "account": None,
            "waiting_reversal": None}  # fmt: skip


def _line(index: int) -> dict[str, object]:
    title, organisation, name, field, contract, paid, frozen = _PROJECTS[index]
    return {
        "id": f"project-{index + 1}", "version": 5, "number": f"资2026-{index + 1:03}", "title": title, "round": 2026,
        "field": field, "organisation_id": f"org-{organisation}", "organisation_name": name, "signed_on": "2026-03-15",
        "contract_fen": contract, "planned_fen": contract, "paid_fen": paid, "unpaid_fen": contract - paid,
        "frozen_fen": contract - paid if frozen else 0, "frozen": frozen,
        "state": "settled" if paid == contract else "running", "correction_waits": False, "closure_waits": False, "released_fen": 0, "contract_no": "协2026-11", "overdue": False,
        "invented": index == 1,
    }  # fmt: skip


def _amount(fen: int) -> dict[str, object]:
    return {"fen": fen, "yuan": format_yuan(fen), "capital": capital_yuan(fen)}


def _action(name: str, allowed: bool, zh: str = "", en: str = "") -> dict[str, object]:
    return {"name": name, "allowed": allowed, "reason_zh": zh or None, "reason_en": en or None}


def _parts(contract: int, paid: int, frozen: bool, why: tuple[str, str]) -> list[dict[str, object]]:
    return [
        {**_part(1, paid), "due_on": "2026-04-01", "state": "paid", "report_need": "none", "report_state": "not_needed",
         "paid_at": "2026-04-02T01:00:00Z", "paid_recorded_at": "2026-04-02T01:00:00Z", "paid_by": "caiwu",
         "voucher_no": "拨2026-0402", "account": "**** 2345",
         "allowed_actions": [_action("propose_reversal", True)]},
        {**_part(2, contract - paid), "due_on": "2026-12-01", "state": "frozen" if frozen else "approved",
         "report_need": "final", "report_state": "accepted", "report": REPORT,
         "allowed_actions": [_action("pay_instalment", not frozen, *why), _action("cancel_instalment", True),
                             _action("correct_instalment", True)]},
    ]  # fmt: skip


def projects(request: httpx.Request) -> tuple[int, object]:
    """The list."""
    wanted = request.url.params.get("organisation_id")
    lines = [_line(i) for i in range(4)]
    found = [line for line in lines if wanted in (None, line["organisation_id"])]
    may = [_action("open_project", True)]
    return 200, {"items": found, "next_cursor": None, "total": len(found), "allowed_actions": may}


def organisations(_: httpx.Request) -> tuple[int, object]:
    """Those of the projects; one is blocked."""
    found: dict[str, dict[str, object]] = {}
    for line in map(_line, range(4)):
        frozen = bool(line["frozen"])
        legal = {"legal": "registered", "abnormal": frozen, "serious": False, "blocked": frozen}
        sums = {name: line[name] for name in ("contract_fen", "paid_fen", "unpaid_fen")}
        named = {"id": line["organisation_id"], "name": line["organisation_name"]}
        found.setdefault(str(line["organisation_id"]), {**named, **legal, "projects": 1, **sums})
    return 200, {"items": list(found.values()), "next_cursor": None, "total": len(found)}


def project(request: httpx.Request, number: str) -> tuple[int, object]:
    """One project; the second is frozen."""
    line = _line(int(number) - 1)
    frozen, contract, paid = bool(line["frozen"]), int(str(line["contract_fen"])), int(str(line["paid_fen"]))
    why = ("项目已冻结：承办组织被列入活动异常名录，信用恢复之前不能拨付。", "The project is frozen.")
    parts = _parts(contract, paid, frozen, why)
    timeline = [
        {
            "what": "paid",
            **_at("2026-04-02"),
            "by": "caiwu",
            "amount_fen": paid,
            "instalments": [1],
            "paper": "拨2026-0402",
        },
        {
            "what": "plan_approved",
            **_at("2026-03-16", "2026-03-18"),
            "evidence": "办公会纪要 3",
            "by": "fuzeren",
            "amount_fen": contract,
            "instalments": [1, 2],
        },
        {"what": "planned", **_at("2026-03-16"), "by": "zizhu", "amount_fen": contract, "instalments": [1, 2]},
        {"what": "opened", **_at("2026-03-15"), "by": "zizhu"},
    ]
    if frozen:
        timeline.insert(0, {"what": "frozen", **_at("2026-09-01"), "by": None, "reasons": FROZEN_FOR})  # fmt: skip
    return 200, {
        "id": line["id"], "version": 5, "number": line["number"], "invented": line["invented"], "state": line["state"], "frozen": frozen,
        "frozen_reasons": FROZEN_FOR if frozen else [],
        "frozen_since": "2026-09-01T02:00:01Z" if frozen else None,
        "news_missing": None,
        "agreement": {"organisation_id": line["organisation_id"], "organisation_name": line["organisation_name"],
                      "title": line["title"], "round": 2026, "field": line["field"], "amount_fen": contract,
                      "signed_on": "2026-03-15", "contract_no": "协2026-11"},
        "money": {"contract": _amount(contract), "planned": _amount(contract), "paid": _amount(paid),
                  "unpaid": _amount(contract - paid), "frozen": _amount(contract - paid if frozen else 0),
                  "unplanned": _amount(0), "released": _amount(0), "returned": _amount(0)},
        "waiting_correction": CORRECTION if number == "4" else None, "closure": None, "instalments": parts,
        "receipts": [{"file": one, "no": 2, "title": REPORT["title"]} for one in REPORT["receipts"]],
        "timeline": timeline,
        "payee_account": {"version": 2, "state": "verified", "current": ACCOUNT, "waiting": None, "former": []},
        "allowed_actions": [_action("plan_instalments", not frozen, *why), _action("correct_contract", True),
                            _action("correct_contract_party", not paid), _action("propose_closing", True),
                            _action("approve_plan", True), _action("enter_account", True),
                            *([_action("approve_correction", True)] if number == "4" else [])],
    }  # fmt: skip


def totals(request: httpx.Request) -> tuple[int, object]:
    """62 projects of 31 organisations, 1.23 million yuan."""
    row = {"key": "all", "name": None, "projects": 62, "contract_fen": 123_000_000, "planned_fen": 123_000_000,
           "paid_fen": 98_450_000, "unpaid_fen": 24_550_000, "released_fen": 0, "frozen_fen": 1_200_000}  # fmt: skip
    rounds = [
        {**row, "key": str(year), "projects": projects, "contract_fen": paid + unpaid, "planned_fen": paid + unpaid,
         "paid_fen": paid, "unpaid_fen": unpaid, "frozen_fen": frozen}
        for year, projects, paid, unpaid, frozen in ((2024, 20, 40_000_000, 0, 0), (2025, 22, 42_000_000, 1_000_000, 0),
                                                     (2026, 20, 16_450_000, 23_550_000, 1_200_000))
    ]  # fmt: skip
    return 200, {"everything": row, "organisations": 31, "by_round": rounds, "by_field": [], "by_organisation": [],
                 "reconciled": True, "unreconciled": []}  # fmt: skip


def waiting_work(request: httpx.Request) -> tuple[int, object]:
    """One instalment past its day, to be paid by finance, and a correction for the head."""
    line, asked_by = _line(0), reader_of(request)
    about = {"project_id": line["id"], "number": line["number"], "title": line["title"],
             "organisation_name": line["organisation_name"]}  # fmt: skip
    items = [
        {**about, "step": "pay", "mine": asked_by == "caiwu", "no": 2, "amount_fen": 1_500_000,
         "due_on": "2020-12-26", "overdue": True},
        {**about, "step": "approve_correction", "mine": asked_by == "fuzeren", "no": None, "amount_fen": None,
         "due_on": None, "overdue": False},
    ]  # fmt: skip
    return 200, {"items": items, "overdue": 1}


def _accepted(request: httpx.Request, *parts: str) -> tuple[int, object]:
    return 201, {"id": "project-1", "version": 6, "repeated": False}


USE = {
    "project_id": "project-2", "number": "资2026-0002", "title": "山区义诊", "no": 1, "amount_fen": 800_000,
    "paid_at": "2026-11-20T02:00:00Z",
}  # fmt: skip


def voucher_uses(request: httpx.Request) -> tuple[int, object]:
    """One voucher was used before."""
    return 200, {"items": [USE] if request.url.params.get("voucher_no", "用过的") == "用过的" else []}


ROUTES = {
    r"GET /projects": projects,
    r"GET /organisations": organisations,
    r"GET /projects/project-(\d)": project,
    r"GET /totals": totals,
    r"GET /waiting-work": waiting_work,
    r"GET /voucher-uses": voucher_uses,
    r"POST /projects": _accepted,
    r"POST /projects/project-(\d)/instalments": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/payment": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/payment/reversal": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/cancellation": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/correction": _accepted,
    r"POST /projects/project-(\d)/plan-approval": _accepted,
    r"POST /projects/project-(\d)/correction": _accepted,
    r"POST /projects/project-(\d)/organisation-correction": _accepted,
    r"POST /projects/project-(\d)/correction/approval": _accepted,
    r"POST /projects/project-(\d)/payee-account": _accepted,
}
