"""The press on real workers: bounded, shut off, ended when idle, and never left behind."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psutil
import pytest

from services.printing.adapters.press import MOST_WAITING, Bounds, WorkerPress
from services.printing.domain.errors import PressBusy, PressStopped, TooManyPages, TooSlow
from services.printing.domain.sheet import Fact, Item, Section
from tests.builders_printing import a_job, a_sheet
from tests.eventually import eventually

MUCH = a_job(a_sheet(sections=[Section("长", items=[Item(f"第 {n} 条", texts=["字" * 600]) for n in range(60)])]))


@asynccontextmanager
async def a_press(**bounds: float) -> AsyncIterator[WorkerPress]:
    press = WorkerPress(Bounds(**bounds))  # type: ignore[arg-type]
    await press.start()
    try:
        yield press
    finally:
        pids = press.pids
        await press.stop()
        assert not any(map(psutil.pid_exists, pids)), "a worker was left behind"


async def test_no_worker_runs_before_the_first_paper_nor_after_a_while_without_one() -> None:
    async with a_press(idle_seconds=0.3) as press:
        assert press.pids == []
        await press.paper(a_job())
        assert len(press.pids) == 1
        await eventually(lambda: press.pids == [])


async def test_eight_at_once_are_made_one_after_the_other_by_one_worker() -> None:
    async with a_press() as press:
        made = await asyncio.gather(*(press.paper(a_job()) for _ in range(8)))
        assert len({one.pdf for one in made}) == 1
        assert len(press.pids) == 1


async def test_workers_make_the_same_bytes_as_each_other() -> None:
    async with a_press() as one, a_press() as other:
        assert (await one.paper(a_job())).pdf == (await other.paper(a_job())).pdf


async def test_worker_killed_in_the_middle_is_told_in_a_sentence_and_the_next_paper_is_made() -> None:
    async with a_press() as press:
        await press.paper(a_job())
        [pid] = press.pids
        making = asyncio.ensure_future(press.paper(MUCH))
        await asyncio.sleep(0.2)
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(PressStopped) as stopped:
            await making
        assert "编号保留" in stopped.value.sentence("zh")
        assert (await press.paper(a_job())).pages == 1


async def test_worker_that_died_while_idle_is_replaced() -> None:
    async with a_press() as press:
        await press.paper(a_job())
        [pid] = press.pids
        os.kill(pid, signal.SIGKILL)
        await eventually(lambda: press.pids == [])
        assert (await press.paper(a_job())).pages == 1


async def test_worker_that_cannot_be_started_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with a_press() as press:
        with pytest.raises(PressStopped):
            await press.paper(a_job())


async def test_paper_that_takes_too_long_is_stopped() -> None:
    async with a_press(seconds=0.1) as press:
        began = time.monotonic()
        with pytest.raises(TooSlow):
            await press.paper(MUCH)
        assert time.monotonic() - began < 5
        assert press.pids == []


async def test_paper_that_takes_too_much_memory_is_stopped() -> None:
    async with a_press(memory_mb=220, seconds=60) as press:
        with pytest.raises(PressStopped):
            await press.paper(MUCH)


async def test_too_many_pages_are_refused_and_the_worker_goes_on() -> None:
    async with a_press(pages=2, seconds=60) as press:
        with pytest.raises(TooManyPages):
            await press.paper(MUCH)
        [pid] = press.pids
        assert (await press.paper(a_job())).pages == 1
        assert press.pids == [pid]


async def test_one_field_of_100_kb_without_a_space_does_no_harm() -> None:
    async with a_press(seconds=60) as press:
        made = await press.paper(a_job(a_sheet(facts=[Fact("长", "a" * 100_000)])))
        assert made.pages > 30


async def test_more_than_may_wait_are_asked_to_come_again() -> None:
    async with a_press() as press:
        asked = [asyncio.ensure_future(press.paper(a_job())) for _ in range(MOST_WAITING + 3)]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        assert sum(isinstance(one, PressBusy) for one in outcomes) >= 2
        assert sum(not isinstance(one, Exception) for one in outcomes) >= MOST_WAITING


async def test_worker_is_told_no_key_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGXIN_MONGO_URL", "mongodb://secret")
    async with a_press() as press:
        await press.paper(a_job())
        [pid] = press.pids
        assert "secret" not in str(psutil.Process(pid).environ())


async def test_worker_has_no_socket_open() -> None:
    async with a_press() as press:
        await press.paper(a_job())
        [pid] = press.pids
        assert psutil.Process(pid).net_connections() == []
