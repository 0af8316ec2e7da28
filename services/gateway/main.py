"""The gateway put together: its own database, the tap on events, the ways to the services, and the pages."""

import asyncio
from datetime import timedelta

import httpx

from services.gateway.app import add_pages
from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.audit import Trail
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.file_links import FileLinks
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.known_devices import KnownDevices
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.own_secret import own_secret
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.second_factor import SecondFactors
from services.gateway.auth.session import Sessions
from services.gateway.auth.sign_in_rules import SignInRules
from services.gateway.checks import HintsArrive
from services.gateway.clients.service import TIMEOUT
from services.gateway.collection import MongoCollection
from services.gateway.contacts import keep_contacts
from services.gateway.gateway import Gateway
from services.gateway.ledger import MongoLedger
from services.gateway.live.hints import HINTS
from services.gateway.live.hub import Hub
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.background import Background
from shared.files.arriving import require_folder
from shared.host import Part, ServiceHost, ServiceSpec, run_service
from shared.messaging.tap import Tap

FORGET_EVERY_S = 600


def build(host: ServiceHost) -> Gateway:
    """The gateway on a host's database. Raises OSError or ValueError for a signing key that cannot be read, and
    FolderWrong.
    """
    require_folder()
    settings = Settings.of(host.settings)
    own, hub, assets = host.database, Hub(), Assets()
    secret = own_secret(settings.actor_private_key)
    sealing = Sealing(secret)
    return Gateway(
        settings=settings,
        clock=host.clock,
        accounts=Accounts(MongoCollection(own["staff"]), with_demo=settings.with_demo_accounts),
        sessions=Sessions(MongoCollection(own["sessions"]), timedelta(minutes=settings.session_minutes)),
        lockout=Lockout(MongoCollection(own["sign_in_failures"])),
        invitations=Invitations(MongoCollection(own["invitations"])),
        factors=SecondFactors(MongoCollection(own["second_factors"]), sealing),
        sign_in_rules=SignInRules(MongoCollection(own["sign_in_rules"])),
        trail=Trail(MongoLedger(own["audit_trail"])),
        devices=KnownDevices(secret),
        cookies=Cookies(settings.secure, secret),
        sealing=sealing,
        file_links=FileLinks(secret),
        tokens=ActorTokens.from_file(settings.actor_private_key),
        http={
            n: httpx.AsyncClient(base_url=u, timeout=TIMEOUT, trust_env=False) for n, u in settings.service_urls.items()
        },
        hub=hub,
        tap=Tap(settings.amqp_url, HINTS, hub.hear, hub.missed),
        assets=assets,
        rendering=Rendering(assets),
    )


def parts(_: ServiceHost, gateway: Gateway) -> tuple[Part, ...]:
    """What runs beside the pages."""
    return (
        Connections(gateway),
        gateway.tap,
        Background(lambda: _prepare(gateway), "accounts"),
        Background(lambda: _forget(gateway), "forgetting"),
    )


class Connections:
    """The streams of hints to browsers and the ways to the services. They open when needed, and end here."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def start(self) -> None:
        """Nothing is opened before somebody asks."""

    async def stop(self) -> None:
        """Let every stream end, and close the ways to the services."""
        self._gateway.hub.closing.set()
        await asyncio.gather(*(http.aclose() for http in self._gateway.http.values()))


async def _prepare(gateway: Gateway) -> None:
    await gateway.accounts.ensure_demo()
    await keep_contacts(gateway)


async def _forget(gateway: Gateway) -> None:
    while True:
        await asyncio.sleep(FORGET_EVERY_S)
        now = gateway.clock.now()
        for store in (gateway.sessions, gateway.lockout, gateway.invitations):
            await store.forget_old(now)
        await gateway.trail.forget_old(now, gateway.settings.audit_days)


SERVICE = ServiceSpec(
    name="gateway",
    settings=Settings,
    build=build,
    parts=parts,
    checks=lambda gateway: (HintsArrive(lambda: gateway.tap.is_listening),),
    website=add_pages,
)

if __name__ == "__main__":
    run_service(SERVICE)
