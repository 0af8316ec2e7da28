"""How long tries are refused, and for whom: a stranger's guesses do not keep the owner of a name out."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.auth.lockout import FREE_TRIES, Failures, Lockout, Try
from tests.gateway.in_memory import InMemoryCollection

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
STRANGER, OFFICE = Try("jiuzhu", "198.51.100.7/32"), Try("jiuzhu", "203.0.113.7/32")
KNOWN = Try("jiuzhu", "203.0.113.7/32", "mark of a browser")


def failures(count: int, kind: str = "place") -> Failures:
    """What is known after so many failures at noon."""
    made = Failures(count=0, first_at=NOON, forget_after=NOON + timedelta(minutes=15), kind=kind)
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
    await lockout.attempt(OFFICE, NOON)
    await lockout.forget_old(NOON + timedelta(minutes=10))
    assert collection.bodies
    await lockout.forget_old(NOON + timedelta(hours=1))
    assert not collection.bodies


async def test_guesses_from_one_address_lock_the_name_there_and_nowhere_else() -> None:
    lockout = Lockout(InMemoryCollection())
    for _ in range(5):
        assert await lockout.attempt(STRANGER, NOON) is None
    assert await lockout.attempt(STRANGER, NOON)
    assert await lockout.attempt(OFFICE, NOON) is None


async def test_guesses_from_everywhere_lock_the_name_but_not_where_its_owner_is_known() -> None:
    lockout = Lockout(InMemoryCollection())
    for n in range(FREE_TRIES["name"]):
        assert await lockout.attempt(Try("jiuzhu", f"198.51.100.{n}/32"), NOON) is None
    assert await lockout.attempt(OFFICE, NOON)
    assert await lockout.attempt(KNOWN, NOON) is None


async def test_guesses_at_many_names_lock_their_address() -> None:
    lockout = Lockout(InMemoryCollection())
    for n in range(FREE_TRIES["source"]):
        assert await lockout.attempt(Try(f"name{n}", STRANGER.source), NOON) is None
    assert await lockout.attempt(Try("another", STRANGER.source), NOON)
    assert await lockout.attempt(Try("another", OFFICE.source), NOON) is None


async def test_known_browser_is_slowed_down_by_its_own_guesses() -> None:
    lockout = Lockout(InMemoryCollection())
    for _ in range(5):
        assert await lockout.attempt(KNOWN, NOON) is None
    assert await lockout.attempt(KNOWN, NOON)


@pytest.mark.parametrize("tried", [OFFICE, KNOWN])
async def test_right_passwords_of_a_whole_office_lock_nobody(tried: Try) -> None:
    lockout = Lockout(InMemoryCollection())
    for n in range(3 * FREE_TRIES["source"]):
        somebody = Try(f"name{n % 9}", tried.source, tried.device)
        assert await lockout.attempt(somebody, NOON) is None
        await lockout.succeeded(somebody)


async def test_unlocking_a_name_opens_it_everywhere() -> None:
    lockout = Lockout(InMemoryCollection())
    for tried in (STRANGER, KNOWN):
        for _ in range(5):
            await lockout.attempt(tried, NOON)
    assert Lockout.is_named(await lockout.locked_names(NOON), "jiuzhu")
    await lockout.unlock("jiuzhu")
    assert not await lockout.locked_names(NOON)
    assert await lockout.attempt(STRANGER, NOON) is None
