"""Loads the example data through the services' own commands; loading again changes nothing."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from deploy.demo.cases import STORIES, WORKER, Step, Story
from deploy.demo.client import Refused, Services, Staff
from deploy.demo.organisations import as_csv, examples
from deploy.demo.projects import Project, projects
from deploy.demo.talents import talents
from shared.kernel.roles import Role

REGISTRAR = Staff("dengji", Role.REGISTRAR)
OFFICER = Staff("zizhu", Role.GRANTS_OFFICER)
AT_ONCE = 6
KEYS_HOLD = timedelta(days=30)
"""How long a repeated command is surely known again; the services remember keys for 35 days."""

T = TypeVar("T")
Say = Callable[[str], None]

LISTED = (
    (60, [{"code": "annual_report_missing", "year": 2018}, {"code": "annual_report_missing", "year": 2019}]),
    (61, [{"code": "unreachable", "note": "两次邮寄无人签收（示例）"}]),
    (62, [{"code": "rectification_overdue", "note": "逾期未完成整改（示例）"}]),
)
"""Which of the invented organisations, by their row, are listed as abnormal from the start, and why."""


async def load(services: Services, say: Say) -> None:
    """Load everything, in the order in which one part needs another."""
    await load_organisations(services, say)
    await load_talents(services, say)
    ids = await load_projects(services, say)
    await load_listings(services, ids, say)
    await load_cases(services, say)


async def load_organisations(services: Services, say: Say) -> None:
    """All organisations as one sheet through registry's import."""
    file = {"file": ("奉化区社会组织名册（示例）.csv", as_csv(), "text/csv")}
    receipt = await _unless_there(services.give(REGISTRAR, "registry", "/imports", "demo-organisations", files=file))
    if receipt is not None:
        result = await services.get(REGISTRAR, "registry", f"/imports/{receipt['id']}")
        if result["failed"]:
            raise RuntimeError(f"import of the example organisations failed: {result['problems'][:3]}")
    statistics = await services.get(REGISTRAR, "registry", "/statistics")
    say(f"organisations: {statistics['total']}")


async def load_talents(services: Services, say: Say) -> None:
    """The people of the talent pool."""

    async def add(number: int, body: dict[str, Any]) -> None:
        await _unless_there(services.give(REGISTRAR, "registry", "/talents", f"demo-talent-{number}", json=body))

    people = talents()
    await _several(add(number, body) for number, body in enumerate(people, start=1))
    say(f"talent pool: {len(people)}")


async def load_projects(services: Services, say: Say) -> dict[str, str]:
    """The projects with their instalments; answers the ids of the organisations by credit code."""
    made = projects()
    codes = {project.organisation_code for project in made} | {examples()[row].code for row, _ in LISTED}
    ids = dict(await _several(_organisation_id(services, code) for code in sorted(codes)))
    there = await _projects_there(services)
    opened = []
    for number, project in enumerate(made, start=1):
        organisation_id = ids[project.organisation_code]
        project_id = there.get((organisation_id, project.title, project.round))
        opened.append(project_id or await _open(services, number, project, organisation_id))
    await _several(_pay(services, *one) for one in enumerate(zip(opened, made, strict=True), start=1))
    say(f"projects: {len(made)}")
    return ids


async def _open(services: Services, number: int, project: Project, organisation_id: str) -> str:
    """Open a project, one after the other: so the numbers that grants gives out are the same on every run."""
    body = {
        "organisation_id": organisation_id,
        "organisation_name": project.organisation_name,
        "title": project.title,
        "round": project.round,
        "field": project.field,
        "contract_fen": project.amount_fen,
        "signed_on": project.signed_on.isoformat(),
    }
    receipt = await services.give(OFFICER, "grants", "/projects", f"demo-project-{number}", json=body)
    return str(receipt["id"])


async def _pay(services: Services, number: int, opened: tuple[str, Project]) -> None:
    """Plan the instalments of a project and pay those that were paid, as far as that is still to be done."""
    project_id, project = opened
    path, key = f"/projects/{project_id}", f"demo-project-{number}"
    page = await services.get(OFFICER, "grants", path)
    if not page["instalments"]:
        parts = [{"amount_fen": p.amount_fen, "due_on": p.due_on.isoformat()} for p in project.instalments]
        await services.give(OFFICER, "grants", f"{path}/instalments", f"{key}-plan", json={"parts": parts})
        page = await services.get(OFFICER, "grants", path)
    for row, part in zip(page["instalments"], project.instalments, strict=False):
        if part.paid and row["state"] == "planned":
            voucher = {"voucher_no": f"示例-{project.round}-{number:02d}-{row['no']}"}
            payment = f"{path}/instalments/{row['no']}/payment"
            await services.give(OFFICER, "grants", payment, f"{key}-pay-{row['no']}", json=voucher)


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


async def load_listings(services: Services, ids: dict[str, str], say: Say) -> None:
    """A few organisations on the list of abnormal activity, unless they have a history there already."""
    for row, reasons in LISTED:
        organisation_id = ids[examples()[row].code]
        page = await services.get(REGISTRAR, "registry", f"/organisations/{organisation_id}")
        for number, reason in enumerate(reasons[len(page["reasons"]) :], start=len(page["reasons"])):
            path = f"/organisations/{organisation_id}/abnormal-reasons"
            await services.give(REGISTRAR, "registry", path, f"demo-listing-{row}-{number}", json=reason)
    say(f"listed as abnormal: {len(LISTED)}")


async def _organisation_id(services: Services, code: str) -> tuple[str, str]:
    found = await services.get(REGISTRAR, "registry", "/organisations", q=code)
    return code, found["items"][0]["id"]


async def load_cases(services: Services, say: Say) -> None:
    """The two stories. A case that is there is told the rest of its story; what it knows already changes nothing."""
    for number, story in enumerate(STORIES, start=1):
        await _load_story(services, f"demo-case-{number}", story)
    say(f"rescue stories: {len(STORIES)}")


async def _load_story(services: Services, key: str, story: Story) -> None:
    there = await _case_there(services, story.label)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    if there is None:
        body = story.opened(now - story.entered_before)
        case_id = (await services.give(Staff(*WORKER), "rescue", "/cases", key, json=body))["id"]
    elif datetime.fromisoformat(there["opened_at"]) < now - KEYS_HOLD:
        return
    else:
        case_id = there["id"]
    for number, step in enumerate(story.steps):
        await _take(services, case_id, f"{key}-{number}", step)


async def _take(services: Services, case_id: str, key: str, step: Step) -> None:
    file = await services.get(Staff(*step.staff), "rescue", f"/cases/{case_id}", purpose="装入演示数据")
    path = f"/cases/{case_id}{step.path}"
    for part, parts in (("{notice}", "notices"), ("{inquiry}", "inquiries")):
        if part in path:
            path = path.replace(part, file[parts][0]["id"])
    body = step.told(datetime.fromisoformat(file["entered_at"]))
    await _unless_there(services.give(Staff(*step.staff), "rescue", path, key, json=body))


async def _case_there(services: Services, label: str) -> dict[str, Any] | None:
    page = await services.get(Staff(*WORKER), "rescue", "/cases", limit=200)
    return next((one for one in page["items"] if one["label"] == label), None)


async def _unless_there(command: Awaitable[Any]) -> Any:
    """The receipt; None when the state says that this was done before (409) and its key has been forgotten since."""
    try:
        return await command
    except Refused as refused:
        if refused.status != 409:
            raise
        return None


async def _several(work: Iterable[Awaitable[T]]) -> list[T]:
    """The results of all, a few at a time, in order."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(task: Awaitable[T]) -> T:
        async with turns:
            return await task

    return await asyncio.gather(*(one(task) for task in work))
