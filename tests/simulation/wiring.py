"""Puts the simulated broker where FastStream reaches for the real one: all that is above aio-pika stays real."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from faststream.rabbit.broker import broker as faststream

from shared.messaging import lanes, relay, session, unfinished
from shared.storage import absorbed_before, appending, store, together
from tests.simulation.broker import Broker
from tests.simulation.mongo import Change
from tests.simulation.transport import Link

STEPS = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 4, 8, 16))


@contextmanager
def named_updates() -> Iterator[None]:
    """Updates tell the simulated storage what they hold."""
    with ExitStack() as patched:
        for module in (appending, together, absorbed_before):
            patched.enter_context(patch.object(module, "UpdateOne", Change))
        yield


@contextmanager
def wired(broker: Broker, now: Callable[[], float]) -> Iterator[None]:
    """The product's code meets this broker as long as the context is open; ``now`` is the loop's time in seconds."""

    async def ensure_queue(*_: Any) -> None:
        """The queue is always as it must be."""
        if broker.away:
            raise ConnectionError("no broker")

    with (
        patch.object(faststream, "connect_robust", partial(Link.connect_robust, broker)),
        patch.object(session, "ensure_queue", ensure_queue),
        patch.object(relay, "WINDOW", 8),
        patch.object(store, "MOST", 3),
        patch.object(absorbed_before, "KEPT", 1),
        named_updates(),
        patch.object(unfinished, "LADDER", STEPS),
        patch.object(lanes, "time", SimpleNamespace(monotonic=now)),
    ):
        yield
