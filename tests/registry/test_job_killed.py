"""An import whose process is killed in the middle is finished by another replica: nothing lost, nothing twice."""

import asyncio
import uuid
from pathlib import Path

import pytest

from tests.builders_registry import a_csv, a_row
from tests.registry.replicas import Replicas, replicas
from tests.servers import Servers

pytestmark = pytest.mark.servers
ROWS = 1_200


async def until_killed(running: Replicas, port: int, job_id: str) -> int:
    """Kill the process that does the job once a quarter is done; returns how many rows were done then."""
    for _ in range(600):
        job = await running.job(port, job_id)
        doing = await running.doing(job_id)
        if job["done"] >= ROWS // 4 and doing is not None:
            await running.kill(doing)
            return int(job["done"])
        await asyncio.sleep(0.05)
    raise AssertionError(job)


async def test_import_killed_in_the_middle_is_finished_by_the_other_replica(servers: Servers, tmp_path: Path) -> None:
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    async with replicas(servers.mongo_url, servers.vhost_url(name), f"{name}_", tmp_path) as running:
        first, _ = await running.start(), await running.start()
        job_id = await running.import_job(first, a_csv(*(a_row(number) for number in range(1, ROWS + 1))))
        assert await until_killed(running, first, job_id) < ROWS
        (left,) = running.processes
        job = await running.ended(left, job_id)
        assert (job["state"], job["done"], job["total"]) == ("done", ROWS, ROWS), job
        kept = await running.ask(left, "GET", f"/imports/{job['result']}")
        assert (kept["created"], kept["unchanged"], kept["failed"]) == (ROWS, 0, 0)
        organisations = running.database["organisations"]
        assert await organisations.count_documents({}) == ROWS
        assert await organisations.count_documents({"version": {"$ne": 1}}) == 0, "each was written once"
        told = {"type": "registry.organisation.registered.v1"}
        for _ in range(300):
            if await running.database["events"].count_documents(told) >= ROWS:
                break
            await asyncio.sleep(0.1)
        assert len(await running.database["events"].distinct("subject", told)) == ROWS
        assert await running.database["events"].count_documents(told) == ROWS
    servers.management.drop_vhost(name)
