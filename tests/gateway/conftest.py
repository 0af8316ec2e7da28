"""Fixtures: a clock that stands still, a gateway on stand-ins, a browser without JavaScript, passwords cheaply kept."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from argon2 import PasswordHasher

from services.gateway.auth import passwords
from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.assembled import a_browser, a_gateway, with_accounts
from tests.gateway.standin import StandIn, standins


@pytest.fixture(autouse=True, scope="package")
def cheap_passwords() -> Iterator[None]:
    """The same hashes at a thousandth of the work; `auth/test_passwords.py` looks at the real ones."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap)
        patch.setattr(passwords, "_NOBODY", cheap.hash("nobody's"))
        yield


@pytest.fixture
def clock() -> FixedClock:
    """A Monday morning in Fenghua."""
    return FixedClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.fixture
def services() -> dict[str, StandIn]:
    """The stand-ins."""
    return standins()


@pytest.fixture
async def gateway(clock: FixedClock, services: dict[str, StandIn]) -> Gateway:
    """A gateway with its demo accounts."""
    return await with_accounts(a_gateway(clock, services))


@pytest.fixture
async def browser(gateway: Gateway) -> AsyncIterator[httpx.AsyncClient]:
    """A browser that nobody has signed in with."""
    async with a_browser(gateway) as made:
        yield made
