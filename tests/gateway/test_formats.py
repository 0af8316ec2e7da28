"""How lengths of time are told."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.formats import Formats


@pytest.mark.parametrize(
    ("length", "zh", "en"),
    [
        (timedelta(minutes=30), "30分钟", "30 minutes"),
        (timedelta(hours=25), "25小时", "25 hours"),
        (timedelta(days=6, hours=2), "6天", "6 days"),
        (timedelta(days=8), "8天", "8 days"),
        (timedelta(days=9), "9天", "9 days"),
        (timedelta(days=45), "45天", "45 days"),
    ],
)
def test_length_counts_days_and_never_weeks(length: timedelta, zh: str, en: str) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert (Formats("zh", now).length(length), Formats("en", now).length(-length)) == (zh, en)


def test_limit_that_ends_with_a_day_is_told_as_its_24_00() -> None:
    formats = Formats("zh", datetime(2026, 11, 23, tzinfo=UTC))
    assert formats.limit(datetime(2026, 12, 1, 16, tzinfo=UTC)) == "12月1日 24:00"
    assert formats.limit(datetime(2026, 11, 24, 6, 24, tzinfo=UTC)) == "11月24日 14:24"
    assert formats.limit(datetime(2026, 12, 31, 16, tzinfo=UTC)) == "12月31日 24:00"


def test_nobody_is_told_of_seconds() -> None:
    formats = Formats("zh", datetime(2026, 11, 23, tzinfo=UTC))
    assert [formats.length(timedelta(seconds=one)) for one in (20, 60, 65, 90)] == ["1分钟", "1分钟", "1分钟", "2分钟"]
    assert formats.relative(formats.now - timedelta(seconds=65)) == "1分钟前"


def test_on_paper_a_moment_has_its_year() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    moment = datetime(2026, 11, 24, 6, 24, tzinfo=UTC)
    assert Formats("zh", now).moment(moment) == "11月24日 14:24"
    assert Formats("zh", now, on_paper=True).moment(moment) == "2026年11月24日 14:24"
    assert Formats("en", now, on_paper=True).limit(moment) == "24 Nov 2026 14:24"
