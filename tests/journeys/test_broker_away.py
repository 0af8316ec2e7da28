"""The broker is away, or takes nothing: every service stays ready, people work on, and all follows in order."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from deploy.local.rabbitmq import RabbitMQ
from services.gateway.auth.actor_tokens import ActorTokens
from services.grants.main import SERVICE as GRANTS
from services.notify.main import SERVICE as NOTIFY
from services.registry.main import SERVICE as REGISTRY
from shared.kernel.clock import SystemClock
from shared.messaging.tap import Tap
from tests.builders_registry import a_code
from tests.eventually import eventually
from tests.gateway.assembled import Browser, a_browser, a_gateway, with_accounts
from tests.gateway.visiting import sign_in
from tests.journeys.freezing import REGISTRAR, Story
from tests.running_services import Office, running_office, until
from tests.servers import queues_outlive_a_kill

STOPPED_FOR_S = float(os.environ.get("TONGXIN_TEST_BROKER_STOPPED_S", "15"))
ALARMED_FOR_S = float(os.environ.get("TONGXIN_TEST_MEMORY_ALARM_S", "20"))
pytestmark = [pytest.mark.servers, pytest.mark.timeout(max(STOPPED_FOR_S, ALARMED_FOR_S) + 120)]

BANNER = "消息服务器暂时联系不上"


@pytest.fixture
async def office(
    mongo_url: str, database: str, own_broker: RabbitMQ, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """Registry, grants and notify on a broker that may be stopped."""
    home = tmp_path_factory.mktemp("away")
    async with running_office(mongo_url, own_broker.url, f"{database}_", home, REGISTRY, GRANTS, NOTIFY) as one:
        await queues_outlive_a_kill(own_broker)
        yield one
        for service in one.services.values():
            await service.host.client.drop_database(service.host.database.name)


@pytest.fixture
async def browser(office: Office) -> AsyncIterator[Browser]:
    """A registrar at the pages, whose gateway listens to the same broker."""
    gateway = a_gateway(SystemClock())
    http = {**gateway.http, **{name: office.services[name].http for name in ("registry", "grants", "notify")}}
    tap = Tap(office.amqp_url, (), gateway.hub.hear, gateway.hub.missed)
    gateway = replace(gateway, http=http, tokens=ActorTokens(office.registry.key), tap=tap)
    await with_accounts(gateway)
    await tap.start()
    async with a_browser(gateway) as one:
        await sign_in(one, "dengji")
        yield one
    await tap.stop()


async def works_on(office: Office, browser: Browser, seconds: float, *, banner: bool) -> list[Story]:
    """Register organisations and change them for so long, while everything answers as ever; answers them."""
    loop, stories = asyncio.get_running_loop(), list[Story]()
    end, seen = loop.time() + seconds, False
    while loop.time() < end or not stories:
        number = 10_000 + secrets.randbelow(50_000)
        name = f"第{number}社会工作服务中心"
        given = {"uscc": a_code(number), "name": name, "kind": "association", "street_code": "330213001"}
        body = {**given, "founded_on": "2015-03-02"}
        story = Story(office, (await office.registry.post("/organisations", body, REGISTRAR))["id"], name)
        await story.list_abnormal_unread()
        stories.append(story)
        for service in office.services.values():
            assert (await service.http.get("/health/ready")).status_code == 200
        page = await browser.get(f"/orgs/{story.organisation_id}")
        assert page.status_code == 200, page.text
        assert name in page.text
        seen = seen or BANNER in page.text
        await asyncio.sleep(1)
    assert seen is banner
    return stories


async def all_follows(office: Office, stories: list[Story]) -> None:
    """Grants comes to know every organisation and that it was listed, in order, and nobody has to help."""
    standings = office.grants.host.stores["standings"].collection
    ids = [story.organisation_id for story in stories]

    async def listed() -> bool:
        rows = await standings.find({"_id": {"$in": ids}}, {"state": 1}).to_list(None)
        return len(rows) == len(ids) and all("unreachable" in str(row["state"]) for row in rows)

    await until(listed, 120)
    for service in office.services.values():
        assert await service.host.database["unfinished"].count_documents({}) == 0


async def test_broker_that_is_stopped_takes_no_service_with_it_and_all_follows_in_order(
    office: Office, browser: Browser, own_broker: RabbitMQ
) -> None:
    before = await works_on(office, browser, 0, banner=False)
    await all_follows(office, before)
    own_broker.kill()
    stories = await works_on(office, browser, STOPPED_FOR_S, banner=True)
    await asyncio.to_thread(own_broker.start)
    loop = asyncio.get_running_loop()
    back = loop.time()
    await all_follows(office, stories)
    print(f"away for {STOPPED_FOR_S:g} s: {2 * len(stories)} commands, all followed {loop.time() - back:.1f} s after")
    await eventually(lambda: not browser.gateway.tap.is_cut_off)


async def test_broker_that_takes_nothing_for_lack_of_memory_takes_no_service_with_it(
    office: Office, browser: Browser, own_broker: RabbitMQ
) -> None:
    await asyncio.to_thread(own_broker.control, "set_vm_memory_high_watermark", "0")
    try:
        stories = await works_on(office, browser, ALARMED_FOR_S, banner=False)
        standings = office.grants.host.stores["standings"].collection
        assert await standings.count_documents({"_id": {"$in": [one.organisation_id for one in stories]}}) == 0
    finally:
        await asyncio.to_thread(own_broker.control, "set_vm_memory_high_watermark", "0.4")
    loop = asyncio.get_running_loop()
    back = loop.time()
    await all_follows(office, stories)
    print(f"alarm for {ALARMED_FOR_S:g} s: {2 * len(stories)} commands, all followed {loop.time() - back:.1f} s after")
