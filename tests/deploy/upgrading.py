"""An installation of an earlier state, laid into fresh databases, prepared and started with the services of today."""

import asyncio
import base64
import json
import lzma
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from bson import json_util

from deploy.keys import KeyFiles
from deploy.prepare import prepare, prepare_keys
from services.grants.main import SERVICE as GRANTS
from services.notify.main import SERVICE as NOTIFY
from services.registry.adapters.views import FORMS as REGISTER_FORMS
from services.registry.main import SERVICE as REGISTRY
from services.rescue.adapters.case_view import FORMS as CASE_FORMS
from services.rescue.adapters.older_cases import OlderCases
from services.rescue.main import SERVICE as RESCUE
from shared.kernel.clock import FixedClock
from shared.storage.mongo import Client
from tests.running_services import Office, running_office, until

DATA = Path(__file__).with_name("data")
SPECS = (REGISTRY, GRANTS, RESCUE, NOTIFY)
REFRESHED = {"registry": REGISTER_FORMS, "rescue": CASE_FORMS}
PASSING = frozenset({"leases", "probes", "access_log", "news", "consumers"})
"""Collections that say nothing of the office's work."""
MOVES_ON = frozenset({"version", "updated_at", "allowed_actions"})
"""What of an answer is meant to change with an upgrade."""
SAYS_NOTHING = (None, "", [], False, {"value": None, "unknown": "not_asked"})
"""What a field holds where nothing is known."""
SAID_SINCE = {
    "grants.instalments[].paid_recorded_at",
    "grants.instalments[].planned_by",
    "grants.instalments[].report_state",
    "grants.money.released",
    "grants.money.returned",
    "grants.payee_account",
    "grants.timeline[].paper",
    "grants.timeline[].recorded_at",
    "grants.timeline[].terms",
    "grants.waiting_correction",
    "registry.names",
    "registry.reasons[].listed_recorded_at",
    "registry.retractable",
    "registry.steps[].recorded_at",
    "registry.streets",
    "registry.timeline[].recorded_at",
    "registry.timeline[].year",
    "rescue.age_now",
    "rescue.inquiries",
    "rescue.leaving",
    "rescue.limits[].counts_from",
    "rescue.next_limit.counts_from",
    "rescue.next_step",
    "rescue.person.signs",
    "rescue.record",
    "rescue.search_ended",
    "rescue.stated_by",
}
"""Fields of today that say something of an old thing, and are no invention: looked at one by one."""
_OPTIONS = json_util.JSONOptions(json_mode=json_util.JSONMode.CANONICAL, tz_aware=True)
OF_AN_INDEX = {"unique", "sparse", "partialFilterExpression", "expireAfterSeconds"}


@dataclass(frozen=True)
class OldInstallation:
    """One such file, as ``data/README.md`` tells."""

    content: dict[str, Any]

    @classmethod
    def read(cls, name: str) -> "OldInstallation":
        """The file with this name below ``data``."""
        return cls(json.loads(lzma.decompress(DATA.joinpath(name).read_bytes())))

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered over HTTP then, see ``write_old_installation.py``."""
        found: dict[str, Any] = self.content["answers"]
        return found

    @property
    def read_at(self) -> datetime:
        """When that was."""
        return datetime.fromisoformat(self.content["read_at"])

    @property
    def master_key(self) -> bytes:
        """The key under which its sealed fields lie."""
        return base64.b64decode(self.content["master_key"])

    @cached_property
    def stored(self) -> dict[str, Any]:
        """By service and collection: its documents and its indexes, as the database takes them."""
        found: dict[str, Any] = json_util.loads(json.dumps(self.content["stored"]), json_options=_OPTIONS)
        return found

    def documents(self, service: str, collection: str) -> dict[str, Any]:
        """The documents of a collection by their id."""
        return {one["_id"]: one for one in self.stored[service][collection]["documents"]}

    def logged(self, service: str) -> dict[str, Any]:
        """The events of its log by their id, each with its time as a date, by which it is taken away in the end."""
        events = self.documents(service, "events")
        return {id_: one | {"at": in_milliseconds(one["time"])} for id_, one in events.items()}

    async def restore(self, client: Client, prefix: str) -> None:
        """Lay everything into databases of this prefix, with the indexes that it had."""
        for service, collections in self.stored.items():
            for name, kept in collections.items():
                collection = client[f"{prefix}{service}"][name]
                for index, told in kept["indexes"].items():
                    if index != "_id_":
                        options = {option: told[option] for option in OF_AN_INDEX & set(told)}
                        keys = [(key, int(order)) for key, order in told["key"]]
                        await collection.create_index(keys, name=index, **options)
                if kept["documents"]:
                    await collection.insert_many(kept["documents"])

    @asynccontextmanager
    async def upgraded(self, mongo_url: str, amqp_url: str, prefix: str, home: Path) -> AsyncIterator[Office]:
        """The services of today on what lies under this prefix, a minute later, once they have done their part."""
        files = KeyFiles.below(home)
        files.master.write_bytes(self.master_key)
        await prepare_keys(mongo_url, prefix, files)
        await prepare(mongo_url, amqp_url, prefix)
        clock = FixedClock(self.read_at + timedelta(minutes=1))
        under = self.master_key
        async with running_office(mongo_url, amqp_url, prefix, home, *SPECS, clock=clock, sealed_under=under) as office:
            await until(lambda: settled(office), 80)
            yield office


async def settled(office: Office) -> bool:
    """Whether nothing is left to begin, to write anew, to send or to absorb."""
    for name, collections in REFRESHED.items():
        for collection, form in collections.items():
            older = {"view.form": {"$not": {"$gte": form}}, "view.erased": {"$ne": True}}
            if await office.services[name].host.database[collection].find_one(older, {"_id": 1}):
                return False
    registry, rescue = office.registry.host.database, office.rescue.host
    if await registry["organisations"].find_one({"state.clocks": None}, {"_id": 1}):
        return False
    if await OlderCases(rescue.database).find(rescue.clock.now(), 1):
        return False
    return not await unsent(office) and not await unmoved(office) and await is_quiet(office)


async def unsent(office: Office) -> list[str]:
    """Documents with events that were not sent yet."""
    return [
        document["_id"]
        for spec in SPECS
        for collection in spec.indexes
        async for document in office.services[spec.name].host.database[collection].find({"outbox.0": {"$exists": 1}})
    ]


async def unmoved(office: Office) -> list[str]:
    """Documents whose journal has not begun, or with entries that were not moved yet."""
    waiting = {"$or": [{"journal_head": {"$exists": False}}, {"journal.0": {"$exists": True}}]}
    return [
        document["_id"]
        for spec in SPECS
        for collection in spec.indexes
        async for document in office.services[spec.name].host.database[collection].find(waiting)
    ]


async def is_quiet(office: Office) -> bool:
    """Whether no document changes within a second."""
    before = await versions(office)
    await asyncio.sleep(1)
    return before == await versions(office)


async def versions(office: Office) -> Mapping[str, int]:
    """How often each aggregate was written."""
    return {
        f"{spec.name}/{collection}/{document['_id']}": document["version"]
        for spec in SPECS
        for collection in spec.indexes
        async for document in office.services[spec.name].host.database[collection].find({}, {"version": 1})
    }


async def everything(office: Office) -> dict[str, Any]:
    """Every document of the services but for what passes, by service, collection and id."""
    return {
        f"{spec.name}/{collection}/{document['_id']}": document
        for spec in SPECS
        for collection in sorted(set(await office.services[spec.name].host.database.list_collection_names()) - PASSING)
        async for document in office.services[spec.name].host.database[collection].find()
    }


def lost(now: Any, then: Any, at: str = "") -> list[str]:
    """Where an answer of now differs from one of then in what then had; what came since is left out.

    In lists of things with an id, and in others by place.
    """
    if isinstance(then, dict):
        if not isinstance(now, dict):
            return [f"{at}: {then!r} is {now!r}"]
        return [
            found
            for name, value in then.items()
            if name not in MOVES_ON
            for found in (lost(now[name], value, f"{at}.{name}") if name in now else [f"{at}.{name} is gone"])
        ]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [
            found for place, pair in enumerate(zip(now, then, strict=True)) for found in lost(*pair, f"{at}[{place}]")
        ]
    return [] if now == then else [f"{at}: {then!r} is {now!r}"]


def said_since(now: Any, then: Any, at: str = "") -> list[tuple[str, Any]]:
    """Which fields of an answer of now say something of a thing of then, and were not there then."""
    if isinstance(then, dict) and isinstance(now, dict):
        new = [(f"{at}.{name}", value) for name, value in now.items() if name not in then and value not in SAYS_NOTHING]
        return new + [
            one for name in set(now) & set(then) - MOVES_ON for one in said_since(now[name], then[name], f"{at}.{name}")
        ]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [one for pair in zip(now, then, strict=True) for one in said_since(*pair, f"{at}[]")]
    return []


async def listed(office: Office, service: str, path: str, role: str, **params: Any) -> list[Any]:
    """All items of a list, page after page."""
    found: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = await office.services[service].get(path, role, limit=200, **params, **cursor)
        found += page["items"]
        if not page.get("next_cursor"):
            return found
        cursor = {"cursor": page["next_cursor"]}


def in_milliseconds(text: str) -> datetime:
    """The time of an event as MongoDB keeps it."""
    at = datetime.fromisoformat(text)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
