"""Papers of jobs on a real MongoDB: the first that is kept stays, also in several pieces."""

import asyncio
import uuid

import pytest

from shared.jobs.storing import MongoPapers
from shared.kernel.clock import SystemClock
from shared.storage.mongo import connect, database
from tests.servers import Servers

pytestmark = pytest.mark.servers


async def test_first_paper_of_a_name_stays_whole_whoever_writes_at_once(servers: Servers) -> None:
    name = f"t{uuid.uuid4().hex[:10]}"
    client = connect(servers.mongo_url)
    papers = MongoPapers(database(client, name), SystemClock())
    large = [bytes([letter]) * (20 * 1024 * 1024) for letter in b"ab"]
    await asyncio.gather(*(papers.keep("j1", "file", one) for one in large))
    kept = await papers.get("j1", "file")
    assert kept in large
    assert await database(client, name)["job_papers"].count_documents({}) == 3, "the pieces of the other are gone"
    await papers.keep("j1", "file", b"later")
    assert await papers.get("j1", "file") == kept
    await client.drop_database(name)
    client.close()


async def test_papers_are_told_apart_by_job_and_come_in_the_order_of_their_names(servers: Servers) -> None:
    name = f"t{uuid.uuid4().hex[:10]}"
    client = connect(servers.mongo_url)
    papers = MongoPapers(database(client, name), SystemClock())
    for job, paper in (("j1", "step 2"), ("j1", "step 1"), ("j1", "plan"), ("j10", "step 1")):
        await papers.keep(job, paper, f"{job} {paper}".encode())
    assert await papers.each("j1", "step ") == [b"j1 step 1", b"j1 step 2"]
    assert await papers.get("j1", "nothing") is None
    await papers.keep("j1", "empty", b"")
    assert await papers.get("j1", "empty") == b""
    await client.drop_database(name)
    client.close()
