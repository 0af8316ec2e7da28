"""One service put together and run: stores, relay, consumer, clocks and routes, begun and ended in the right order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any, Protocol, TypeVar

import structlog
import uvicorn
from fastapi import APIRouter, FastAPI

from shared.background import Background
from shared.clock.lag import ClockLag
from shared.contracts.contract import Contract
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.errors import NotFound
from shared.kernel.handling import Reaction
from shared.messaging.consumer import Consumer
from shared.messaging.reactions import Reactions
from shared.messaging.redrive import Redrive
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.unfinished import Unfinished
from shared.observability import metrics
from shared.observability.health import HealthCheck
from shared.observability.logging import configure_logging
from shared.observability.tracing import configure_tracing, traceparent_of_current
from shared.storage.documents import Documents, Outbound, Upcast, View
from shared.storage.indexes import DatabasePlan, Index
from shared.storage.mongo import StorageAway, connect, database, write_probe
from shared.storage.reading import Reader
from shared.storage.store import AggregateStore
from shared.storage.vault import Vault
from shared.web import health, ops
from shared.web.access import AccessLog
from shared.web.actor import read_key
from shared.web.problems import install_problems
from shared.web.readiness import ConsumerIsThere, MasterKeyFits, RelayKeepsUp, StorageTakesWrites
from shared.web.requests import AroundRequests
from shared.web.settings import Settings

A = TypeVar("A", bound=Aggregate)
RECEIVING_S, SENDING_S = 5.5, 2.5
"""How long the end of receiving and then of sending may take; with two seconds for open requests, ten in all."""
log = structlog.get_logger()


class Part(Protocol):
    """Something that runs as long as the service does."""

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """End in order, within a few seconds."""


@dataclass(frozen=True)
class ServiceSpec:
    """What one service is made of. ``indexes`` names every collection of aggregates, with its own indexes."""

    name: str
    settings: type[Settings]
    build: Callable[["ServiceHost"], Any]
    routers: Sequence[APIRouter]
    reactions: Callable[[Any], Mapping[type[Contract], Reaction]] = lambda app: app.reactions
    indexes: Mapping[str, Sequence[Index]] = field(default_factory=dict)
    parts: Callable[["ServiceHost", Any], Sequence[Part]] = lambda _host, _app: ()

    @property
    def plan(self) -> DatabasePlan:
        """All indexes of this service's database."""
        return DatabasePlan(list(self.indexes), self.indexes)


class ServiceHost:
    """The running parts of one service."""

    def __init__(self, spec: ServiceSpec, settings: Settings, clock: Clock | None = None) -> None:
        self.name = spec.name
        self.settings = settings
        self.clock: Clock = clock or SystemClock()
        self.version = _version()
        self.started_at = self.clock.now()
        self._spec = spec
        self.client = connect(settings.mongo_url)
        name = f"{settings.database_prefix}{spec.name}"
        self.database = database(self.client, name)
        self.vault = Vault.from_file(self.client, name, settings.master_key) if settings.master_key else None
        self.reader = Reader(self.database, self.vault)
        self.access_log = AccessLog(self.database, self.clock)
        self.actor_key = read_key(settings.actor_public_key)
        self.relay = Relay(self.database, settings.amqp_url, spec.name)
        self.consumer: Consumer | None = None
        self.stores: dict[str, AggregateStore[Any]] = {}
        self._parts: list[Part] = []

    @property
    def checks(self) -> list[HealthCheck]:
        """What readiness asks."""
        checks: list[HealthCheck] = [StorageTakesWrites(self.database), RelayKeepsUp(lambda: self.relay.is_connected)]
        if self.vault is not None:
            checks.append(MasterKeyFits(self.vault))
        if self.consumer is not None:
            consumer = self.consumer
            checks.append(ConsumerIsThere(lambda: consumer.is_consuming))
        return checks

    def store(
        self,
        collection: str,
        kind: type[A],
        outbound: Outbound,
        *,
        view: View | None = None,
        sealed: Sequence[str] = (),
        key_of: Callable[[A], str] | None = None,
        upcast: Upcast | None = None,
        not_found: type[NotFound] = NotFound,
    ) -> AggregateStore[A]:
        """The repository of one kind of aggregate; see Documents for what it is told of stored states."""
        made = AggregateStore(
            self.database[collection],
            self.name,
            Documents(kind, view, sealed, self.vault if sealed else None, upcast=upcast, key_of=key_of),
            outbound,
            self.relay,
            indexes=self._spec.indexes.get(collection, ()),
            not_found=not_found,
            traceparent=traceparent_of_current,
        )
        self.stores[collection] = made
        return made

    def blind_key(self, purpose: str) -> bytes:
        """32 bytes for blind indexes of this purpose. Raises ValueError without a master key."""
        if self.vault is None:
            raise ValueError(f"{self.name} needs TONGXIN_MASTER_KEY")
        return self.vault.blind_key(purpose)

    async def start(self, app: Any) -> None:
        """Start every part; none waits for a server that is away. Raises MasterKeyWrong beside data of another key."""
        if self.vault is not None:
            with suppress(StorageAway):
                await self.vault.prove()
        metrics.build_info.labels(self.name, self.version).set(1)
        reactions = Reactions(self._spec.reactions(app), self.clock)
        self._parts = [self.relay, Sweep(self.database, list(self.stores), self.relay, self.clock)]
        if reactions.types:
            unfinished = Unfinished(self.database, self.name)
            self.consumer = Consumer(
                self.settings.amqp_url,
                self.name,
                reactions,
                unfinished,
                self.clock,
                lambda: write_probe(self.database, self.name),
            )
            redrive = Redrive(self.database, unfinished, reactions, self.consumer.blocked, self.clock)
            self._parts += [self.consumer, redrive]
        self._parts += [ClockLag(self.reader, list(self.stores), self.clock)]
        self._parts += [Background(self._forget_handled, "forgetting"), *self._spec.parts(self, app)]
        for part in self._parts:
            await part.start()

    async def _forget_handled(self) -> None:
        """Forget absorbed causes after their 35 days, once an hour."""
        while True:
            await asyncio.sleep(3600)
            for store in self.stores.values():
                await store.forget_handled(self.clock.now())

    async def stop(self) -> None:
        """Stop receiving, then send what is left, then close; what is stuck is left behind for whoever comes next."""
        relay, *others = self._parts
        await _within(RECEIVING_S, *(part.stop() for part in others))
        await _within(SENDING_S, relay.stop())
        if self.vault is not None:
            await self.vault.close()
        self.client.close()


def service_of(spec: ServiceSpec, settings: Settings | None = None, clock: Clock | None = None) -> FastAPI:
    """The service as an ASGI application; its host is built when it starts. Settings default to the environment."""

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        host = ServiceHost(spec, settings or spec.settings(), clock)
        app = spec.build(host)
        api.state.host, api.state.app = host, app
        await host.start(app)
        try:
            yield
        finally:
            await host.stop()

    api = FastAPI(title=f"Tongxin {spec.name}", version=_version(), lifespan=lifespan, docs_url=None, redoc_url=None)
    install_problems(api)
    api.add_middleware(AroundRequests)
    for router in (*spec.routers, ops.router, health.router):
        api.include_router(router)
    return api


def run_service(spec: ServiceSpec) -> None:
    """Run one service until SIGTERM or SIGINT; it then ends within ten seconds."""
    settings = spec.settings()
    configure_logging(spec.name, settings.log_level)
    configure_tracing(spec.name, settings.otlp_endpoint)
    uvicorn.run(
        service_of(spec, settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )


async def _within(seconds: float, *stops: Coroutine[Any, Any, None]) -> None:
    """Let these end beside each other; one that fails or does not end keeps nobody from ending."""
    try:
        async with asyncio.timeout(seconds):
            outcomes = await asyncio.gather(*stops, return_exceptions=True)
    except TimeoutError:
        log.warning("host.stop_broken_off", after_s=seconds)
        return
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            log.error("host.stop_failed", exc_info=outcome)


def _version() -> str:
    """The product's version: the installed one, or the one in pyproject.toml when run from a checkout."""
    try:
        return installed_version("tongxin")
    except PackageNotFoundError:
        text = (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
        return next(line.split('"')[1] for line in text.splitlines() if line.startswith("version = "))
