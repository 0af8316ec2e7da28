"""An export whose process is killed in the middle is finished by another replica: every row once, one whole file."""

import asyncio
import csv
import io
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.web.actor import mint
from tests.builders_registry import a_csv, a_row
from tests.registry.replicas import Replicas, replicas
from tests.servers import Servers

pytestmark = pytest.mark.servers
IMPORTED, COPIES = 2, 30_000


async def fill(running: Replicas, port: int) -> None:
    """Import two organisations, and put many copies of one beside them, as saves would have left them."""
    job_id = await running.import_job(port, a_csv(*(a_row(number) for number in range(1, IMPORTED + 1))))
    for _ in range(300):
        if (await running.job(port, job_id))["ended_at"]:
            break
        await asyncio.sleep(0.1)
    model: dict[str, Any] = await running.database["organisations"].find_one({})
    copies = []
    for number in range(COPIES):
        view = {**model["view"], "uscc": f"C{number:017}", "name": f"副本{number}", "name_key": f"fu{number:06}"}
        view.pop("name_held", None)
        copies.append({**model, "_id": f"copy-{number:06}", "view": {**view, "words": []}})
    await running.database["organisations"].insert_many(copies)


async def file_of(running: Replicas, port: int, job_id: str) -> bytes:
    actor = Actor("staff-registrar", frozenset({"registrar"}))
    token = mint(running.key, actor, datetime.now(UTC), new_id(), "registry")
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
        return (await http.get(f"/jobs/{job_id}/file", headers={"Authorization": f"Bearer {token}"})).content


async def test_export_killed_in_the_middle_is_finished_by_the_other_replica(servers: Servers, tmp_path: Path) -> None:
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    async with replicas(servers.mongo_url, servers.vhost_url(name), f"{name}_", tmp_path) as running:
        first, _ = await running.start(), await running.start()
        await fill(running, first)
        job_id = str((await running.ask(first, "POST", "/organisations/exports", json={"format": "csv"}))["id"])
        for _ in range(1200):
            job, doing = await running.job(first, job_id), await running.doing(job_id)
            if job["done"] and doing is not None:
                await running.kill(doing)
                break
            await asyncio.sleep(0.02)
        assert 0 < job["done"] < IMPORTED + COPIES, job
        (left,) = running.processes
        job = await running.ended(left, job_id)
        assert (job["state"], job["done"], job["total"]) == ("done", IMPORTED + COPIES, IMPORTED + COPIES), job
        content = (await file_of(running, left, job_id)).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content, newline=""), strict=True))
        assert len(rows) == IMPORTED + COPIES + 1
        assert len({row[1] for row in rows}) == len(rows), "each once"
    servers.management.drop_vhost(name)
