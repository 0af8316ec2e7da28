"""Bad files sent to a running service: each is taken clean or refused in a sentence, none is an error of ours.

`make test DEPTH=full` sends two thousand, an ordinary run a few of each kind.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
from collections import Counter
from pathlib import Path

import psutil
import pytest

from shared.files.errors import BY_SLUG
from shared.files.limits import WORKER_BYTES
from tests.builders_rescue import FANG
from tests.files.bad_files import KINDS, bad_files
from tests.rescue.entrypoints.test_files import ask
from tests.rescue.station import Station, a_station
from tests.run.depth import FULL, tries

SEED = 20261129
COUNT = tries(len(KINDS) * 2, full=2000)
AT_ONCE = 4
GROWTH_BYTES = 150 * 1024 * 1024
"""By how much this process, with the service in it, may grow while they are sent."""
TAKEN = {"image/jpeg", "image/png", "application/pdf", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/amr"}


@pytest.mark.servers
@pytest.mark.timeout(7200 if FULL else 120)
async def test_bad_files_are_refused_in_words_and_cost_little(
    mongo_url: str, vhost_url: str, database: str, tmp_path: Path
) -> None:
    async with a_station(mongo_url, vhost_url, database, tmp_path) as station:
        outcomes: Counter[tuple[str, str]] = Counter()
        waiting = bad_files(SEED, COUNT)
        case_ids = [await station.opened() for _ in range(AT_ONCE * (12 if FULL else 1))]
        before = psutil.Process().memory_info().rss

        async def go_through(number: int) -> None:
            for place, (name, content) in enumerate(waiting):
                case_id = case_ids[(place + number) % len(case_ids)]
                use = "declaration" if "pdf" in name or b"%PDF" in content[:9] else "person"
                outcomes[name.partition(" #")[0], await _sent(station, case_id, use, name, content)] += 1

        await asyncio.gather(*(go_through(number) for number in range(AT_ONCE)))
        grown = psutil.Process().memory_info().rss - before
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    _write_down(outcomes, {"grown_mb": grown >> 20, "largest_child_mb": children >> 20})
    assert sum(outcomes.values()) == COUNT
    assert grown < GROWTH_BYTES
    parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert children <= max(WORKER_BYTES, parent), "a child begins as large as its parent was"


async def _sent(station: Station, case_id: str, use: str, name: str, content: bytes) -> str:
    """What became of one: the slug of its refusal, or as what it was taken."""
    answer = await ask(station, "POST", f"/cases/{case_id}/files?use={use}", FANG, content=content)
    if answer.status_code == 201:
        kept = answer.json()
        whole = await ask(station, "GET", f"/cases/{case_id}/files/{kept['id']}")
        assert whole.headers["content-type"] in TAKEN, name
        if kept["kind"] != "sound":
            assert b"<script" not in whole.content, name
        return str(whole.headers["content-type"])
    problem = answer.json()
    if problem["slug"] == "too-many-files":
        return "too-many-files"
    assert problem["slug"] in BY_SLUG, f"{name}: {answer.status_code} {problem['slug']}"
    assert answer.status_code in (413, 422), name
    assert all(problem[language].endswith(("。", ".")) for language in ("zh", "en")), name
    return str(problem["slug"])


def _write_down(outcomes: Counter[tuple[str, str]], figures: dict[str, int]) -> None:
    """Say what became of each kind, in the file that TONGXIN_BAD_FILES names."""
    if told := os.environ.get("TONGXIN_BAD_FILES"):
        lines = [f"{kind}: {said} {count}" for (kind, said), count in sorted(outcomes.items())]
        whole = {"files": sum(outcomes.values()), **figures}
        Path(told).write_text("\n".join([*lines, json.dumps(whole)]) + "\n", "utf-8")
