"""People of an authority, the bureau and a village: invited with their scope, each finds on a phone what it implies."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from shared.kernel.ids import new_id
from tests.browser.looking import Camera
from tests.browser.scene import Office
from tests.browser.test_organisation_journey import PASSWORD, fits
from tests.browser.visiting import NARROW, Visitors
from tests.builders_registry import a_code

AUTHORITY = "奉化区示例主管局"


async def come_in(visitors: Visitors, phone: Page, role: str, scope: str) -> None:
    """Be invited with this scope, choose a password, and stand on the first page."""
    async with visitors.visit("centre_admin") as admin:
        await admin.goto("/accounts/invite")
        await admin.fill("#name", "示例人员")
        await admin.fill("#user_name", f"u{new_id()[-10:]}")
        await admin.get_by_label(role, exact=True).check()
        await admin.fill("#scope", scope)
        await admin.click("main form button[type=submit]")
        link = await admin.input_value("#link")
    await phone.goto(link)
    await phone.click("form.stack button[type=submit]")
    await phone.fill("#new", PASSWORD)
    await phone.fill("#again", PASSWORD)
    await phone.click("form.stack button[type=submit]")
    await phone.wait_for_url("**/own")


async def test_authority_reads_the_organisations_that_it_supervises(
    visitors: Visitors, office: Office, camera: Camera
) -> None:
    given = {"uscc": a_code(69_001), "name": "奉化区示例主管协会", "kind": "association", "supervisor": AUTHORITY}
    body = {**given, "street_code": "330213001", "founded_on": "2015-05-04"}
    organisation = (await office.give("registrar", "registry", "/organisations", json=body))["id"]
    reason = {"code": "unreachable", "note": "两次邮寄无人签收"}
    await office.give("registrar", "registry", f"/organisations/{organisation}/abnormal-reasons", json=reason)
    other = (await office.get("registrar", "registry", "/organisations", kind="foundation"))["items"][0]["id"]
    async with visitors.visit(None, viewport=NARROW) as phone:
        await come_in(visitors, phone, "业务主管单位", AUTHORITY)
        await fits(phone, camera, "own-authority-start.zh.390")
        await phone.get_by_role("link", name="奉化区示例主管协会").click()
        await expect(phone.get_by_text("列入").first).to_be_visible()
        assert "两次邮寄" not in await phone.content(), "the office's own note"
        await fits(phone, camera, "own-authority-organisation.zh.390")
        await phone.goto("/own/supervised")
        await expect(phone.locator("main tbody tr")).to_have_count(1)
        await fits(phone, camera, "own-authority-list.zh.390")
        for path in (f"/own/supervised/{other}", f"/own/organisations/{organisation}", f"/orgs/{organisation}"):
            answer = await phone.goto(path)
            assert answer is not None
            assert answer.status == 404, path


@pytest.mark.parametrize(
    ("role", "scope", "words"),
    [
        ("民政局", "330213", "正在公布的寻亲公告"),
        ("村（社区）", "330213001", "这里不显示任何人的个人信息"),
        ("评审", "2026-1", "评审工作还没有在本系统开放"),
    ],
)
async def test_first_page_says_what_there_is(
    visitors: Visitors, camera: Camera, role: str, scope: str, words: str
) -> None:
    async with visitors.visit(None, viewport=NARROW) as phone:
        await come_in(visitors, phone, role, scope)
        await expect(phone.get_by_text(words).first).to_be_visible()
        await fits(phone, camera, f"own-{scope}.zh.390")
