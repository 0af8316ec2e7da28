"""版本与健康: what runs, since when, and whether it is well."""

import asyncio
from datetime import datetime

import httpx
from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.engine.page import Page, SignedIn
from shared.web.health import Check, Readiness, Running, readiness_of, version_of

router = APIRouter(prefix="/ops")


class ServiceHealth(Readiness):
    """Whether a service is ready, and what runs there."""

    version: str = ""
    started_at: datetime | None = None


@router.get("/about")
async def show_about(page: SignedIn) -> Response:
    """What runs, since when, and whether it is well."""
    services = [_health_of(name, http) for name, http in page.gateway.http.items()]
    return await page.show("ops/about.html", healths=await asyncio.gather(_own_health(page), *services))


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
