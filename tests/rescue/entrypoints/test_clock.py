"""Time passes once in every case, on however many replicas, and one broken case does not stop the others."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from services.rescue.entrypoints.clock import passing_time
from shared.clock.loop import PassTimeLoop
from tests.builders_rescue import ENTERED, HOUR
from tests.rescue.station import Station

pytestmark = pytest.mark.servers


def another_loop(station: Station) -> PassTimeLoop:
    """What a further replica runs, on the same database."""
    return PassTimeLoop(
        station.host.stores["cases"].due,
        passing_time(station.app),
        station.clock,
        timedelta(seconds=1),
        station.host.server_clock.agrees,
    )


def missed(file: Any) -> set[str]:
    """Which limits of the case were missed."""
    return {limit["code"] for limit in file["limits"] if limit["state"] == "missed"}


async def test_three_replicas_together_warn_each_case_once(station: Station) -> None:
    cases = {await station.opened() for _ in range(12)}
    station.clock.move(19 * HOUR)
    await asyncio.gather(*(another_loop(station).once() for _ in range(3)))
    for case_id in cases:
        await station.until(case_id, lambda file: file["timeline"][0]["what"] == "deadline_due_soon")
    assert await station.host.stores["cases"].due(station.clock.now(), 10) == []
    async with asyncio.timeout(5):
        warned = await station.sent("rescue.deadline.due_soon.v1")
    assert sorted(event["subject"] for event in warned) == sorted(cases)


async def test_after_weeks_of_downtime_time_is_caught_up_once(station: Station) -> None:
    case_id = await station.opened()
    station.clock.move(timedelta(days=60))
    await another_loop(station).once()
    file = await station.until(case_id, lambda file: len(missed(file)) == 4)
    assert missed(file) == {"search_notice", "dna_request", "long_stay_report", "normal_stay"}
    assert [entry["what"] for entry in file["timeline"]].count("deadline_missed") == 4
    assert "deadline_due_soon" not in [entry["what"] for entry in file["timeline"]]


async def test_a_case_whose_key_was_destroyed_does_not_stop_the_others(station: Station) -> None:
    broken, well = await station.opened(), await station.opened()
    await station.host.stores["cases"].erase(broken)
    station.clock.at = ENTERED + 25 * HOUR
    await another_loop(station).once()
    await station.until(well, lambda file: file["limits"][0]["state"] == "missed")
