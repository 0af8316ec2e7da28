"""What a service needs in order to serve, asked one by one, each with a reason when it is not well."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Health:
    """How one thing is: ``why`` says in a few words what is wrong, or what was seen.

    ``warns``: all is well now, and a person has to do something before long.
    ``needed``: a command needs it, so that a service without it can serve nobody. What else is not well degrades the
    service, which goes on serving: without the broker events wait in the outbox, and commands are accepted.
    """

    name: str
    ok: bool
    why: str = ""
    warns: bool = False
    needed: bool = True


class HealthCheck(Protocol):
    """One thing to ask. A check that raises or takes too long counts as not well."""

    name: str

    async def check(self) -> Health:
        """How it is now."""


async def examine(checks: Iterable[HealthCheck], seconds: float = 2.0) -> list[Health]:
    """Ask all checks at once, each for at most ``seconds``; the answers come in the order of the checks."""
    return list(await asyncio.gather(*(_ask(check, seconds) for check in checks)))


async def _ask(check: HealthCheck, seconds: float) -> Health:
    try:
        async with asyncio.timeout(seconds):
            return await check.check()
    except TimeoutError:
        return Health(check.name, False, f"no answer within {seconds:g} s")
    except Exception as error:  # noqa: BLE001 - whatever a check trips over is its answer
        return Health(check.name, False, type(error).__name__)
