"""One process put together and run: database, routes, and where it has them stores, relay, consumer and clocks.

What runs follows from what was built: the relay where there are stores, the consumer where there are reactions.
Everything begins and ends in the right order.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

import uvicorn
from fastapi import APIRouter, FastAPI

from shared.background import within
from shared.clock.lag import ClockLag
from shared.command.declaration import Declaration
from shared.file_room import FilesSpec, file_room, sweeping
from shared.kernel.aggregate import Aggregate
from shared.kernel.clock import Clock
from shared.kernel.errors import NotFound
from shared.messaging.consumer import Consumer
from shared.messaging.presence import Presence
from shared.messaging.reactions import Reacting, Reactions, Reacts
from shared.messaging.redrive import Redrive
from shared.messaging.relay import Relay
from shared.messaging.sweep import Sweep
from shared.messaging.unfinished import Unfinished
from shared.not_configured import WRONG, NotConfigured, SaysWhyNot, read_settings, told_at_exit
from shared.observability import metrics
from shared.observability.health import HealthCheck
from shared.observability.logging import configure_logging
from shared.observability.tracing import configure_tracing, traceparent_of_current
from shared.projection.keeping_up import ProjectionsKeepUp
from shared.projection.projection import Projection
from shared.projection.projector import Projector
from shared.projection.rows import Rows
from shared.reference.reference import Reference
from shared.storage.documents import Documents, Outbound, Upcast, View
from shared.storage.indexes import DatabasePlan, Index
from shared.storage.mongo import StorageAway, connect, database, write_probe
from shared.storage.reading import Reader
from shared.storage.server_clock import ServerClock
from shared.storage.store import AggregateStore
from shared.storage.vault import Vault
from shared.upkeep import Upkeep
from shared.version import product_version
from shared.view_refresh import ViewRefresh
from shared.web import health, ops
from shared.web.access import AccessLog
from shared.web.actor import TrustedKeys
from shared.web.application import Application, Lifespan
from shared.web.bodies import BoundedBodies
from shared.web.command_routes import command_router
from shared.web.file_routes import file_routers, streamed
from shared.web.problems import install_problems
from shared.web.readiness import ConsumerIsThere, MasterKeyFits, RelayKeepsUp, StorageTakesWrites
from shared.web.settings import HostSettings, Settings

A = TypeVar("A", bound=Aggregate)
AppT = TypeVar("AppT", bound="Reacting")
RECEIVING_S, SENDING_S = 5.5, 2.5
"""Seconds that stopping to receive, and then to send, may take; with two seconds for open requests, ten in all."""


class Part(Protocol):
    """Something that runs as long as the service does."""

    async def start(self) -> None:
        """Begin."""

    async def stop(self) -> None:
        """Stop cleanly within a few seconds."""


@dataclass(frozen=True)
class ServiceSpec(Generic[AppT]):
    """What one service is made of. ``indexes`` names every collection of aggregates, with its own indexes."""

    name: str
    settings: type[HostSettings]
    build: Callable[["ServiceHost"], AppT]
    routers: Sequence[APIRouter] = ()
    commands: Sequence[Declaration] = ()
    indexes: Mapping[str, Sequence[Index]] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)
    """The present ``view.form`` of each collection; what was stored with a lower one is written anew at the start."""
    projections: Sequence[Projection] = ()
    parts: Callable[["ServiceHost", AppT], Sequence[Part]] = lambda _host, _app: ()
    checks: Callable[[AppT], Sequence[HealthCheck]] = lambda _app: ()
    """What readiness asks beyond storage, relay, keys and consumer."""
    files: FilesSpec | None = None
    reference: Sequence[str] = ()
    """The packages of reference data that it uses, by name."""
    website: Callable[[Application, HostSettings], None] | None = None
    """Adds the pages of a service that people call with browsers. Its callers bring no actor tokens."""

    @property
    def formed(self) -> list[Projection]:
        """The projections, each with the form of the views that its rows are made of."""
        return [replace(one, view_form=self.forms.get(one.source, 1)) for one in self.projections]

    @property
    def plan(self) -> DatabasePlan:
        """All indexes of this service's database."""
        return DatabasePlan(list(self.indexes), self.indexes)


class ServiceHost:
    """The running parts of one service."""

    def __init__(self, spec: ServiceSpec[AppT], settings: HostSettings, clock: Clock | None = None) -> None:
        self.name = spec.name
        self.settings = settings
        self.version = product_version()
        self._indexes = spec.indexes
        self.reference = Reference.open(spec.reference, settings.reference)
        self.client = connect(settings.mongo_url)
        name = f"{settings.database_prefix}{spec.name}"
        self.database = database(self.client, name)
        self.server_clock = ServerClock.of(self.database)
        self.clock: Clock = clock or self.server_clock
        self.started_at = self.clock.now()
        keys = None if spec.website else Settings.of(settings)
        self.vault = Vault.from_file(self.client, name, keys.master_key) if keys and keys.master_key else None
        self.files = file_room(spec.files, self.database, self.vault, self.clock) if spec.files else None
        self.reader = Reader(self.database, self.vault)
        self.access_log = AccessLog(self.database, self.clock)
        self.actor_keys = TrustedKeys.from_file(spec.name, keys.actor_public_key) if keys else None
        self.projector = Projector(self.database, spec.formed, self.clock)
        self._forms = spec.forms
        self.index_mark: str | None = None  # of views that are found by the present index key; ``build`` sets it
        self.relay = Relay(self.database, settings.amqp_url, spec.name)
        self.consumer: Consumer | None = None
        self.stores: dict[str, AggregateStore[Any]] = {}
        self._parts: list[Part] = []
        self.checks: Sequence[HealthCheck] = ()

    def _all_checks(self, own: Sequence[HealthCheck]) -> list[HealthCheck]:
        """What readiness asks: of every service, and ``own`` of this one."""
        checks: list[HealthCheck] = [StorageTakesWrites(self.database), self.server_clock, *own]
        if self.stores:
            checks.append(RelayKeepsUp(lambda: self.relay.is_connected))
        if self.projector.projections:
            checks.append(ProjectionsKeepUp(self.projector))
        if self.vault is not None:
            checks.append(MasterKeyFits(self.vault))
        if self.consumer is not None:
            consumer = self.consumer
            checks.append(ConsumerIsThere(lambda: consumer.is_consuming, lambda: consumer.is_stalled))
        return checks

    def store(
        self,
        collection: str,
        kind: type[A],
        outbound: Outbound,
        *,
        view: View[A] | None = None,
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
            indexes=self._indexes.get(collection, ()),
            not_found=not_found,
            traceparent=traceparent_of_current,
            follower=self.projector if self.projector.follows(collection) else None,
        )
        self.stores[collection] = made
        return made

    def rows(self, projection: Projection) -> Rows:
        """The rows of one of the service's projections, for its queries."""
        return Rows(self.projector, projection.name)

    def blind_keys(self, purpose: str) -> tuple[bytes, ...]:
        """The keys for blind indexes of this purpose, the present one first. Raises ValueError without a master key."""
        if self.vault is None:
            raise ValueError(f"{self.name} needs TONGXIN_MASTER_KEY")
        return self.vault.blind_keys(purpose)

    async def start(self, reactions: Reacts, parts: Sequence[Part] = (), checks: Sequence[HealthCheck] = ()) -> None:
        """Start every part; none waits for a server that is away. Raises MasterKeyWrong beside data of another key."""
        with suppress(StorageAway):
            await self.server_clock.agrees()
            if self.vault is not None:
                await self.vault.prove()
        metrics.build_info.labels(self.name, self.version).set(1)
        self._parts = [self.server_clock, *self._sending(), *self._receiving(reactions), *parts]
        self.checks = self._all_checks(checks)
        for part in self._parts:
            await part.start()

    def _sending(self) -> list[Part]:
        """The relay of a service with stores, and what looks after them."""
        if not self.stores:
            return []
        return [
            self.relay,
            Sweep(self.database, list(self.stores), self.relay, self.clock),
            ClockLag(self.reader, list(self.stores), self.clock),
            Upkeep(self.stores, self.clock),
            self.projector,
            ViewRefresh(self.stores, self._forms, self.projector, self.clock, self.index_mark),
        ]

    def _receiving(self, reacts: Reacts) -> list[Part]:
        """The consumer of a service with reactions, and the loop that tries what is unfinished again."""
        if not reacts:
            return []
        reactions, unfinished = Reactions(reacts, self.clock), Unfinished(self.database, self.name)
        self.consumer = Consumer(
            self.settings.amqp_url,
            self.name,
            reactions,
            unfinished,
            self.clock,
            lambda: write_probe(self.database, self.name),
            Presence(self.database),
        )
        return [self.consumer, Redrive(self.database, unfinished, reactions, self.consumer.blocked, self.clock)]

    async def stop(self) -> None:
        """Stop receiving, then send what is left, then close. What does not stop in time is abandoned."""
        await within(RECEIVING_S, *(part.stop() for part in self._parts if part is not self.relay))
        if self.stores:
            await within(SENDING_S, self.relay.stop())
        if self.vault is not None:
            await self.vault.close()
        self.client.close()


def service_of(
    spec: ServiceSpec[AppT], settings: HostSettings | None = None, clock: Clock | None = None
) -> Application:
    """The service as an ASGI application; its host is built when it starts. Settings default to the environment."""
    given = settings or spec.settings()

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        try:
            host = ServiceHost(spec, given, clock)
            app = spec.build(host)
            api.state.host, api.state.app = host, app
            await host.start(app.reactions, [*spec.parts(host, app), *sweeping(host.files, app)], spec.checks(app))
        except WRONG as error:
            api.state.not_configured = NotConfigured.of(spec.name, error, given)
            raise
        try:
            yield
        finally:
            await host.stop()

    api = application_of(spec, given, lifespan)
    api.wrap(SaysWhyNot)
    return api


def application_of(spec: ServiceSpec[AppT], settings: HostSettings, lifespan: Lifespan | None = None) -> Application:
    """Its routes and middlewares alone. ``lifespan`` puts the running parts into ``state.host`` and ``state.app``."""
    api = Application(spec.name, lifespan, for_browsers=spec.website is not None)
    if spec.website:
        spec.website(api, settings)
    else:
        install_problems(api)
        api.wrap(partial(BoundedBodies, streams=streamed(spec.files)))
        for router in (*spec.routers, *file_routers(spec.files), command_router(spec.commands), ops.router):
            api.include_router(router)
    api.include_router(health.router)
    return api


def run_service(spec: ServiceSpec[AppT]) -> None:
    """Run one service until SIGTERM or SIGINT; it then ends within ten seconds.

    Exits with a sentence, and no traceback, where it cannot start as it is configured.
    """
    settings = read_settings(spec.name, spec.settings)
    configure_logging(spec.name, settings.log_level)
    configure_tracing(spec.name, settings.otlp_endpoint)
    api = service_of(spec, settings)
    with told_at_exit(api):
        uvicorn.run(
            api,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
