"""A gateway for tests: documents in memory, a clock that stands still, stand-ins for the services."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

import httpx
from fastapi import FastAPI
from joserfc.jwk import OKPKey
from starlette.datastructures import State
from starlette.types import ASGIApp

from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.audit import Trail
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.file_links import FileLinks
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.known_devices import KnownDevices
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.second_factor import SecondFactors
from services.gateway.auth.session import Sessions
from services.gateway.auth.sign_in_rules import SignInRules
from services.gateway.collection import Body
from services.gateway.gateway import Gateway
from services.gateway.live.hub import Hub
from services.gateway.main import SERVICE
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.host import application_of
from shared.kernel.clock import Clock
from shared.messaging.tap import Tap
from shared.reference.reference import Reference
from tests.gateway.in_memory import InMemoryCollection, InMemoryLedger
from tests.gateway.standin import StandIn, standins

KEY = OKPKey.generate_key("Ed25519")
PASSWORDS = {account.staff_id: account.password for account in DEMO_ACCOUNTS}
STAFF = sorted(account.staff_id for account in DEMO_ACCOUNTS if account.scope is None)


def settings(**changes: object) -> Settings:
    """Settings of a gateway on loopback."""
    given = {
        "mongo_url": "mongodb://nowhere", "amqp_url": "amqp://nowhere",
        "actor_private_key": "/dev/null", "registry_url": "http://registry",
        "grants_url": "http://grants", "rescue_url": "http://rescue", "notify_url": "http://notify",
        "printing_url": "http://printing",
    }  # fmt: skip
    return Settings.model_validate({**given, **changes})


@cache
def _rendering() -> tuple[Assets, Rendering]:
    assets = Assets()
    return assets, Rendering(assets)


def a_gateway(clock: Clock, services: dict[str, StandIn] | None = None, **changes: object) -> Gateway:
    """A gateway whose services are stand-ins unless told otherwise."""
    given, hub = settings(**changes), Hub()
    assets, rendering = _rendering()
    sealing = Sealing(b"secret of the forms")
    return Gateway(
        settings=given,
        clock=clock,
        accounts=Accounts(InMemoryCollection(), with_demo=given.with_demo_accounts),
        sessions=Sessions(InMemoryCollection(), timedelta(minutes=given.session_minutes)),
        lockout=Lockout(InMemoryCollection()),
        invitations=Invitations(InMemoryCollection()),
        factors=SecondFactors(InMemoryCollection(), sealing),
        sign_in_rules=SignInRules(InMemoryCollection()),
        trail=Trail(InMemoryLedger()),
        devices=KnownDevices(b"secret of the forms"),
        cookies=Cookies(given.secure, b"secret of the forms"),
        sealing=sealing,
        file_links=FileLinks(b"secret of the forms"),
        tokens=ActorTokens(KEY),
        http={name: one.client(name) for name, one in (services or standins()).items()},
        hub=hub,
        tap=Tap("", (), hub.hear, hub.missed),
        assets=assets,
        rendering=rendering,
    )


_hashed: dict[str, Body] = {}


async def with_accounts(gateway: Gateway) -> Gateway:
    """The gateway with the demo accounts; their slow hashes are made once for all tests."""
    if not _hashed:
        collection = InMemoryCollection()
        await Accounts(collection, with_demo=True).ensure_demo()
        _hashed.update(collection.bodies)
    for body in _hashed.values():
        await gateway.accounts.put(Staff.model_validate(body))
    return gateway


@dataclass(frozen=True)
class HostAlone:
    """A host without servers: always well."""

    started_at: datetime
    name: str = "gateway"
    version: str = "0.0.0"
    checks: tuple[()] = ()
    reference: Reference = field(default_factory=lambda: Reference(()))


_built: dict[str, FastAPI] = {}


def an_app(gateway: Gateway) -> ASGIApp:
    """The app with this gateway behind it; the same settings share one table of routes, slow to make."""
    key = gateway.settings.model_dump_json()
    if key not in _built:
        _built[key] = application_of(SERVICE, gateway.settings)
    app = copy(_built[key])
    app.state = State({"app": gateway, "host": HostAlone(gateway.clock.now())})
    return app


class Browser(httpx.AsyncClient):
    """A browser without JavaScript: keeps cookies, does not follow redirects."""

    def __init__(self, gateway: Gateway, address: str = "127.0.0.1") -> None:
        transport = httpx.ASGITransport(an_app(gateway), raise_app_exceptions=False, client=(address, 50000))
        super().__init__(transport=transport, base_url="http://localhost")
        self.gateway = gateway


def a_browser(gateway: Gateway) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser(gateway)
