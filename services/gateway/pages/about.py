"""版本与健康: what runs, since when, and whether it is well."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.ops import ServiceHealth, health_of
from services.gateway.engine.page import Page, SignedIn
from shared.web.health import Running, readiness_of, version_of

router = APIRouter(prefix="/ops")


@router.get("/about")
async def show_about(page: SignedIn) -> Response:
    """What runs, since when, and whether it is well."""
    services = [health_of(name, http) for name, http in page.gateway.http.items()]
    return await page.show("ops/about.html", healths=await asyncio.gather(_own_health(page), *services))


async def _own_health(page: Page) -> ServiceHealth:
    host: Running = page.request.app.state.host
    readiness, version = await readiness_of(host), version_of(host)
    return ServiceHealth.model_validate({**version.model_dump(), **readiness.model_dump()})
