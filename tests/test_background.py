"""What runs beside a service goes on after a failure, says so, and ends when it is told."""

import asyncio

import pytest
import structlog

from shared import background
from shared.background import Background


async def test_run_that_fails_is_told_and_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "AGAIN_S", 0)
    runs, third = 0, asyncio.Event()

    async def run() -> None:
        nonlocal runs
        runs += 1
        if runs < 3:
            raise KeyError("gone")
        third.set()
        await asyncio.Event().wait()

    part = Background(run, "forgetting")
    with structlog.testing.capture_logs() as lines:
        await part.start()
        await asyncio.wait_for(third.wait(), 5)
        await part.stop()
    assert [(line["event"], line["part"], line["log_level"]) for line in lines] == [
        ("background.failed", "forgetting", "error")
    ] * 2
    assert runs == 3


async def test_run_that_is_done_is_not_begun_again() -> None:
    runs = 0

    async def run() -> None:
        nonlocal runs
        runs += 1

    part = Background(run, "once")
    await part.start()
    await asyncio.sleep(0.01)
    await part.stop()
    assert runs == 1


async def test_run_that_forgets_to_end_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "ASK_AGAIN_S", 0.01)
    told = 0

    async def run() -> None:
        nonlocal told
        while told < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                told += 1

    part = Background(run, "deaf")
    await part.start()
    await asyncio.sleep(0)
    await asyncio.wait_for(part.stop(), 5)
    assert told == 2
