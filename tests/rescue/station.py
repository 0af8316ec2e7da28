"""Rescue as a whole service on real servers, called over HTTP by its staff, with a clock that tests move."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import aio_pika
import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey

from services.rescue.app import App
from services.rescue.main import SERVICE
from services.rescue.settings import RescueSettings
from shared.contracts.contract import Contract
from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.host import ServiceHost
from shared.kernel.cause import Actor
from shared.kernel.clock import FixedClock
from shared.kernel.ids import new_id
from shared.messaging.topology import EVENTS, declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from shared.web.actor import mint
from tests.builders_rescue import ENTERED, FANG, FETCHED, HEAD, NOTICE
from tests.running_services import api_of
from tests.second_person import having_looked

CAME: dict[str, Any] = {"intake": {"arrival": "police", "entered_at": ENTERED.isoformat()}}
CONSUMED = ["registry.interpreter.proposed.v1", "rescue.ward.reported.v1"]


@dataclass
class Station:
    """The running service and who calls it."""

    http: httpx.AsyncClient
    key: OKPKey
    clock: FixedClock
    host: ServiceHost
    app: App
    amqp_url: str

    async def call(
        self, method: str, path: str, actor: Actor = FANG, body: object = None, **headers: str
    ) -> httpx.Response:
        """One request of this actor; each has an Idempotency-Key of its own unless one is given."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        token = mint(self.key, actor, self.clock.now(), new_id(), SERVICE.name)
        sent = {"Authorization": f"Bearer {token}", "Idempotency-Key": new_id()} | named
        body = await having_looked(method, path, body, partial(self._looked, sent))
        return await self.http.request(method, path, json=body, headers=sent)

    async def _looked(self, headers: dict[str, str], path: str) -> Any:
        answer = await self.http.get(f"{path}?purpose=test", headers=headers)
        return answer.json() if answer.is_success else None

    async def get(self, path: str, actor: Actor = FANG, **query: str) -> Any:
        """What is answered to a read that must succeed."""
        answer = await self.call("GET", str(httpx.URL(path, params=query) if query else path), actor)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def do(self, path: str, body: object = None, actor: Actor = FANG, method: str = "POST") -> Any:
        """What is answered to a command that must succeed."""
        answer = await self.call(method, path, actor, body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def file(self, case_id: str, actor: Actor = FANG) -> Any:
        """The case, whole."""
        return await self.get(f"/cases/{case_id}", actor, purpose="test")

    async def opened(self, **person: Any) -> str:
        """The id of a case that was just opened."""
        made = await self.do("/cases", CAME | ({"person": person} if person else {}))
        return str(made["id"])

    async def drafted(self, case_id: str, author: Actor = FANG) -> str:
        """The path of a search notice that was just drafted in this case."""
        await self.do(f"/cases/{case_id}/notices", NOTICE_BODY, author)
        return f"/cases/{case_id}/notices/{(await self.file(case_id))['notices'][-1]['id']}"

    async def approved(self, case_id: str) -> str:
        """The path of a search notice that was drafted and approved."""
        notice = await self.drafted(case_id)
        await self.do(f"{notice}/approval", {}, HEAD)
        return notice

    async def published(self, case_id: str) -> str:
        """The path of a search notice that is public."""
        notice = await self.approved(case_id)
        await self.do(f"{notice}/publications", PUBLICATION)
        return notice

    async def sent(self, type_: str) -> list[Any]:
        """The events of this type that were published; waits for the first."""
        for _ in range(100):
            if found := await self.host.reader.every("events", {"type": type_}):
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"no {type_} within five seconds")

    async def hears(self, contract: Contract, subject: str, sequence: int) -> None:
        """Let an event of another service come over the broker."""
        event = Event(
            id=new_id(),
            source=f"/tongxin/{contract.publisher()}",
            type=contract.type(),
            subject=subject,
            time=self.clock.now(),
            dataschema=f"urn:tongxin:schema:{contract.type()}",
            data=contract.payload(),
            sequence=sequence,
            correlationid=new_id(),
            causationid=new_id(),
            actor="service:registry",
        )
        message = aio_pika.Message(event.model_dump_json().encode(), content_type=CONTENT_TYPE)
        async with await aio_pika.connect(self.amqp_url) as connection, connection.channel() as channel:
            exchange = await channel.get_exchange(EVENTS)
            await exchange.publish(message, contract.type())

    async def until(self, case_id: str, holds: Callable[[Any], bool]) -> Any:
        """The case once this holds of it; fails after five seconds."""
        for _ in range(100):
            if holds(file := await self.file(case_id)):
                return file
            await asyncio.sleep(0.05)
        raise AssertionError("it did not come to hold within five seconds")


@asynccontextmanager
async def a_station(
    mongo_url: str,
    amqp_url: str,
    prefix: str,
    home: Path,
    old: Mapping[str, list[Any]] | None = None,
    key_of_old: bytes | None = None,
    at: datetime = ENTERED,
) -> AsyncIterator[Station]:
    """A station with a database, keys and a virtual host of its own; it is Monday, nine in the morning.

    ``old`` are documents of its collections that are there before it starts, ``key_of_old`` their master key.
    """
    private = Ed25519PrivateKey.generate()
    public, master = home / "actor.pub.pem", home / "master.key"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    master.write_bytes(key_of_old or os.urandom(96))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = RescueSettings(
        mongo_url=mongo_url,
        amqp_url=amqp_url,
        database_prefix=prefix,
        actor_public_key=public,
        master_key=master,
    )
    client = connect(mongo_url)
    await create_indexes(database(client, f"{prefix}rescue"), SERVICE.plan)
    for collection, documents in (old or {}).items():
        await database(client, f"{prefix}rescue")[collection].insert_many(documents)
    client.close()
    await declare_topology(amqp_url, {"rescue": CONSUMED, "outside": ["#"]})
    clock = FixedClock(at)
    api = api_of(SERVICE, settings, clock)
    transport = httpx.ASGITransport(api, raise_app_exceptions=False)
    async with api.router.lifespan_context(api), httpx.AsyncClient(transport=transport, base_url="http://it") as http:
        yield Station(http, key, clock, api.state.host, api.state.app, amqp_url)


FETCHED_BODY: dict[str, Any] = {
    "relative": FETCHED.relative,
    "kin_tie": FETCHED.kin_tie,
    "id_checked": True,
    "signed": True,
}
OF_AGE: dict[str, Any] = {
    "age": {"value": {"low": 50, "high": 60}},
    "signs": {"found": "not_seen", "assessed_by": "驻站医生"},
}
"""What has to be known of somebody who leaves alone."""
ALONE_BODY = {"to": "went_home", "declaration": "2026-041号", "assessed_by": "驻站医生"}
NOTICE_BODY: dict[str, Any] = {"features": NOTICE.features, "contact_phone": NOTICE.contact_phone}
PUBLICATION: dict[str, Any] = {"channel": "national_site", "reference": "XQ-2026-1"}
