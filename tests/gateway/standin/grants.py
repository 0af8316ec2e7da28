"""Projects as grants answers them."""
# ruff: noqa: E501

import httpx

from shared.kernel.money import capital_yuan, format_yuan

FROZEN_FOR = ["annual_report_missing", "unreachable"]
_PROJECTS = (
    ("爱在晚晴天：山区老人送医送药", 1, "锋之社爱心服务协会", "elders", 3_000_000, 1_500_000, False),
    ("残疾人辅助性就业陪伴", 3, "启航残疾人服务中心", "disability", 2_000_000, 800_000, True),
    ("阳光回家：社区矫正帮扶", 4, "捷达阳光家园", "correction", 2_500_000, 2_500_000, False),
    ("青春护航：困境青少年陪伴", 6, "和善社会工作服务中心", "youth", 1_800_000, 0, False),
)


def _line(index: int) -> dict[str, object]:
    title, organisation, name, field, contract, paid, frozen = _PROJECTS[index]
    return {
        "id": f"project-{index + 1}", "version": 5, "number": f"资2026-{index + 1:03}", "title": title, "round": 2026,
        "field": field, "organisation_id": f"org-{organisation}", "organisation_name": name, "signed_on": "2026-03-15",
        "contract_fen": contract, "planned_fen": contract, "paid_fen": paid, "unpaid_fen": contract - paid,
        "frozen_fen": contract - paid if frozen else 0, "frozen": frozen,
        "state": "settled" if paid == contract else "running", "amount_waits": False,
    }  # fmt: skip


def _amount(fen: int) -> dict[str, object]:
    return {"fen": fen, "yuan": format_yuan(fen), "capital": capital_yuan(fen)}


def _action(name: str, allowed: bool, zh: str = "", en: str = "") -> dict[str, object]:
    return {"name": name, "allowed": allowed, "reason_zh": zh or None, "reason_en": en or None}


def projects(request: httpx.Request) -> tuple[int, object]:
    """The list."""
    wanted = request.url.params.get("organisation_id")
    lines = [_line(i) for i in range(4)]
    found = [line for line in lines if wanted in (None, line["organisation_id"])]
    if request.url.params.get("amount_to_approve") == "true":
        found = [line for line in found if line["amount_waits"]]
    may = [_action("open_project", True)]
    return 200, {"items": found, "next_cursor": None, "total": len(found), "allowed_actions": may}


def project(request: httpx.Request, number: str) -> tuple[int, object]:
    """One project; the second is frozen."""
    line = _line(int(number) - 1)
    frozen, contract, paid = bool(line["frozen"]), int(str(line["contract_fen"])), int(str(line["paid_fen"]))
    why = ("项目已冻结：承办组织被列入活动异常名录，信用恢复之前不能拨付。", "The project is frozen.")
    parts = [
        {"no": 1, "amount": _amount(paid), "due_on": "2026-04-01", "state": "paid", "paid_at": "2026-04-02T01:00:00Z",
         "paid_by": "zizhu", "voucher_no": "拨2026-0402", "allowed_actions": [_action("reverse_payment", True)]},
        {"no": 2, "amount": _amount(contract - paid), "due_on": "2026-12-01", "state": "frozen" if frozen else "planned",
         "paid_at": None, "paid_by": None, "voucher_no": None,
         "allowed_actions": [_action("pay_instalment", not frozen, *why), _action("cancel_instalment", True)]},
    ]  # fmt: skip
    timeline = [
        {"what": "paid", "at": "2026-04-02T01:00:00Z", "by": "zizhu", "amount_fen": paid, "instalments": [1]},
        {"what": "planned", "at": "2026-03-16T01:00:00Z", "by": "zizhu", "amount_fen": contract, "instalments": [1, 2]},
        {"what": "opened", "at": "2026-03-15T01:00:00Z", "by": "zizhu"},
    ]
    if frozen:
        timeline.insert(0, {"what": "frozen", "at": "2026-09-01T02:00:01Z", "by": None,
                            "reasons": FROZEN_FOR})  # fmt: skip
    return 200, {
        "id": line["id"], "version": 5, "number": line["number"], "state": line["state"], "frozen": frozen,
        "frozen_reasons": FROZEN_FOR if frozen else [],
        "frozen_since": "2026-09-01T02:00:01Z" if frozen else None,
        "agreement": {"organisation_id": line["organisation_id"], "organisation_name": line["organisation_name"],
                      "title": line["title"], "round": 2026, "field": line["field"], "amount_fen": contract,
                      "signed_on": "2026-03-15"},
        "money": {"contract": _amount(contract), "planned": _amount(contract), "paid": _amount(paid),
                  "unpaid": _amount(contract - paid), "frozen": _amount(contract - paid if frozen else 0),
                  "unplanned": _amount(0)},
        "waiting_amount": None, "instalments": parts, "timeline": timeline,
        "allowed_actions": [_action("plan_instalments", not frozen, *why)],
    }  # fmt: skip


def totals(request: httpx.Request) -> tuple[int, object]:
    """62 projects of 31 organisations, 1.23 million yuan."""
    row = {"key": "all", "name": None, "projects": 62, "contract_fen": 123_000_000, "planned_fen": 123_000_000,
           "paid_fen": 98_450_000, "unpaid_fen": 24_550_000, "frozen_fen": 1_200_000}  # fmt: skip
    rounds = [
        {**row, "key": str(year), "projects": projects, "contract_fen": paid + unpaid, "planned_fen": paid + unpaid,
         "paid_fen": paid, "unpaid_fen": unpaid, "frozen_fen": frozen}
        for year, projects, paid, unpaid, frozen in ((2024, 20, 40_000_000, 0, 0), (2025, 22, 42_000_000, 1_000_000, 0),
                                                     (2026, 20, 16_450_000, 23_550_000, 1_200_000))
    ]  # fmt: skip
    return 200, {"everything": row, "organisations": 31, "by_round": rounds, "by_field": [], "by_organisation": [],
                 "reconciled": True, "unreconciled": []}  # fmt: skip


def _accepted(request: httpx.Request, *parts: str) -> tuple[int, object]:
    return 201, {"id": "project-1", "version": 6, "repeated": False}


ROUTES = {
    r"GET /projects": projects,
    r"GET /projects/project-(\d)": project,
    r"GET /totals": totals,
    r"POST /projects": _accepted,
    r"POST /projects/project-(\d)/instalments": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/payment": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/payment/reversal": _accepted,
    r"POST /projects/project-(\d)/instalments/(\d)/cancellation": _accepted,
}
