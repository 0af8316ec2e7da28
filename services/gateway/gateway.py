"""Everything that the pages need, made once at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
from starlette.requests import HTTPConnection

from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.administration import Administration
from services.gateway.auth.audit import Trail
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.file_links import FileLinks
from services.gateway.auth.invitations import Invitations
from services.gateway.auth.known_devices import KnownDevices
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.second_factor import SecondFactors
from services.gateway.auth.session import Sessions
from services.gateway.auth.sign_in_rules import SignInRules
from services.gateway.clients.file_ways import FileWays
from services.gateway.live.hub import Hub
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.contracts.contract import Contract
from shared.kernel.clock import Clock
from shared.kernel.handling import Reaction
from shared.messaging.tap import Tap


@dataclass(frozen=True)
class Gateway:
    """The gateway's parts: its own stores, the ways to the services, and what pages are made with."""

    settings: Settings
    clock: Clock
    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    invitations: Invitations
    factors: SecondFactors
    sign_in_rules: SignInRules
    trail: Trail
    devices: KnownDevices
    cookies: Cookies
    sealing: Sealing
    file_links: FileLinks
    tokens: ActorTokens
    http: Mapping[str, httpx.AsyncClient]
    hub: Hub
    tap: Tap
    assets: Assets
    rendering: Rendering
    file_ways: FileWays = field(default_factory=FileWays)

    @property
    def administration(self) -> Administration:
        """What administrators do with accounts."""
        return Administration(self.accounts, self.invitations, self.sessions, self.lockout, self.factors, self.trail)

    @property
    def reactions(self) -> Mapping[type[Contract], Reaction]:
        """None: what the gateway hears by its tap are hints, never effects."""
        return {}


def gateway_of(request: HTTPConnection) -> Gateway:
    """The gateway that this request came to."""
    gateway: Gateway = request.app.state.app
    return gateway
