"""Imports as jobs over HTTP, on real servers."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from services.registry.import_work import STEP_ROWS, ImportRun
from shared.jobs.job import Job, JobState
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import new_id
from tests.builders_registry import a_csv, a_row
from tests.registry.running import Registry

pytestmark = pytest.mark.servers


async def start(registry: Registry, content: bytes, status: int = 202, **choices: Any) -> Any:
    headers = choices.pop("headers", {})
    files = {"file": ("名册.csv", content, "text/csv")}
    return await registry.answer("POST", "/imports/jobs", status, files=files, data=choices, headers=headers)


async def ended(registry: Registry, job_id: str) -> dict[str, Any]:
    """The job once it has ended, within half a minute."""
    for _ in range(300):
        job: dict[str, Any] = await registry.get(f"/jobs/{job_id}")
        if job["ended_at"]:
            return job
        await asyncio.sleep(0.1)
    raise AssertionError(job)


def figures(kept: dict[str, Any]) -> tuple[int, ...]:
    return tuple(kept[name] for name in ("rows", "created", "updated", "unchanged", "failed"))


async def test_import_as_a_job_tells_how_far_it_is_and_keeps_the_result(registry: Registry) -> None:
    rows = [a_row(number) for number in range(1, 101)] + [a_row(1)]
    job = await ended(registry, (await start(registry, a_csv(*rows)))["id"])
    assert (job["state"], job["done"], job["total"], job["file_name"]) == ("done", 101, 101, "名册.csv")
    kept = await registry.get(f"/imports/{job['result']}")
    assert figures(kept) == (101, 100, 0, 0, 1)
    assert [problem["slug"] for problem in kept["problems"]] == ["repeated-in-file"]
    assert (kept["by"], kept["finished_at"] is not None) == ("staff-registrar", True)
    assert (await registry.get("/organisations"))["total"] == 100
    told = await registry.published("registry.job.progressed.v1", 2)
    assert {one["state"] for one in told} == {"running", "done"}
    assert {(one["asked_by"], one["kind"]) for one in told} == {("staff-registrar", "import_organisations")}


async def test_same_key_again_is_the_same_job_and_another_file_is_refused(registry: Registry) -> None:
    headers = {"Idempotency-Key": "job-once"}
    first = await start(registry, a_csv(a_row(201)), headers=headers)
    again = await start(registry, a_csv(a_row(201)), headers=headers)
    assert (again["id"], again["repeated"]) == (first["id"], True)
    other = await start(registry, a_csv(a_row(202)), 422, headers=headers)
    assert other["slug"] == "idempotency-key-reused"
    job = await ended(registry, first["id"])
    assert figures(await registry.get(f"/imports/{job['result']}")) == (1, 1, 0, 0, 0)


async def test_dry_run_as_a_job_writes_only_its_result(registry: Registry) -> None:
    before = (await registry.get("/organisations"))["total"]
    started = await start(registry, a_csv(a_row(301), a_row(302, 名称="")), dry_run="true")
    job = await ended(registry, started["id"])
    kept = await registry.get(f"/imports/{job['result']}")
    assert (figures(kept), kept["dry_run"], kept["job_id"]) == ((2, 1, 0, 0, 1), True, started["id"])
    assert (await registry.get("/organisations"))["total"] == before


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"%PDF-1.7\x00", "file-unreadable"),
        ("名称\n甲\n".encode(), "columns-missing"),
        (b"", "sheet-empty"),
        (b"a" * (10 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
async def test_file_that_cannot_be_read_makes_no_job(registry: Registry, content: bytes, slug: str) -> None:
    jobs = await registry.host.reader.count("jobs", {})
    assert (await start(registry, content, 422))["slug"] == slug
    assert await registry.host.reader.count("jobs", {}) == jobs


async def test_cancelled_job_stops_within_a_second_and_tells_what_it_did(registry: Registry) -> None:
    started = await start(registry, a_csv(*(a_row(number) for number in range(1000, 3000))))
    for _ in range(600):
        job = await registry.get(f"/jobs/{started['id']}")
        if job["done"]:
            break
        await asyncio.sleep(0.02)
    assert [(one["name"], one["allowed"]) for one in job["allowed_actions"]] == [("cancel_job", True)]
    under_way = (await registry.get("/imports", limit=1))["items"][0]
    assert (under_way["job_id"], under_way["finished_at"], under_way["stopped_at"]) == (started["id"], None, None)
    await registry.post(f"/jobs/{started['id']}/cancel")
    job = await ended(registry, started["id"])
    assert job["state"] == "cancelled"
    asked, stopped = (await registry.app.ports.jobs.get(started["id"])).cancel_asked_at, job["ended_at"]
    assert (datetime.fromisoformat(stopped) - asked).total_seconds() < 3, "a second, on a machine that is not loaded"
    kept = await registry.get(f"/imports/{job['result']}")
    assert 0 < kept["created"] == job["done"] < 2000
    assert (kept["finished_at"], kept["stopped_at"] is not None) == (None, True)
    assert (
        await registry.host.reader.count("organisations", {"state.particulars.name": {"$regex": "会[12]...$"}})
        == (kept["created"])
    )
    refused = await registry.post(f"/jobs/{started['id']}/cancel", status=409)
    assert refused["slug"] == "job-ended"
    again = await ended(registry, (await start(registry, a_csv(*(a_row(n) for n in range(1000, 1100)))))["id"])
    assert (await registry.get(f"/imports/{again['result']}"))["failed"] == 0


async def test_job_is_shown_to_who_asked_for_it_and_to_operators_alone(registry: Registry) -> None:
    started = await start(registry, a_csv(a_row(401)))
    path = f"/jobs/{started['id']}"
    assert (await registry.get(path, role="operator"))["by"] == "staff-registrar"
    assert (await registry.get(path, 403, role="centre_admin"))["slug"] == "job-of-another"
    assert (await registry.get(path, 403, role="finance"))["slug"] == "job-of-another"
    assert (await registry.get(path, 403, role="visitor"))["slug"] == "role-required"
    assert (await registry.get("/jobs/nothing", 404))["slug"] == "job-not-found"
    refused = await registry.post(f"{path}/cancel", status=403, role="centre_admin")
    assert refused["slug"] == "job-of-another"
    await ended(registry, started["id"])


async def test_job_of_a_kind_that_this_version_does_not_know_waits_and_can_be_cancelled(registry: Registry) -> None:
    at, by = datetime.now(UTC), "staff-registrar"
    for state in (JobState.WAITING, JobState.RUNNING):
        job = Job(f"later-{state}", "count_the_stars", by, at, "c", state=state)
        await registry.app.ports.jobs.create(job.ask(), Cause(new_id(), Actor(by), at, "c"))
    await asyncio.sleep(1.5)
    for state in (JobState.WAITING, JobState.RUNNING):
        assert (await registry.get(f"/jobs/later-{state}"))["state"] == state
        assert await registry.host.reader.one("leases", {"_id": f"job later-{state}"}) is None
        await registry.post(f"/jobs/later-{state}/cancel")
        assert (await ended(registry, f"later-{state}"))["state"] == "cancelled"


async def test_nobody_has_more_than_five_jobs_at_a_time(registry: Registry) -> None:
    at, by = datetime.now(UTC), "staff-registrar"
    ids = [f"held-{number}" for number in range(5)]
    for job_id in ids:
        held = Job(job_id, "count_the_stars", by, at, "c")
        await registry.app.ports.jobs.create(held.ask(), Cause(new_id(), Actor(by), at, "c"))
    assert (await start(registry, a_csv(a_row(501)), 409))["slug"] == "too-many-jobs"
    for job_id in ids:
        await registry.post(f"/jobs/{job_id}/cancel")


async def test_job_that_breaks_keeps_what_it_did_and_says_so(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(run: ImportRun, step: int) -> int:
        if step == 1:
            raise RuntimeError("a mistake of ours")
        return await does(run, step)

    does = ImportRun.do
    monkeypatch.setattr(ImportRun, "do", breaks)
    started = await start(registry, a_csv(*(a_row(number) for number in range(601, 701))))
    job = await ended(registry, started["id"])
    assert (job["state"], job["done"]) == ("failed", STEP_ROWS)
    assert "再次提交" in job["why_zh"]
    kept = await registry.get(f"/imports/{job['result']}")
    assert (kept["created"], kept["finished_at"], kept["stopped_at"] is not None) == (STEP_ROWS, None, True)
