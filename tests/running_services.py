"""Whole services on real servers, called over HTTP as members of staff and told events over the broker."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from fastapi import FastAPI
from joserfc.jwk import OKPKey
from starlette.routing import BaseRoute

from deploy.keys import MASTER_KEY_BYTES
from deploy.prepare import handled_types
from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.decoding import encode
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.host import ServiceHost, ServiceSpec, service_of
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.messaging.topology import EVENTS, declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from shared.web.actor import mint
from shared.web.settings import Settings
from tests.second_person import having_looked

SEALING = frozenset({"registry", "grants", "rescue"})
"""The services that keep sealed fields."""


@dataclass
class Service:
    """One running service and the people who call it. A person is named after the role that they hold."""

    http: httpx.AsyncClient
    host: ServiceHost
    key: OKPKey

    async def ask(self, method: str, path: str, status: int, *roles: str, **request: Any) -> Any:
        """Call as somebody with these roles; the answer's JSON. Fails on any other status."""
        return await self.ask_as(Actor(roles[0], frozenset(roles)), method, path, status, **request)

    async def ask_as(self, actor: Actor, method: str, path: str, status: int, **request: Any) -> Any:
        """Call as this actor, who may be from outside."""
        token = mint(self.key, actor, self.host.clock.now(), new_id(), self.host.name)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id(), **request.pop("headers", {})}
        if "json" in request:
            request["json"] = await having_looked(method, path, request["json"], partial(self._looked, actor))
        response = await self.http.request(method, path, headers=headers, **request)
        assert response.status_code == status, f"{method} {path}: {response.status_code} {response.text}"
        return response.json() if response.content else None

    async def _looked(self, actor: Actor, path: str) -> Any:
        token = mint(self.key, actor, self.host.clock.now(), new_id(), self.host.name)
        answer = await self.http.get(f"{path}?purpose=test", headers={"Authorization": f"Bearer {token}"})
        return answer.json() if answer.is_success else None

    async def get(self, path: str, *roles: str, status: int = 200, **params: Any) -> Any:
        """GET as somebody with these roles."""
        return await self.ask("GET", path, status, *roles, params=params)

    async def post(
        self, path: str, body: object, *roles: str, status: int = 201, headers: dict[str, str] | None = None
    ) -> Any:
        """POST as somebody with these roles."""
        return await self.ask("POST", path, status, *roles, json=body, headers=headers or {})

    async def put(self, path: str, body: object, *roles: str, status: int = 200) -> Any:
        """PUT as somebody with these roles."""
        return await self.ask("PUT", path, status, *roles, json=body)


@dataclass
class Office:
    """Several services on one broker and one MongoDB."""

    services: dict[str, Service]
    amqp_url: str

    def __getattr__(self, name: str) -> Service:
        return self.services[name]

    async def tell(self, contract: Contract, subject: str, sequence: int, event_id: str | None = None) -> str:
        """Put an event on the broker as its publisher would; answers its id."""
        event = Event(
            id=event_id or new_id(),
            source=f"/tongxin/{contract.publisher()}",
            type=contract.type(),
            subject=subject,
            time=datetime.now(UTC),
            dataschema=schema_url(contract.type()),
            data=contract.payload(),
            sequence=sequence,
            correlationid=new_id(),
            causationid=new_id(),
            actor="somebody",
        )
        connection = await aio_pika.connect(self.amqp_url)
        async with connection:
            exchange = await (await connection.channel()).get_exchange(EVENTS)
            await exchange.publish(aio_pika.Message(encode(event), content_type=CONTENT_TYPE), event.type)
        return event.id


_ROUTES: dict[str, list[BaseRoute]] = {}


def api_of(spec: ServiceSpec, settings: Settings, clock: Clock | None = None) -> FastAPI:
    """The service as an ASGI application; equal services share one table of routes, which takes long to make."""
    api = service_of(spec, settings, clock)
    api.router.routes = _ROUTES.setdefault(spec.name, api.router.routes)
    return api


@asynccontextmanager
async def running_office(
    mongo_url: str,
    amqp_url: str,
    prefix: str,
    home: Path,
    *specs: ServiceSpec,
    clock: Clock | None = None,
    sealed_under: bytes | None = None,
    **settings: Any,
) -> AsyncIterator[Office]:
    """These services with their indexes and queues, ended on leaving; ``settings`` are given to each of them.

    ``sealed_under`` is the master key of sealed fields which are there already.
    """
    private = Ed25519PrivateKey.generate()
    public = home / "actor.pub.pem"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    given: dict[str, Any] = {
        "mongo_url": mongo_url,
        "amqp_url": amqp_url,
        "database_prefix": prefix,
        "actor_public_key": public,
    }
    if any(spec.name in SEALING for spec in specs):
        given["master_key"] = home / "master.key"
        given["master_key"].write_bytes(sealed_under or secrets.token_bytes(MASTER_KEY_BYTES))
    names = {spec.name for spec in specs}
    await declare_topology(amqp_url, {name: types for name, types in handled_types().items() if name in names})
    client = connect(mongo_url)
    for spec in specs:
        await create_indexes(database(client, f"{prefix}{spec.name}"), spec.plan)
    client.close()
    async with AsyncExitStack() as stack:
        services = {}
        for spec in specs:
            api = api_of(spec, spec.settings(**{**given, **settings}), clock)
            await stack.enter_async_context(api.router.lifespan_context(api))
            transport = httpx.ASGITransport(api, raise_app_exceptions=False)
            http = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://it"))
            services[spec.name] = Service(http, api.state.host, key)
        yield Office(services, amqp_url)


async def until(check: Callable[[], Awaitable[object]], seconds: float = 20) -> None:
    """Wait until the check holds: it answers something true and asserts nothing wrong."""
    deadline = asyncio.get_running_loop().time() + seconds
    while True:
        late = asyncio.get_running_loop().time() > deadline
        try:
            if await check():
                return
        except AssertionError:
            if late:
                raise
        assert not late, f"{check} did not come true within {seconds} s"
        await asyncio.sleep(0.05)
