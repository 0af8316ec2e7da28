"""A whole service on real servers: commands over HTTP, their repeats, their errors, and the effects of their events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc.jwk import OKPKey
from pymongo import MongoClient

from shared.background import within
from shared.contracts.contract import Contract
from shared.host import ServiceSpec, service_of
from shared.kernel.cause import Actor
from shared.kernel.handling import Reaction
from shared.kernel.ids import new_id
from shared.messaging.topology import declare_topology
from shared.storage.indexes import create_indexes
from shared.storage.mongo import connect, database
from shared.web.actor import mint
from shared.web.settings import HostSettings, Settings
from tests.running_services import api_of
from tests.web.counting_service import COUNTING

pytestmark = pytest.mark.servers


class Staff:
    """Calls the service as one person."""

    def __init__(self, api: httpx.AsyncClient, key: OKPKey, *roles: str) -> None:
        self.api, self.key, self.actor = api, key, Actor("staff-1", frozenset(roles))

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        token = mint(self.key, self.actor, datetime.now(UTC), new_id(), COUNTING.name)
        headers = {"Authorization": f"Bearer {token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return await self.api.post(path, json={} if body is None else body, headers=headers)

    async def get(self, path: str) -> httpx.Response:
        token = mint(self.key, self.actor, datetime.now(UTC), new_id(), COUNTING.name)
        return await self.api.get(path, headers={"Authorization": f"Bearer {token}"})


@asynccontextmanager
async def a_staff(mongo_url: str, amqp_url: str, prefix: str, tmp_path: Path) -> AsyncIterator[Staff]:
    private = Ed25519PrivateKey.generate()
    public = tmp_path / "actor.pub.pem"
    public.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    key = OKPKey.import_key(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = Settings(mongo_url=mongo_url, amqp_url=amqp_url, database_prefix=prefix, actor_public_key=public)
    client = connect(mongo_url)
    await create_indexes(database(client, f"{prefix}counting"), COUNTING.plan)
    with suppress(ConnectionError):
        await declare_topology(amqp_url, {"counting": ["grants.project.unfrozen.v1"]})
    api = api_of(COUNTING, settings)
    transport = httpx.ASGITransport(api, raise_app_exceptions=False)
    async with api.router.lifespan_context(api), httpx.AsyncClient(transport=transport, base_url="http://it") as http:
        yield Staff(http, key, "operator")
    client.close()


@pytest.fixture
async def staff(mongo_url: str, vhost_url: str, database: str, tmp_path: Path) -> AsyncIterator[Staff]:
    async with a_staff(mongo_url, vhost_url, database, tmp_path) as one:
        yield one


async def test_command_over_http_takes_effect_through_the_broker_in_order(staff: Staff) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    answer = await staff.post(f"/counters/{made}/count", {"times": 3}, Idempotency_Key="k1")
    assert answer.status_code == 200, answer.text
    for _ in range(200):
        values = (await staff.get(f"/ledgers/{made}")).json()
        if len(values) == 3:
            break
        await asyncio.sleep(0.05)
    assert values == [1, 2, 3]
    flow = (await staff.get("/ops/flow")).json()
    published = {row["type"]: row["published"] for row in flow["rows"]}
    assert published["grants.project.unfrozen.v1"] == 3
    ready = await staff.get("/health/ready")
    assert ready.json()["ready"], ready.text


async def test_repeated_key_is_answered_as_before_and_changes_nothing(staff: Staff) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    again = (await staff.post("/counters", Idempotency_Key="make")).json()
    assert again == {"id": made, "version": 1, "repeated": True}
    first = await staff.post(f"/counters/{made}/count", Idempotency_Key="k")
    second = await staff.post(f"/counters/{made}/count", Idempotency_Key="k")
    assert (first.json()["version"], second.json()) == (2, {"id": made, "version": 2, "repeated": True})


async def test_key_with_other_content_is_refused_in_both_languages(staff: Staff) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    await staff.post(f"/counters/{made}/count", {"times": 1}, Idempotency_Key="k")
    other = await staff.post(f"/counters/{made}/count", {"times": 2}, Idempotency_Key="k")
    assert other.status_code == 422
    assert other.headers["content-type"] == "application/problem+json"
    assert other.json()["slug"] == "idempotency-key-reused"
    assert "操作编号" in other.json()["zh"]


async def test_stale_version_is_told_which_version_there_is(staff: Staff) -> None:
    made = (await staff.post("/counters", Idempotency_Key="make")).json()["id"]
    await staff.post(f"/counters/{made}/count", Idempotency_Key="k1")
    stale = await staff.post(f"/counters/{made}/count", Idempotency_Key="k2", If_Match='"1"')
    assert (stale.status_code, stale.json()["slug"]) == (409, "changed-meanwhile")
    assert "第 2 版" in stale.json()["zh"]


@pytest.mark.parametrize(
    ("path", "body", "headers", "status", "slug"),
    [
        ("/counters", {}, {}, 422, "idempotency-key-required"),
        ("/counters/none/count", {}, {"Idempotency_Key": "a"}, 404, "not-found"),
        ("/counters/none/count", {"times": "x"}, {"Idempotency_Key": "a"}, 422, "input-invalid"),
        ("/nowhere", {}, {}, 404, "not-found"),
        ("/counters", {}, {"Idempotency_Key": "a", "If_Match": "x"}, 422, "version-mark-invalid"),
    ],
)
async def test_what_is_not_right_is_a_problem_with_a_slug(
    staff: Staff, path: str, body: object, headers: dict[str, str], status: int, slug: str
) -> None:
    answer = await staff.post(path, body, **headers)
    assert (answer.status_code, answer.json()["slug"]) == (status, slug), answer.text
    assert "x" not in [error.get("input") for error in answer.json().get("errors", [])]


async def test_without_a_token_nobody_acts(staff: Staff) -> None:
    answer = await staff.api.post("/counters", headers={"Idempotency-Key": "a"})
    assert (answer.status_code, answer.json()["slug"]) == (401, "token-refused")


async def test_flow_counts_what_was_published_since_the_service_started_by_an_index(
    staff: Staff, mongo_url: str, database: str
) -> None:
    old = {"_id": "old", "type": "grants.project.opened.v1", "subject": "p", "sequence": 1}
    with MongoClient[dict[str, object]](mongo_url) as client:
        own = client[f"{database}counting"]
        own["events"].insert_one(old | {"time": (datetime.now(UTC) - timedelta(days=1)).isoformat()})
        assert [row for row in (await staff.get("/ops/flow")).json()["rows"] if row["published"]] == []
        own["events"].insert_one(old | {"_id": "new", "time": (datetime.now(UTC) + timedelta(minutes=1)).isoformat()})
        rows = (await staff.get("/ops/flow")).json()["rows"]
        assert [(row["type"], row["published"]) for row in rows if row["published"]] == [
            ("grants.project.opened.v1", 1)
        ]
        assert "recent" in own["events"].index_information()


async def test_decisions_are_read_as_they_were_made_the_latest_first(
    staff: Staff, mongo_url: str, database: str
) -> None:
    parked = {"state": "parked", "type": None, "subject": None, "sequence": None, "last_error": None, "attempts": 1}
    with MongoClient[dict[str, object]](mongo_url) as client:
        kept = client[f"{database}counting"]["unfinished"]
        kept.insert_many([{"_id": name, "message": b"not json", **parked} for name in ("q|a", "q|b")])
    for name in ("q|a", "q|b"):
        answer = await staff.post(f"/ops/unfinished/{name}/discard", {"reason": f"sent by mistake {name}"})
        assert answer.status_code == 204, answer.text
    answer = await staff.get("/ops/decisions?limit=1")
    (last,) = answer.json()["items"]
    assert (answer.json()["total"], last["message_id"], last["what"], last["actor"]) == (2, "q|b", "discard", "staff-1")
    assert (last["reason"], last["kept"], last["body"], last["overtaken"]) == (
        "sent by mistake q|b",
        "not json",
        None,
        False,
    )
    (first,) = (await staff.get(f"/ops/decisions?limit=1&cursor={answer.json()['next_cursor']}")).json()["items"]
    assert first["message_id"] == "q|a"
    staff.actor = Actor("staff-2", frozenset({"registrar"}))
    assert (await staff.get("/ops/decisions")).json()["slug"] == "role-required"


async def test_cause_of_an_unfinished_message_is_told_in_both_languages(
    staff: Staff, mongo_url: str, database: str
) -> None:
    """One that was kept when a failure had a single sentence still says it."""
    failures = ({"slug": "s", "zh": "晚到。", "en": "It came late."}, {"slug": "s", "text": "晚到。"})
    at = datetime.now(UTC)
    kept = {"state": "parked", "type": None, "subject": None, "sequence": None, "attempts": 1, "message": b"x"}
    times = {"received_at": at, "first_failed_at": at, "last_failed_at": at, "retry_at": None}
    with MongoClient[dict[str, object]](mongo_url) as client:
        client[f"{database}counting"]["unfinished"].insert_many(
            [{"_id": f"q|{n}", **kept, **times, "last_error": failure} for n, failure in enumerate(failures)]
        )
    found = (await staff.get("/ops/unfinished")).json()["items"]
    told = [(one["error_slug"], one["error_zh"], one["error_en"]) for one in found]
    assert told == [("s", "晚到。", "It came late."), ("s", "晚到。", "晚到。")]


async def test_operators_only_see_the_flow(staff: Staff) -> None:
    staff.actor = Actor("staff-2", frozenset({"registrar"}))
    assert (await staff.get("/ops/flow")).json()["slug"] == "role-required"


async def test_end_of_a_service_waits_for_nobody_who_is_stuck_and_tells_who_failed() -> None:
    ended: list[str] = []

    async def stuck() -> None:
        await asyncio.Event().wait()

    async def failing() -> None:
        raise RuntimeError("Timeout is expiring")

    async def ending() -> None:
        ended.append("consumer")

    with structlog.testing.capture_logs() as lines:
        await within(0.05, stuck(), ending())
        await within(5, failing(), ending())
    assert ended == ["consumer"] * 2
    assert [line["event"] for line in lines] == ["host.stop_broken_off", "host.stop_failed"]


@dataclass
class Silent:
    """The App of a service that keeps no aggregates and reacts to nothing, as the gateway's."""

    reactions: dict[type[Contract], Reaction] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    async def start(self) -> None:
        self.seen.append("begun")

    async def stop(self) -> None:
        self.seen.append("ended")


async def test_service_without_stores_and_reactions_needs_no_broker_and_no_keys(mongo_url: str, database: str) -> None:
    app = Silent()
    spec = ServiceSpec(
        "silent",
        HostSettings,
        build=lambda _host: app,
        parts=lambda _host, one: [one],
        website=lambda _api, _settings: None,
    )
    settings = HostSettings(mongo_url=mongo_url, amqp_url="amqp://127.0.0.1:1/", database_prefix=database)
    api = service_of(spec, settings)
    async with api.router.lifespan_context(api):
        http = httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://it")
        ready = (await http.get("/health/ready")).json()
        assert ready == {
            "service": "silent",
            "ready": True,
            "degraded": False,
            "checks": [
                {"name": name, "ok": True, "why": "", "warns": False, "needed": True} for name in ("storage", "clock")
            ],
        }
        assert (await http.get("/version")).json()["service"] == "silent"
        assert (await http.get("/ops/flow")).status_code == 404
    assert app.seen == ["begun", "ended"]


async def test_service_without_its_broker_takes_commands_and_says_that_it_is_degraded(
    mongo_url: str, database: str, tmp_path: Path
) -> None:
    async with a_staff(mongo_url, "amqp://127.0.0.1:1/", database, tmp_path) as staff:
        answer = await staff.get("/health/ready")
        told = answer.json()
        assert (answer.status_code, told["ready"], told["degraded"]) == (200, True, True)
        failing = {check["name"] for check in told["checks"] if not check["ok"]}
        assert failing == {"relay", "consumer"}
        assert (await staff.post("/counters", Idempotency_Key="make")).status_code == 201
        text = (await staff.api.get("/metrics")).text
        assert 'tongxin_broker_session{part="relay"} 0.0' in text
        assert 'tongxin_broker_session{part="consumer"} 0.0' in text


def test_settings_of_another_service_are_refused() -> None:
    assert Settings.of(settings := Settings()) is settings
    with pytest.raises(TypeError, match=r"shared\.web\.settings\.Settings is needed"):
        Settings.of(HostSettings())
