"""Whether the gateway lives and is ready: its own database answers, and live hints arrive."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import APIRouter, Request, Response

from services.gateway.clients.ops import Check, Health
from services.gateway.gateway import Gateway
from shared.observability.health import examine
from shared.observability.metrics import exposition

router = APIRouter()


def running_version() -> str:
    """The version of the product: the installed one, or the one in pyproject.toml when run from a checkout."""
    try:
        return version("tongxin")
    except PackageNotFoundError:
        project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
        return str(project["version"])


async def gateway_health(gateway: Gateway) -> Health:
    """The gateway's own checks."""
    checks = [Check(name=one.name, ok=one.ok, why=one.why) for one in await examine(gateway.checks)]
    ready = all(check.ok for check in checks)
    return Health(
        service="gateway", ready=ready, checks=checks, version=running_version(), started_at=gateway.started_at
    )


@router.get("/health/live")
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


@router.get("/health/ready")
async def ready(request: Request, response: Response) -> Health:
    """Staff can sign in and hints arrive."""
    health = await gateway_health(request.app.state.gateway)
    response.status_code = 200 if health.ready else 503
    return health


@router.get("/version")
async def show_version(request: Request) -> dict[str, str]:
    """What runs here."""
    gateway: Gateway = request.app.state.gateway
    return {"service": "gateway", "version": running_version(), "started_at": gateway.started_at.isoformat()}


@router.get("/metrics", include_in_schema=False)
async def show_metrics() -> Response:
    """Metrics in the Prometheus text format."""
    text, content_type = exposition()
    return Response(text, media_type=content_type)
