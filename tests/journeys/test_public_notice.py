"""Journey: a search notice becomes public on the station's own site and is withdrawn; the register is read there."""

import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from services.public.main import SERVICE as PUBLIC
from services.registry.adapters.due_organisations import DueOrganisations
from services.registry.adapters.rules_file import register_rules
from services.registry.main import SERVICE as REGISTRY
from services.rescue.main import SERVICE as RESCUE
from shared.contracts.rescue_public import NoticeMadePublic, NoticeTakenDown
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import new_id
from tests.builders_registry import a_code
from tests.journeys.freezing import REGISTRAR
from tests.running_services import Office, running_office, until
from tests.servers import Servers

pytestmark = pytest.mark.servers

WORKER, HEAD = "rescue_worker", "station_head"
MARK = "右眉有一道月牙形旧疤"
TEXT = {"features": MARK, "contact_phone": "0574-88585123", "shown_name": "无名氏", "sex": "女", "age": "约 55 岁"}
CASE: dict[str, Any] = {"intake": {"arrival": "police", "entered_at": "2026-11-02T01:00:00Z"}}


@pytest.fixture(scope="module")
async def office(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """Rescue, registry and the public site."""
    name = f"t{uuid.uuid4().hex[:10]}"
    servers.management.add_vhost(name)
    home = tmp_path_factory.mktemp("journey")
    specs = (RESCUE, REGISTRY, PUBLIC)
    async with running_office(servers.mongo_url, servers.vhost_url(name), f"{name}_", home, *specs) as one:
        yield one
        for spec in specs:
            await one.public.host.client.drop_database(f"{name}_{spec.name}")
    servers.management.drop_vhost(name)


async def seen(office: Office, path: str) -> httpx.Response:
    """What somebody of the public is answered."""
    return await office.public.http.get(path)


async def published(office: Office, case_id: str, **changed: str) -> tuple[str, str]:
    """The path in rescue and the public number of a notice that was published on the own site just now."""
    await office.rescue.post(f"/cases/{case_id}/notices", TEXT | changed, WORKER)
    notice_id = (await file_of(office, case_id))["notices"][-1]["id"]
    path = f"/cases/{case_id}/notices/{notice_id}"
    await office.rescue.post(f"{path}/approval", {}, HEAD)
    body = {"channel": "own_site", "late_reason": "补发"}
    await office.rescue.post(f"{path}/publications", body, WORKER)
    return path, (await file_of(office, case_id))["notices"][-1]["publications"][-1]["reference"]


async def file_of(office: Office, case_id: str) -> Any:
    """The case, whole."""
    return await office.rescue.get(f"/cases/{case_id}", WORKER, purpose="test")


async def raw(office: Office, service: str) -> str:
    """Everything that a service stores, as text."""
    database = office.services[service].host.database
    found = [await database[name].find().to_list(None) for name in await database.list_collection_names()]
    return repr(found)


async def test_a_notice_becomes_public_and_is_withdrawn(office: Office) -> None:
    case_id = (await office.rescue.post("/cases", CASE, WORKER))["id"]
    path, no = await published(office, case_id)

    async def readable() -> bool:
        return (await seen(office, f"/zh/notices/{no}")).status_code == 200

    await until(readable)
    page = await seen(office, f"/zh/notices/{no}")
    assert {word for word in (MARK, "0574-88585123", case_id, "救2026") if word in page.text} == {MARK, "0574-88585123"}
    assert MARK in (await seen(office, "/en/notices")).text

    await office.rescue.post(f"{path}/withdrawal", {"reason": "家属已认领"}, WORKER)

    async def gone() -> bool:
        return (await seen(office, f"/zh/notices/{no}")).status_code == 410

    await until(gone)
    for address in (f"/zh/notices/{no}", f"/en/notices/{no}", "/zh/notices", "/zh/", "/sitemap.xml"):
        answer = await seen(office, address)
        assert not [word for word in (MARK, "88585123") if word in answer.text]
    assert MARK not in await raw(office, "public")

    async def forgotten() -> bool:
        return MARK not in await raw(office, "rescue")

    await until(forgotten)


async def test_a_second_notice_stands_in_the_place_of_the_first(office: Office) -> None:
    case_id = (await office.rescue.post("/cases", CASE, WORKER))["id"]
    _, first = await published(office, case_id)
    _, second = await published(office, case_id, features="左手缺一指")

    async def replaced() -> bool:
        return f"/zh/notices/{second}" in (await seen(office, f"/zh/notices/{first}")).text

    await until(replaced)
    assert (await seen(office, f"/zh/notices/{first}")).status_code == 410

    async def readable() -> bool:
        return "左手缺一指" in (await seen(office, f"/zh/notices/{second}")).text

    await until(readable)


async def test_a_withdrawal_that_comes_first_is_never_undone(office: Office) -> None:
    no, at = "1111-2222-3333", "2026-11-02T01:00:00Z"
    told = NoticeMadePublic.model_validate(TEXT | {"notice_no": no, "published_at": at, "updated_at": at})
    await office.tell(NoticeTakenDown(notice_no=no), "case-9", 2)

    async def gone() -> bool:
        return (await seen(office, f"/zh/notices/{no}")).status_code == 410

    await until(gone)
    await office.tell(told, "case-9", 1)
    unfinished = office.public.host.database["unfinished"]

    async def parked() -> bool:
        return await unfinished.find_one({"subject": "case-9", "state": "parked"}) is not None

    await until(parked)
    await office.tell(told, "case-10", 1)

    async def absorbed() -> bool:
        document = await office.public.host.database["notices"].find_one({"_id": no})
        return bool(document and document["version"] == 2)

    await until(absorbed)
    assert (await seen(office, f"/zh/notices/{no}")).status_code == 410
    assert MARK not in (await seen(office, "/zh/notices")).text


async def test_the_register_is_read_as_the_office_reads_it(office: Office) -> None:
    registration = {
        "uscc": a_code(8_801),
        "name": "奉化区银铃为老服务中心",
        "kind": "association",
        "street_code": "330213001",
        "founded_on": "2015-03-02",
    }
    made = await office.registry.post("/organisations", registration, REGISTRAR)
    address = f"/zh/organisations/{registration['uscc']}"

    async def there() -> bool:
        return (await seen(office, address)).status_code == 200

    await until(there)
    assert registration["name"] in (await seen(office, "/zh/organisations?q=银铃")).text
    reasons = f"/organisations/{made['id']}/abnormal-reasons"
    await office.registry.post(reasons, {"code": "unreachable", "decision_no": "奉民罚1号"}, REGISTRAR)

    async def listed() -> bool:
        return "通过登记的住所无法取得联系" in (await seen(office, address)).text

    await until(listed)


async def test_an_organisation_that_is_older_than_the_event_tells_its_facts_once(office: Office) -> None:
    registration = {
        "uscc": a_code(8_802),
        "name": "奉化区老底子文化协会",
        "kind": "association",
        "street_code": "330213001",
        "founded_on": "2015-03-02",
    }
    one = (await office.registry.post("/organisations", registration, REGISTRAR))["id"]
    host, site = office.registry.host, office.public.host.database["organisations"]

    async def shown() -> bool:
        return await site.find_one({"_id": one}) is not None

    await until(shown)
    await site.delete_one({"_id": one})
    store, now = host.stores["organisations"], host.clock.now()
    await store.collection.update_one({"_id": one}, {"$unset": {"state.told": ""}})
    assert one in await DueOrganisations(store.due, host.reader)(now, 200)
    cause = Cause(new_id(), Actor("service:registry"), now, new_id())
    await store.change(
        one, cause, lambda organisation: organisation.pass_time("service:registry", now, register_rules())
    )
    await until(shown)
    assert one not in await DueOrganisations(store.due, host.reader)(now, 200)
