"""KeyedLock: within a subject in the order of taking, between subjects without waiting."""

import asyncio
import random

import pytest

from shared.keyed_lock import KeyedLock


async def test_turns_of_a_subject_come_in_the_order_of_taking() -> None:
    turns, chance = KeyedLock(), random.Random(3)
    done: dict[str, list[int]] = {"a": [], "b": [], "c": []}
    inside: set[str] = set()

    async def work(subject: str, n: int) -> None:
        async with turns.take(subject):
            assert subject not in inside
            inside.add(subject)
            for _ in range(chance.randrange(4)):
                await asyncio.sleep(0)
            inside.remove(subject)
            done[subject].append(n)

    await asyncio.gather(*(work(subject, n) for n in range(60) for subject in "abc"))
    assert done == {subject: list(range(60)) for subject in "abc"}


async def test_subjects_do_not_wait_for_each_other() -> None:
    turns = KeyedLock()
    async with turns.take("slow"), asyncio.timeout(1), turns.take("swift"):
        pass


async def test_whoever_fails_or_is_cancelled_lets_the_next_in_and_no_earlier() -> None:
    turns = KeyedLock()
    entered: list[int] = []
    waiting: list[asyncio.Task[None]] = []

    async def waits(n: int) -> None:
        async with turns.take("a"):
            entered.append(n)

    async def fails() -> None:
        async with turns.take("a"):
            waiting.extend(asyncio.create_task(waits(n)) for n in range(5))
            await asyncio.sleep(0)
            for cancelled in (waiting[2], waiting[1], waiting[4]):
                cancelled.cancel()
                await asyncio.gather(cancelled, return_exceptions=True)
            waiting.append(asyncio.create_task(waits(5)))
            await asyncio.sleep(0.01)
            assert entered == []
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    async with asyncio.timeout(1):
        await asyncio.gather(*waiting, return_exceptions=True)
    assert entered == [0, 3, 5]
    assert turns._last == {}


async def test_line_that_was_given_up_to_the_last_is_over_with_the_one_inside() -> None:
    turns = KeyedLock()
    async with turns.take("a"):
        waiting = asyncio.create_task(turns.take("a").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert turns._last == {}


async def test_line_in_which_nobody_stands_is_forgotten() -> None:
    turns = KeyedLock()
    for subject in ("a", "b", "a"):
        async with turns.take(subject):
            pass
    assert turns._last == {}
