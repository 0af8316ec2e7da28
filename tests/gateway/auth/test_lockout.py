"""How long a user name stays locked."""

from datetime import UTC, datetime, timedelta

from services.gateway.auth.lockout import Failures, Lockout
from tests.gateway.in_memory import InMemoryCollection

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def failures(count: int) -> Failures:
    """What is known after so many failures at noon."""
    made = Failures(count=0, first_at=NOON, forget_after=NOON + timedelta(minutes=15))
    for _ in range(count):
        made = made.one_more(NOON)
    return made


def test_failures_below_five_lock_nothing() -> None:
    assert failures(4).locked_until is None


def test_failures_from_five_on_lock_for_doubling_times_up_to_a_day() -> None:
    pauses = [failures(count).locked_until for count in (5, 6, 7, 40, 60)]
    minutes = [(until - NOON).total_seconds() / 60 for until in pauses if until]
    assert minutes == [15, 30, 60, 24 * 60, 24 * 60]


def test_failures_after_a_quiet_window_count_from_one() -> None:
    assert failures(4).one_more(NOON + timedelta(minutes=16)).count == 1


async def test_lockout_forgets_counts_that_no_longer_matter() -> None:
    collection = InMemoryCollection()
    lockout = Lockout(collection)
    await lockout.attempt("jiuzhu", NOON)
    await lockout.forget_old(NOON + timedelta(minutes=10))
    assert collection.bodies
    await lockout.forget_old(NOON + timedelta(hours=1))
    assert not collection.bodies
