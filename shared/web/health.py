"""Whether a service lives and is ready: asked by people, compose and Prometheus alike."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from shared.observability import metrics
from shared.observability.health import HealthCheck, examine
from shared.reference.reference import Reference

router = APIRouter(tags=["health"])


class Check(BaseModel):
    """One thing that was asked."""

    name: str
    ok: bool
    why: str
    warns: bool = False
    needed: bool = True


class Readiness(BaseModel):
    """Ready when every check that a command needs is well; degraded while another one is not."""

    service: str
    ready: bool
    degraded: bool = False
    checks: list[Check]


class ReferenceVersion(BaseModel):
    """A package of reference data as it is loaded here: its name, in both languages too, its version, and since which
    day its facts hold.
    """

    name: str
    zh: str
    en: str
    version: str
    valid_from: date


class Version(BaseModel):
    """What runs here, and with which reference data."""

    service: str
    version: str
    started_at: str
    reference: Sequence[ReferenceVersion] = ()


class Running(Protocol):
    """What is known of a running process."""

    @property
    def name(self) -> str:
        """The service."""

    @property
    def version(self) -> str:
        """The product's version."""

    @property
    def started_at(self) -> datetime:
        """Since when."""

    @property
    def reference(self) -> Reference:
        """The reference data that it uses."""

    @property
    def checks(self) -> Sequence[HealthCheck]:
        """What readiness asks."""


async def readiness_of(host: Running) -> Readiness:
    """Ask every check of this process."""
    asked = await examine(host.checks)
    checks = [Check(name=one.name, ok=one.ok, why=one.why, warns=one.warns, needed=one.needed) for one in asked]
    failing = [check for check in checks if not check.ok]
    ready = not any(check.needed for check in failing)
    return Readiness(service=host.name, ready=ready, degraded=ready and bool(failing), checks=checks)


def version_of(host: Running) -> Version:
    """Name, version, start and reference data of this process."""
    return Version(
        service=host.name,
        version=host.version,
        started_at=host.started_at.isoformat(),
        reference=[
            ReferenceVersion(name=one.name, zh=one.zh, en=one.en, version=one.version, valid_from=one.valid_from)
            for one in host.reference.manifests
        ],
    )


@router.get("/health/live")
async def live() -> dict[str, bool]:
    """The process answers."""
    return {"live": True}


@router.get("/health/ready", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """The service can take commands: storage takes writes, its keys fit. What does not need that is told beside it:
    without the broker it is degraded and goes on serving.
    """
    readiness = await readiness_of(request.app.state.host)
    if not readiness.ready:
        response.status_code = 503
    return readiness


@router.get("/version")
async def version(request: Request) -> Version:
    """Name, version, start and reference data of this service."""
    return version_of(request.app.state.host)


@router.get("/metrics", include_in_schema=False)
async def prometheus() -> Response:
    """Metrics in the Prometheus text format."""
    text, content_type = metrics.exposition()
    return Response(text, media_type=content_type)
