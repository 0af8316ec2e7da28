"""版本与健康: what runs, since when, and whether it is well."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.ops import health_of
from services.gateway.engine.page import SignedIn
from services.gateway.health import gateway_health

router = APIRouter(prefix="/ops")


@router.get("/about")
async def show_about(page: SignedIn) -> Response:
    """What runs, since when, and whether it is well."""
    gateway = page.gateway
    services = await asyncio.gather(*(health_of(name, http) for name, http in gateway.http.items()))
    return await page.show("ops/about.html", healths=[await gateway_health(gateway), *services])
