"""Whether the gateway lives and is ready: its own database answers, and live hints arrive."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, Request, Response

from services.gateway.clients.ops import Check, Health
from services.gateway.gateway import Gateway

router = APIRouter()


def running_version() -> str:
    """The version of the installed project; ``dev`` when it runs from a checkout."""
    try:
        return version("tongxin")
    except PackageNotFoundError:
        return "dev"


async def gateway_health(gateway: Gateway) -> Health:
    """The gateway's own checks."""
    checks = [Check(name=name, ok=(why := await check()) == "", why=why) for name, check in gateway.checks.items()]
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
