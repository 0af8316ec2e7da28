"""Run the gateway: settings, its own database, the tap on events, the ways to the services; then serve."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import uvicorn
from fastapi import FastAPI

from services.gateway.app import build_app, serve
from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.session import Sessions
from services.gateway.checks import HintsArrive
from services.gateway.clients.service import TIMEOUT
from services.gateway.collection import MongoCollection
from services.gateway.contacts import tell_contacts
from services.gateway.gateway import Gateway
from services.gateway.live.hints import HINTS
from services.gateway.live.hub import Hub
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.background import Background
from shared.kernel.clock import SystemClock
from shared.messaging.tap import Tap
from shared.observability.logging import configure_logging
from shared.observability.tracing import configure_tracing
from shared.storage.mongo import connect, database
from shared.web.readiness import StorageTakesWrites

FORGET_EVERY_S = 600


@asynccontextmanager
async def running(settings: Settings, app: FastAPI) -> AsyncIterator[None]:
    """Everything the pages need, begun and ended in order."""
    client = connect(settings.mongo_url)
    own = database(client, f"{settings.database_prefix}gateway")
    hub, clock, assets = Hub(), SystemClock(), Assets()
    secret = hashlib.sha256(b"forms" + settings.actor_private_key.read_bytes()).digest()
    tap = Tap(settings.amqp_url, HINTS, hub.hear, hub.missed)
    gateway = Gateway(
        settings=settings,
        clock=clock,
        accounts=Accounts(MongoCollection(own["staff"]), with_demo=settings.with_demo_accounts),
        sessions=Sessions(MongoCollection(own["sessions"]), timedelta(minutes=settings.session_minutes)),
        lockout=Lockout(MongoCollection(own["sign_in_failures"])),
        cookies=Cookies(settings.secure, secret),
        sealing=Sealing(secret),
        tokens=ActorTokens.from_file(settings.actor_private_key),
        http={
            n: httpx.AsyncClient(base_url=u, timeout=TIMEOUT, trust_env=False) for n, u in settings.service_urls.items()
        },
        hub=hub,
        assets=assets,
        rendering=Rendering(assets),
        started_at=clock.now(),
        checks=(StorageTakesWrites(own), HintsArrive(lambda: tap.is_listening)),
    )
    app.state.gateway = gateway
    parts = (tap, Background(lambda: _prepare(gateway), "accounts"), Background(lambda: _forget(gateway), "forgetting"))
    for part in parts:
        await part.start()
    try:
        yield
    finally:
        hub.closing.set()
        await asyncio.gather(*(part.stop() for part in parts), *(http.aclose() for http in gateway.http.values()))
        client.close()


async def _prepare(gateway: Gateway) -> None:
    await gateway.accounts.ensure_demo()
    await tell_contacts(gateway)


async def _forget(gateway: Gateway) -> None:
    while True:
        await asyncio.sleep(FORGET_EVERY_S)
        await gateway.sessions.forget_old(gateway.clock.now())
        await gateway.lockout.forget_old(gateway.clock.now())


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    settings = Settings()
    configure_logging("gateway", settings.log_level)
    logging.getLogger("httpx").setLevel(
        logging.WARNING
    )  # its lines hold addresses, and those hold what was searched for
    configure_tracing("gateway", settings.otlp_endpoint)
    app = build_app(lambda app: running(settings, app))
    uvicorn.run(
        serve(app, settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


if __name__ == "__main__":
    main()
