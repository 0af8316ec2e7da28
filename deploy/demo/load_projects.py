"""Loads the example projects as the several people who plan, approve, report and pay; what is there is left alone."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from deploy.demo.client import Services, Staff, organisation_id_of, several, what_was_seen
from deploy.demo.projects import Instalment, Project, projects
from shared.kernel.calendar import local_instant
from shared.kernel.roles import Role

OFFICER = Staff("zizhu", Role.GRANTS_OFFICER)
HEAD = Staff("fuzeren", Role.GRANTS_HEAD)
CASHIER = Staff("caiwu", Role.FINANCE)
PAPER = "开户许可证（示例）"
Page = dict[str, Any]


async def load_projects(services: Services, say: Callable[[str], None]) -> None:
    """The projects with their accounts, instalments and reports."""
    made = projects()
    codes = sorted({project.organisation_code for project in made})
    ids = dict(zip(codes, await several(organisation_id_of(services, code) for code in codes), strict=True))
    there = await _projects_there(services)
    opened = []
    for number, project in enumerate(made, start=1):
        organisation_id = ids[project.organisation_code]
        project_id = there.get((organisation_id, project.title, project.round))
        opened.append(project_id or await _open(services, number, project, organisation_id))
    with_account = {project.organisation_code: project_id for project_id, project in zip(opened, made, strict=True)}
    first = {project.organisation_code: project.signed_on for project in reversed(made)}
    await several(_account(services, code, project_id, first[code]) for code, project_id in with_account.items())
    await several(_pay(services, *one) for one in enumerate(zip(opened, made, strict=True), start=1))
    say(f"projects: {len(made)}")


async def _open(services: Services, number: int, project: Project, organisation_id: str) -> str:
    """Open a project, one after the other: so the numbers that grants gives out are the same on every run."""
    body = {
        "organisation_id": organisation_id,
        "title": project.title,
        "contract_no": f"示例-{project.round}-{number:02d}",
        "round": project.round,
        "field": project.field,
        "contract_fen": project.amount_fen,
        "signed_on": project.signed_on.isoformat(),
        "invented": True,
        "occurred_at": _at(project.signed_on, 9),
        "evidence": "合同（示例）",
    }
    receipt = await services.give(OFFICER, "grants", "/projects", f"demo-project-{number}", json=body)
    return str(receipt["id"])


async def _account(services: Services, code: str, project_id: str, signed_on: date) -> None:
    """One invented account for each organisation, which the cashier compares with the paper."""
    path = f"/projects/{project_id}/payee-account"
    page = await services.get(OFFICER, "grants", f"/projects/{project_id}")
    number = f"9900{int(code[2:17], 36) % 10**12:012d}"
    if page["payee_account"]["state"] == "missing":
        holder = page["agreement"]["organisation_name"] or "账户名称（示例）"
        body = {"holder": holder, "bank": "示例银行奉化支行", "number": number, "paper": PAPER}
        body |= {"occurred_at": _at(signed_on, 14), "evidence": PAPER}
        await services.give(OFFICER, "grants", path, f"demo-account-{code}", json=body)
    if page["payee_account"]["current"] is None:
        page = await services.get(CASHIER, "grants", f"/projects/{project_id}")
        seen = {"number": number, "paper": PAPER, "occurred_at": _at(signed_on, 16), "evidence": PAPER}
        seen |= {"seen": what_was_seen(page, "verify_account")}
        await services.give(CASHIER, "grants", f"{path}/verification", f"demo-account-{code}-seen", json=seen)


async def _pay(services: Services, number: int, opened: tuple[str, Project]) -> None:
    """Plan, approve, report and pay what was, as far as that is still to be done."""
    project_id, project = opened
    path, key = f"/projects/{project_id}", f"demo-project-{number}"
    page: Page = await services.get(OFFICER, "grants", path)
    if not page["instalments"]:
        parts = [
            {"amount_fen": p.amount_fen, "due_on": p.due_on.isoformat(), "report_need": p.report_need}
            for p in project.instalments
        ]
        plan = {"parts": parts, "occurred_at": _at(project.signed_on, 10), "evidence": "拨款计划表（示例）"}
        await services.give(OFFICER, "grants", f"{path}/instalments", f"{key}-plan", json=plan)
        page = await services.get(OFFICER, "grants", path)
    if any(row["state"] == "planned" for row in page["instalments"]):
        approval = {"occurred_at": _at(project.signed_on, 15), "evidence": "中心办公会纪要（示例）"}
        await services.give(HEAD, "grants", f"{path}/plan-approval", f"{key}-approval", json=approval)
    account_id = (page["payee_account"]["current"] or {}).get("id")
    for row, part in zip(page["instalments"], project.instalments, strict=False):
        if part.paid and row["state"] in ("planned", "approved"):
            instalment, its_key = f"{path}/instalments/{row['no']}", f"{key}-{row['no']}"
            await _report(services, row["report_state"], (path, row["no"]), its_key, part)
            voucher = f"示例-{project.round}-{number:02d}-{row['no']}"
            payment = {"voucher_no": voucher, "account_id": account_id, "occurred_at": _at(part.paid_on)}
            await services.give(CASHIER, "grants", f"{instalment}/payment", f"{its_key}-pay", json=payment)


async def _report(services: Services, state: str, where: tuple[str, int], key: str, part: Instalment) -> None:
    """The report that the contract asks for, handed in and accepted before its instalment was paid."""
    project, no = where
    instalment = f"{project}/instalments/{no}"
    if state == "awaited":
        came = _at(part.reported_on)
        report = {"title": "末期报告（示例）", "reference": "收文（示例）", "occurred_at": came}
        await services.give(OFFICER, "grants", f"{instalment}/report", f"{key}-report", json=report)
        state = "submitted"
    if state == "submitted":
        row = (await services.get(HEAD, "grants", project))["instalments"][no - 1]
        accepted = {
            "seen": what_was_seen(row, "accept_report"),
            "occurred_at": _at(part.accepted_on),
            "evidence": "报告审核单（示例）",
        }
        await services.give(HEAD, "grants", f"{instalment}/report/acceptance", f"{key}-accepted", json=accepted)


def _at(day: date, hour: int = 10) -> str:
    """That hour of that day."""
    at: datetime = local_instant(day, time(hour))
    return at.isoformat()


async def _projects_there(services: Services) -> dict[tuple[str, str, int], str]:
    """What grants has already, by organisation, title and round."""
    there: dict[tuple[str, str, int], str] = {}
    cursor: str | None = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = await services.get(OFFICER, "grants", "/projects", limit=200, **more)
        there |= {(one["organisation_id"], one["title"], one["round"]): one["id"] for one in page["items"]}
        if (cursor := page["next_cursor"]) is None:
            return there
