"""What an older version of a consumer could not read is applied by itself, in order, once a newer version runs."""

from collections.abc import Callable

import pytest

from shared.contracts import decoding
from tests.eventually import eventually
from tests.messaging.running import Broken, Consuming, Ground, events, numbers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("quick")]

Older = Callable[[Consuming, pytest.MonkeyPatch], None]
BEHIND = {"a/1": "parked", "a/2": "waiting", "a/3": "waiting"}


def not_knowing_the_type(_: Consuming, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(decoding, "known_names", frozenset)


def not_knowing_the_version(_: Consuming, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(decoding, "all_contracts", dict)


def not_reacting(side: Consuming, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(side.reactions, "_by_contract", {})


@pytest.mark.parametrize("older", [not_knowing_the_type, not_knowing_the_version, not_reacting])
async def test_what_an_older_version_parked_is_applied_in_order_when_a_newer_one_starts(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, older: Older
) -> None:
    await ground.open_ledgers("a")
    with monkeypatch.context() as patched:
        side = Consuming(ground)
        older(side, patched)
        async with side:
            await ground.send(*events("a", numbers(3)))
            await eventually(lambda: ground.is_unfinished(BEHIND))
    async with Consuming(ground):
        await eventually(lambda: ground.is_unfinished({}))
    assert await ground.values("a") == numbers(3)


async def test_an_older_version_leaves_it_parked_and_other_reasons_are_for_a_person(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ground.open_ledgers("a")
    side = Consuming(ground)
    with monkeypatch.context() as patched:
        not_knowing_the_type(side, patched)
        async with side:
            await ground.send(*events("a", numbers(3)))
            await eventually(lambda: ground.is_unfinished(BEHIND))
            assert await side.redrive.try_known_now() == 0
    await ground.db["unfinished"].update_one({"state": "parked"}, {"$set": {"last_error.slug": Broken.__name__}})
    assert await side.redrive.try_known_now() == 0
    assert await ground.unfinished() == BEHIND
