"""Two workers on one job at the same moment, as after a lease that was lost unnoticed: nothing happens twice."""

import asyncio

import pytest

from services.registry.import_work import IMPORT, STEP_ROWS, ImportRun, ImportWork
from shared.jobs.job import Job
from shared.jobs.storing import OpenJobs
from shared.jobs.worker import JobWorker
from shared.storage.lease import Lease
from tests.builders_registry import a_csv, a_row
from tests.registry.running import Registry

pytestmark = pytest.mark.servers
ROWS = 200


async def test_two_workers_on_one_job_write_each_row_once_and_count_it_once(registry: Registry) -> None:
    host, app = registry.host, registry.app

    def held_by_anybody(job_id: str) -> Lease:
        return Lease(host.database, f"another lease of {job_id}", owner="another")

    taken: list[str] = []

    async def noting(job: Job) -> ImportRun:
        taken.append(job.id)
        return await ImportWork(app.ports)(job)

    other = JobWorker(app.ports.jobs, OpenJobs(host.reader), {IMPORT: noting}, held_by_anybody, host.clock)
    await other.start()
    files = {"file": ("名册.csv", a_csv(*(a_row(number) for number in range(1, ROWS + 1))), "text/csv")}
    job_id = (await registry.answer("POST", "/imports/jobs", 202, files=files))["id"]
    for _ in range(600):
        job = await registry.get(f"/jobs/{job_id}")
        if job["ended_at"]:
            break
        await asyncio.sleep(0.1)
    await other.stop()
    assert taken == [job_id], "both worked on it"
    assert (job["state"], job["done"], job["total"]) == ("done", ROWS, ROWS)
    kept = await registry.get(f"/imports/{job['result']}")
    assert (kept["created"], kept["unchanged"], kept["failed"]) == (ROWS, 0, 0)
    assert await host.reader.count("organisations", {}) == ROWS
    assert await host.reader.count("organisations", {"version": {"$ne": 1}}) == 0
    steps = await host.reader.every("job_papers", {"_id": {"$regex": f"^{job_id}.step"}})
    assert len(steps) == -(-ROWS // STEP_ROWS)
