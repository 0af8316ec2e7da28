"""版本与健康: what runs, since when, and whether it is well."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import httpx
from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from shared.web.health import Check, Readiness, ReferenceVersion, Running, readiness_of, version_of

router = APIRouter(prefix="/ops")


class ServiceHealth(Readiness):
    """Whether a service is ready, and what runs there."""

    version: str = ""
    started_at: datetime | None = None
    reference: Sequence[ReferenceVersion] = ()


@dataclass(frozen=True)
class PackageInUse:
    """A package of reference data, and which services have which version of it loaded."""

    name: ReferenceVersion
    services: Mapping[str, ReferenceVersion]

    @property
    def differs(self) -> bool:
        """Whether two services have different versions of it."""
        return len({one.version for one in self.services.values()}) > 1


@router.get("/about")
async def show_about(page: SignedIn) -> Response:
    """What runs, since when, and whether it is well."""
    services = [_health_of(name, http) for name, http in page.gateway.http.items()]
    healths = await asyncio.gather(_own_health(page), *services)
    return await page.show("ops/about.html", healths=healths, packages=packages_of(healths))


def packages_of(healths: Sequence[ServiceHealth]) -> list[PackageInUse]:
    """Every package that a service has loaded, in the order of the services."""
    found: dict[str, dict[str, ReferenceVersion]] = {}
    for health in healths:
        for one in health.reference:
            found.setdefault(one.name, {})[health.service] = one
    return [PackageInUse(next(iter(services.values())), services) for services in found.values()]


async def _own_health(page: Page) -> ServiceHealth:
    host: Running = page.request.app.state.host
    readiness, version = await readiness_of(host), version_of(host)
    return ServiceHealth.model_validate({**version.model_dump(), **readiness.model_dump()})


async def _health_of(name: str, http: httpx.AsyncClient) -> ServiceHealth:
    """Ask a service how it is; one that does not answer is not ready. Needs nobody's token."""
    try:
        ready = await http.get("/health/ready")
        version = (await http.get("/version")).json()
        return ServiceHealth.model_validate({**version, **ready.json()})
    except (httpx.TransportError, ValueError):
        return ServiceHealth(service=name, ready=False, checks=[Check(name="reachable", ok=False, why="")])
