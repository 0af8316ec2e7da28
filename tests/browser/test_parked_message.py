"""消息与死信: what could not be finished is shown with its cause in words, and a person decides with a reason."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from playwright.async_api import Page, expect

from shared.contracts.catalogue import schema_url
from shared.contracts.decoding import encode
from shared.contracts.envelope import Event
from shared.contracts.registry import OrganisationListedAbnormal
from shared.kernel.ids import new_id
from tests.browser.looking import Camera, violations
from tests.browser.scene import Office
from tests.browser.visiting import Visitors
from tests.eventually import eventually

KIND = OrganisationListedAbnormal.type()


def listing(organisation_id: str, sequence: int, **data: Any) -> bytes:
    """The message that an organisation was listed, as registry sends it; ``data`` replaces parts of it."""
    told = {"organisation_id": organisation_id, "reason_id": new_id(), "reason_code": "unreachable", "open_reasons": 1}
    event = Event(
        id=new_id(),
        source="/tongxin/registry",
        type=KIND,
        subject=organisation_id,
        time=datetime.now(UTC),
        dataschema=schema_url(KIND),
        data=told | data,
        sequence=sequence,
        correlationid=new_id(),
        causationid=new_id(),
        actor="dengji",
    )
    return encode(event)


async def test_unreadable_message_is_refused_a_replay_and_discarded_with_a_reason(
    visitors: Visitors, office: Office
) -> None:
    async with parked(visitors, office, new_id().encode()) as page:
        await expect(page.get_by_role("heading", name="无法辨认的消息")).to_be_visible()
        await expect(page.locator("main")).to_contain_text("消息正文不是有效的 CloudEvents 事件")
        await page.get_by_role("button", name="放弃").click()
        await expect(page.locator(".error-summary")).to_contain_text("请填写“理由”。")
        await expect(page.locator("#data")).to_have_count(0)
        await decide(page, "重放", "再试一次")
        await expect(page.locator(".error-summary")).to_contain_text("消息正文不是有效的 CloudEvents 事件")
        assert await violations(page) == []
        await decide(page, "放弃", "对方试机时发来的内容，不是事件")


async def test_message_with_wrong_data_is_mended_and_takes_effect(
    visitors: Visitors, office: Office, scene: Mapping[str, str], camera: Camera
) -> None:
    project = await _another_project(office, scene)
    broken = listing(project["organisation_id"], 90, open_reasons="one")
    async with parked(visitors, office, broken) as page:
        await expect(page.get_by_role("heading", name="组织被列入活动异常名录")).to_be_visible()
        await expect(page.locator("main")).to_contain_text("的数据不符合约定：open_reasons")
        await camera.shoot(page, "message-wrong-data.zh.1366")
        data = json.loads(await page.input_value("#data"))
        data["open_reasons"] = 1
        address = page.url
        await page.fill("#data", json.dumps(data, ensure_ascii=False))
        await page.fill("#edit_reason", "数目写成了文字，核对登记后改正")
        await page.get_by_role("button", name="提出修改").click()
        await expect(page.locator(".notice-ok")).to_be_visible()
        await expect(page.locator("main")).to_contain_text("有一项修改等待批准")
        await page.goto(address)
        await expect(page.get_by_text("您提出的修改要由另一个人批准。")).to_be_visible()
        await expect(page.get_by_role("button", name="批准修改并重放")).to_have_count(0)
        await refused_to_pay(visitors, project["id"], camera)
        async with visitors.visit("centre_admin") as second:
            await second.goto(address)
            await expect(second.locator("main")).to_contain_text("data.open_reasons")
            await expect(second.locator("main")).to_contain_text("复核码")
            assert await violations(second) == []
            await camera.shoot(second, "message-edit-waits.zh.1366")
            await second.get_by_role("button", name="批准修改并重放").click()
            await expect(second.locator(".notice-ok")).to_be_visible()
    async with visitors.visit("grants_officer") as page:

        async def frozen() -> bool:
            await page.goto(f"/grants/projects/{project['id']}")
            return bool(await page.locator(".identity .tag", has_text="已冻结").count())

        await eventually(frozen)


async def refused_to_pay(visitors: Visitors, project_id: str, camera: Camera) -> None:
    """The project's page says that a message of its organisation is unfinished, and whom to ask."""
    async with visitors.visit("finance") as page:
        await page.goto(f"/grants/projects/{project_id}")
        await expect(page.get_by_text("条消息没有处理完").first).to_be_visible()
        assert await violations(page) == []
        await camera.shoot(page, "project-news-unfinished.zh.1366")


async def test_overtaken_message_is_parked_and_discarded_with_a_reason(visitors: Visitors, office: Office) -> None:
    organisation_id = new_id()
    await office.put_on_the_broker("grants", listing(organisation_id, 3))
    async with parked(visitors, office, listing(organisation_id, 2)) as page:
        await expect(page.locator("main")).to_contain_text("后续消息")
        await expect(page.locator("main")).to_contain_text("这一条比它旧")
        await expect(page.get_by_role("button", name="重放", exact=True)).to_have_count(0)
        await decide(page, "放弃", "后面的消息已经说明了现在的情况")


@asynccontextmanager
async def parked(visitors: Visitors, office: Office, body: bytes) -> AsyncIterator[Page]:
    """The page of this message, reached from the list; on leaving it must have gone from there."""
    before = await _ids(office)
    await office.put_on_the_broker("grants", body)
    [message_id] = await eventually(lambda: _new(office, before))
    link = f'a[href="/ops/messages/grants/{quote(message_id)}"]'
    async with visitors.visit("operator") as page:
        await page.goto("/ops/messages?state=parked")
        await page.click(link)
        await expect(page.locator("main")).to_contain_text("待人工处理")
        yield page

        async def gone() -> bool:
            await page.goto("/ops/messages")
            return await page.locator(link).count() == 0

        await eventually(gone)


async def decide(page: Page, decision: str, reason: str) -> None:
    """Write a reason and press the button of a decision."""
    await page.fill("#reason", reason)
    await page.get_by_role("button", name=decision, exact=True).click()
    await page.wait_for_load_state()


async def _another_project(office: Office, scene: Mapping[str, str]) -> dict[str, Any]:
    """A running project of an organisation that no other test touches."""
    found = (await office.get("grants_officer", "grants", "/projects", state="running", frozen="false", limit=200))[
        "items"
    ]
    return next(one for one in reversed(found) if one["organisation_id"] != scene["organisation"])


async def _ids(office: Office) -> set[str]:
    items = (await office.get("operator", "grants", "/ops/unfinished", state="parked", limit=200))["items"]
    return {item["id"] for item in items}


async def _new(office: Office, before: set[str]) -> list[str]:
    return sorted(await _ids(office) - before)
