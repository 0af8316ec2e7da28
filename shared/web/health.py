"""Whether a service lives and is ready: asked by people, compose and Prometheus alike."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from shared.observability import metrics
from shared.observability.health import examine

router = APIRouter(tags=["health"])


class Check(BaseModel):
    """One thing that was asked."""

    name: str
    ok: bool
    why: str


class Readiness(BaseModel):
    """Ready when every check is well."""

    service: str
    ready: bool
    checks: list[Check]


class Version(BaseModel):
    """What runs here."""

    service: str
    version: str
    started_at: str


@router.get("/health/live")
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


@router.get("/health/ready", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """The service can do its work: storage takes writes, the broker is connected, its consumer is known there."""
    host = request.app.state.host
    answers = await examine(host.checks)
    is_ready = all(one.ok for one in answers)
    if not is_ready:
        response.status_code = 503
    checks = [Check(name=one.name, ok=one.ok, why=one.why) for one in answers]
    return Readiness(service=host.name, ready=is_ready, checks=checks)


@router.get("/version")
async def version(request: Request) -> Version:
    """Name, version and start of this service."""
    host = request.app.state.host
    return Version(service=host.name, version=host.version, started_at=host.started_at.isoformat())


@router.get("/metrics", include_in_schema=False)
async def prometheus() -> Response:
    """Metrics in the Prometheus text format."""
    text, content_type = metrics.exposition()
    return Response(text, media_type=content_type)
