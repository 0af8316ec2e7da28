"""Everything that the pages need, made once at start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx

from services.gateway.assets import Assets
from services.gateway.auth.accounts import Accounts
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.cookies import Cookies
from services.gateway.auth.lockout import Lockout
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.session import Sessions
from services.gateway.live.hub import Hub
from services.gateway.rendering import Rendering
from services.gateway.settings import Settings
from shared.kernel.clock import Clock
from shared.observability.health import HealthCheck


@dataclass(frozen=True)
class Gateway:
    """The gateway's parts: its own stores, the ways to the services, and what pages are made with."""

    settings: Settings
    clock: Clock
    accounts: Accounts
    sessions: Sessions
    lockout: Lockout
    cookies: Cookies
    sealing: Sealing
    tokens: ActorTokens
    http: Mapping[str, httpx.AsyncClient]
    hub: Hub
    assets: Assets
    rendering: Rendering
    started_at: datetime
    checks: Sequence[HealthCheck]
