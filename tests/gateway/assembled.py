"""A gateway for tests: documents in memory, a clock that stands still, stand-ins for the services."""

from copy import copy
from datetime import timedelta
from functools import cache

import httpx
from joserfc.jwk import OKPKey
from starlette.datastructures import State
from starlette.types import ASGIApp

from services.gateway.app import build_app, serve
from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts, Staff
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.session import Sessions
from services.gateway.documents import Body
from services.gateway.gateway import Gateway
from services.gateway.live.hub import Hub
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.kernel.clock import Clock
from tests.gateway.in_memory import InMemoryDocuments
from tests.gateway.standin import StandIn, standins

KEY = OKPKey.generate_key("Ed25519")
PASSWORDS = {account.staff_id: account.password for account in DEMO_ACCOUNTS}


def settings(**changes: object) -> Settings:
    """Settings of a gateway on loopback."""
    given = {
        "mongo_url": "", "amqp_url": "", "actor_private_key": "/dev/null", "registry_url": "http://registry",
        "grants_url": "http://grants", "rescue_url": "http://rescue", "notify_url": "http://notify",
    }  # fmt: skip
    return Settings.model_validate({**given, **changes})


@cache
def _rendering() -> tuple[Assets, Rendering]:
    assets = Assets()
    return assets, Rendering(assets)


def a_gateway(clock: Clock, services: dict[str, StandIn] | None = None, **changes: object) -> Gateway:
    """A gateway whose services are stand-ins unless told otherwise."""
    given = settings(**changes)
    assets, rendering = _rendering()
    return Gateway(
        settings=given,
        clock=clock,
        accounts=Accounts(InMemoryDocuments(), with_demo=given.with_demo_accounts),
        sessions=Sessions(InMemoryDocuments(), timedelta(minutes=given.session_minutes)),
        lockout=Lockout(InMemoryDocuments()),
        cookies=Cookies(given.secure, b"secret of the forms"),
        sealing=Sealing(b"secret of the forms"),
        tokens=ActorTokens(KEY),
        http={name: one.client(name) for name, one in (services or standins()).items()},
        hub=Hub(),
        assets=assets,
        rendering=rendering,
        started_at=clock.now(),
        checks=(),
    )


_hashed: dict[str, Body] = {}


async def with_accounts(gateway: Gateway) -> Gateway:
    """The gateway with the demo accounts; their slow hashes are made once for all tests."""
    if not _hashed:
        documents = InMemoryDocuments()
        await Accounts(documents, with_demo=True).ensure_demo()
        _hashed.update(documents.bodies)
    for body in _hashed.values():
        await gateway.accounts.put(Staff.model_validate(body))
    return gateway


_built = cache(build_app)


def an_app(gateway: Gateway) -> ASGIApp:
    """The app with this gateway behind it; all share one table of routes, which takes longer to make than a page."""
    app = copy(_built())
    app.state = State({"gateway": gateway})
    return serve(app, gateway.settings)


class Browser(httpx.AsyncClient):
    """A browser without JavaScript: keeps cookies, does not follow redirects."""

    def __init__(self, gateway: Gateway) -> None:
        transport = httpx.ASGITransport(an_app(gateway), raise_app_exceptions=False)
        super().__init__(transport=transport, base_url="http://localhost")
        self.gateway = gateway


def a_browser(gateway: Gateway) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser(gateway)
