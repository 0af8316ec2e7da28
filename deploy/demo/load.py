"""Loads the example data through the services' own commands; loading again changes nothing."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from deploy.demo.cases import STORIES, WORKER, Step, Story
from deploy.demo.client import Refused, Services, Staff, organisation_id_of, several, what_was_seen
from deploy.demo.load_projects import load_projects
from deploy.demo.office_days import last_office_day
from deploy.demo.organisations import as_csv, examples
from deploy.demo.talents import talents
from shared.kernel.calendar import local_instant
from shared.kernel.roles import Role

REGISTRAR = Staff("dengji", Role.REGISTRAR)
KEYS_HOLD = timedelta(days=30)
"""How long a repeated command is surely known again; the services remember keys for 35 days."""

GROWTH = {
    "wording": "年平均增长率44%",
    "percent": 44,
    "source": "报纸报道《我区开拓创新扎实推进社会组织服务》",
    "first_year": 2016,
    "last_year": 2019,
}
"""What the article says of the 769 organisations; its paper and day are not known."""

Say = Callable[[str], None]

LISTED: tuple[tuple[int, list[dict[str, Any]]], ...] = (
    (60, [{"code": "annual_report_missing", "year": 2018}, {"code": "annual_report_missing", "year": 2019}]),
    (61, [{"code": "unreachable", "note": "两次邮寄无人签收（示例）"}]),
    (62, [{"code": "rectification_overdue", "note": "逾期未完成整改（示例）"}]),
)
"""Which of the invented organisations, by their row, are listed as abnormal from the start, and why."""


async def load(services: Services, say: Say) -> None:
    """Load everything, in the order in which one part needs another."""
    await load_organisations(services, say)
    await load_press(services, say)
    await load_talents(services, say)
    await load_projects(services, say)
    await load_listings(services, say)
    await load_cases(services, say)


async def load_organisations(services: Services, say: Say) -> None:
    """All organisations as one sheet through registry's import."""
    if await _is_there(services, examples()[-1].code):
        await _count_organisations(services, say)
        return
    file = {"file": ("奉化区社会组织名册（示例）.csv", as_csv(), "text/csv")}
    receipt = await _unless_there(services.give(REGISTRAR, "registry", "/imports", "demo-organisations", files=file))
    if receipt is not None:
        result = await services.get(REGISTRAR, "registry", f"/imports/{receipt['id']}")
        if result["failed"]:
            raise RuntimeError(f"import of the example organisations failed: {result['problems'][:3]}")
    await _count_organisations(services, say)


async def _count_organisations(services: Services, say: Say) -> None:
    statistics = await services.get(REGISTRAR, "registry", "/statistics")
    say(f"organisations: {statistics['total']}")


async def _is_there(services: Services, code: str) -> bool:
    found = await services.get(REGISTRAR, "registry", "/organisations", q=code)
    return bool(found["items"])


async def load_press(services: Services, say: Say) -> None:
    """What the article gives as a growth, unless it was entered before."""
    statistics = await services.get(REGISTRAR, "registry", "/statistics")
    if not any(one["wording"] == GROWTH["wording"] for one in statistics["quoted"]):
        await services.give(REGISTRAR, "registry", "/quoted-figures", "demo-quoted-growth", json=GROWTH)
    say("figures of the press: 1")


async def load_talents(services: Services, say: Say) -> None:
    """The people of the talent pool."""

    async def add(number: int, body: dict[str, Any]) -> None:
        await _unless_there(services.give(REGISTRAR, "registry", "/talents", f"demo-talent-{number}", json=body))

    people = talents()
    await several(add(number, body) for number, body in enumerate(people, start=1))
    say(f"talent pool: {len(people)}")


async def load_listings(services: Services, say: Say) -> None:
    """A few organisations on the list of abnormal activity, unless they have a history there already.

    They were listed on the last working day: an older listing would have led to the list of serious breaches.
    """
    listed_at = local_instant(last_office_day(datetime.now(UTC)), time(10)).isoformat()
    for row, reasons in LISTED:
        organisation_id = await organisation_id_of(services, examples()[row].code)
        page = await services.get(REGISTRAR, "registry", f"/organisations/{organisation_id}")
        for number, reason in enumerate(reasons[len(page["reasons"]) :], start=len(page["reasons"])):
            path = f"/organisations/{organisation_id}/abnormal-reasons"
            body = {**reason, "occurred_at": listed_at, "evidence": "列入决定（示例）"}
            await services.give(REGISTRAR, "registry", path, f"demo-listing-{row}-{number}", json=body)
    say(f"listed as abnormal: {len(LISTED)}")


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
    if step.confirms:
        body["seen"] = what_was_seen(file["notices"][0], step.confirms)
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
