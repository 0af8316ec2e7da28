"""Clocks tell aware UTC instants."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.kernel.clock import FixedClock, SystemClock, TimeWrong, utc


def test_system_clock_tells_aware_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_fixed_clock_stands_still_until_moved() -> None:
    clock = FixedClock(datetime(2026, 1, 1, 8, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    clock.move(timedelta(hours=2))
    assert clock.now() == datetime(2026, 1, 1, 2, tzinfo=UTC)


def test_times_without_zone_or_beyond_all_measure_are_refused() -> None:
    at = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)
    for wrong in (at.replace(tzinfo=None), at.replace(year=1800), at.replace(year=2300)):
        with pytest.raises(TimeWrong):
            utc(wrong)
    assert utc(None) is None
