"""The registry on real servers, called over HTTP as members of staff."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey

from services.registry.app import App
from services.registry.main import SERVICE
from services.registry.settings import Settings
from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.decoding import encode
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.contracts.grants import ProjectClosed, ProjectOpened, ProjectReassigned, ProjectReopened, ProjectSettled
from shared.contracts.rescue import InterpreterContacted, InterpreterRequested
from shared.host import ServiceHost
from shared.kernel.cause import Actor
from shared.kernel.ids import new_id
from shared.messaging.topology import EVENTS, declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from shared.web.actor import mint
from tests.running_services import api_of
from tests.second_person import having_looked

REACTED = (
    InterpreterRequested,
    InterpreterContacted,
    ProjectClosed,
    ProjectOpened,
    ProjectReassigned,
    ProjectReopened,
    ProjectSettled,
)


class Registry:
    """A running registry and the people who call it. ``answer`` checks the status and gives the JSON."""

    def __init__(self, http: httpx.AsyncClient, key: OKPKey, host: ServiceHost, app: App) -> None:
        self.http, self.key, self.host, self.app = http, key, host, app

    async def answer(self, method: str, path: str, status: int, role: str = "registrar", **request: Any) -> Any:
        token = mint(self.key, Actor(f"staff-{role}", frozenset({role})), datetime.now(UTC), new_id(), SERVICE.name)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id(), **request.pop("headers", {})}
        if "json" in request:
            request["json"] = await having_looked(method, path, request["json"], partial(self._looked, headers))
        response = await self.http.request(method, path, headers=headers, **request)
        assert response.status_code == status, response.text
        return response.json()

    async def _looked(self, headers: dict[str, str], path: str) -> Any:
        answer = await self.http.get(path, headers=headers)
        return answer.json() if answer.is_success else None

    async def get(self, path: str, status: int = 200, role: str = "registrar", **params: Any) -> Any:
        return await self.answer("GET", path, status, role, params=params)

    async def file(self, path: str, role: str = "registrar", **params: Any) -> httpx.Response:
        """The answer with a file to take away."""
        token = mint(self.key, Actor(f"staff-{role}", frozenset({role})), datetime.now(UTC), new_id(), SERVICE.name)
        return await self.http.get(path, params=params, headers={"Authorization": f"Bearer {token}"})

    async def post(self, path: str, body: object = None, status: int = 201, **request: Any) -> Any:
        return await self.answer("POST", path, status, json=body if body is not None else {}, **request)

    async def published(self, event_type: str, enough: int = 1) -> list[dict[str, Any]]:
        """The data of the events of this type that were sent, once there are enough of them."""
        for _ in range(200):
            found = await self.host.reader.every("events", {"type": event_type}, [("time", 1), ("sequence", 1)])
            if len(found) >= enough:
                break
            await asyncio.sleep(0.05)
        return [event["data"] for event in found]

    async def try_post(self, path: str, body: object) -> int:
        """The status of the answer, whatever it is."""
        actor = Actor("staff-registrar", frozenset({"registrar"}))
        token = mint(self.key, actor, datetime.now(UTC), new_id(), "registry")
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()}
        return (await self.http.post(path, headers=headers, json=body)).status_code

    async def is_told(
        self, event: Contract, sequence: int, subject: str | None = None, event_id: str | None = None
    ) -> None:
        """Send the service an event of another one, as that would; of a case where no other subject is given."""
        envelope = Event(
            id=event_id or new_id(),
            source=f"/tongxin/{event.publisher()}",
            type=event.type(),
            subject=subject or event.payload()["case_id"],
            time=datetime.now(UTC),
            dataschema=schema_url(event.type()),
            data=event.payload(),
            sequence=sequence,
            correlationid=new_id(),
            causationid=new_id(),
            actor="staff-li",
        )
        connection = await aio_pika.connect(self.host.settings.amqp_url)
        async with connection:
            exchange = await (await connection.channel()).get_exchange(EVENTS)
            await exchange.publish(aio_pika.Message(encode(envelope), content_type=CONTENT_TYPE), event.type())


@asynccontextmanager
async def running_registry(mongo_url: str, amqp_url: str, prefix: str, home: Path) -> AsyncIterator[Registry]:
    """A registry with its indexes and queue, ended on leaving."""
    private = Ed25519PrivateKey.generate()
    public = home / "actor.pub.pem"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    master = home / "master.key"
    master.write_bytes(bytes(range(96)))
    settings = Settings(
        mongo_url=mongo_url,
        amqp_url=amqp_url,
        database_prefix=prefix,
        actor_public_key=public,
        master_key=master,
    )
    client = connect(mongo_url)
    await create_indexes(database(client, f"{prefix}registry"), SERVICE.plan)
    client.close()
    await declare_topology(amqp_url, {"registry": [contract.type() for contract in REACTED]})
    api = api_of(SERVICE, settings)
    transport = httpx.ASGITransport(api, raise_app_exceptions=False)
    async with api.router.lifespan_context(api), httpx.AsyncClient(transport=transport, base_url="http://it") as http:
        yield Registry(http, key, api.state.host, api.state.app)
