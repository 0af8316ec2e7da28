"""A notice becomes public on the station's own site and is withdrawn; the site is read in both languages and widths."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Page, expect

from tests.browser.host import Installation
from tests.browser.looking import Camera, too_wide, violations
from tests.browser.scene import Office
from tests.browser.test_money_journey import give
from tests.browser.visiting import NARROW, WIDE, Visitors
from tests.eventually import eventually

MARK = "左耳后有一颗痣"
NOTICE = {
    "features": f"{MARK}，右眉有旧疤，走路略跛",
    "contact_phone": "0574-88585123",
    "shown_name": "无名氏",
    "sex": "女",
    "age": "约 55 岁",
    "height": "约 1.55 米",
    "speech": "像安徽一带",
    "clothing": "蓝色棉袄，黑色布鞋",
    "found_place": "大桥镇长途汽车站",
    "found_on": "2026-11-01",
}


@pytest.fixture
async def public(visitors: Visitors, installation: Installation) -> AsyncIterator[Visitors]:
    """Everybody else, at the public site."""
    readers = Visitors(visitors.launch, installation.environment["TONGXIN_SITE_URL"], installation.environment)
    yield readers
    if readers.browser:
        await readers.browser.close()


async def approved(office: Office) -> str:
    """The id of a case whose notice was approved and is published nowhere yet."""
    entered = datetime.now(UTC).isoformat()
    intake = {"arrival": "police", "entered_at": entered}
    case = (await office.give("rescue_worker", "rescue", "/cases", json={"intake": intake}))["id"]
    await office.give("rescue_worker", "rescue", f"/cases/{case}/notices", json=NOTICE)
    file = await office.get("rescue_worker", "rescue", f"/cases/{case}", purpose="寻找亲属")
    notice = file["notices"][0]["id"]
    await office.give("station_head", "rescue", f"/cases/{case}/notices/{notice}/approval", json={})
    return str(case)


async def look(page: Page, path: str, camera: Camera, name: str) -> None:
    """The page in both languages and widths: nothing objected to, nothing too wide."""
    for language in ("zh", "en"):
        await page.goto(f"/{language}{path}")
        for size in (WIDE, NARROW):
            await page.set_viewport_size(size)
            assert await violations(page) == []
            assert await too_wide(page) == []
            await camera.shoot(page, f"public-{name}.{language}.{size['width']}")


async def test_notice_becomes_public_and_is_withdrawn(
    visitors: Visitors, public: Visitors, office: Office, camera: Camera
) -> None:
    case = await approved(office)
    async with visitors.visit("rescue_worker") as worker, public.visit(None) as reader:
        await worker.goto(f"/rescue/case/{case}?tab=search")
        await worker.get_by_role("link", name="登记发布").first.click()
        await worker.select_option("#channel", "own_site")
        await give(worker, checked=True)
        link = worker.get_by_role("link", name="公众网站上的公告")
        await expect(link).to_be_visible()
        assert await violations(worker) == []
        await camera.shoot(worker, "public-link.zh.1366")
        address = str(await link.get_attribute("href"))

        async def readable() -> bool:
            answer = await reader.goto(address)
            return answer is not None and answer.status == 200

        await eventually(readable)
        await expect(reader.get_by_text(MARK)).to_be_visible()
        path = address.removeprefix(public.address).removeprefix("/zh")
        await look(reader, path, camera, "notice")
        if camera.folder:
            await reader.goto(address)
            await reader.pdf(path=camera.folder / "public-notice.pdf", format="A4")
        await look(reader, "/notices", camera, "notices")
        await look(reader, "/", camera, "home")
        await look(reader, "/notices?sex=male&band=child&place=某", camera, "notices-none")

        await worker.get_by_role("link", name="撤回公告").first.click()
        await worker.fill("#reason", "家属已认领")
        await give(worker)
        assert await reader.context.cookies() == []
    async with public.visit(None) as another:

        async def gone() -> bool:
            answer = await another.reload() if another.url == address else await another.goto(address)
            return answer is not None and answer.status == 410

        await eventually(gone)
        await another.goto("/zh/notices")
        await expect(another.get_by_text(MARK)).to_have_count(0)
        await look(another, path, camera, "withdrawn")


async def test_register_is_looked_up(public: Visitors, office: Office, camera: Camera) -> None:
    lines = await office.get("registrar", "registry", "/organisations", standing="abnormal", limit=1)
    one = lines["items"][0]
    async with public.visit(None) as reader:
        await reader.goto("/zh/")
        await reader.get_by_label("名称或统一社会信用代码").fill(one["uscc"])
        await reader.get_by_role("button", name="查找").click()
        await reader.get_by_role("link", name=one["name"]).click()
        for fact in (one["uscc"], one["street"], "活动异常名录"):
            await expect(reader.get_by_text(fact, exact=True).first).to_be_visible()
        await look(reader, f"/organisations/{one['uscc']}", camera, "organisation")
        await look(reader, "/organisations", camera, "organisations")
        await look(reader, "/organisations?q=没有这个", camera, "organisations-none")
        await look(reader, "/report", camera, "report")
        await look(reader, "/nothing", camera, "not-found")
