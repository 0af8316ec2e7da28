"""Journey: an organisation reports from a phone, from the invitation of its person on.

The administrator invites by code, the person sets a password and signs in, finds the project, reports with receipts;
the report is returned once and then accepted, the instalment unlocks, and the answer is seen.
"""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from shared.kernel.ids import new_id
from tests.browser.looking import Camera, too_wide, violations
from tests.browser.scene import Office
from tests.browser.test_money_journey import a_project, account, an_organisation, give, pay, refused_to_pay, said
from tests.browser.visiting import NARROW, Visitors
from tests.files.samples import a_picture

PASSWORD = "correct horse battery"
TOLD = "十月义诊三场，服务 120 人次；药品 3,200 元，场地 800 元，志愿者交通 500 元。"
PARTS = [
    {"amount_fen": 600_000, "due_on": "2026-03-16", "report_need": "final"},
    {"amount_fen": 400_000, "due_on": "2026-12-16", "report_need": "none"},
]


async def test_an_organisation_reports_from_a_phone(
    visitors: Visitors, office: Office, camera: Camera, tmp_path: Path
) -> None:
    receipts = [tmp_path / "发票.jpg", tmp_path / "签收表.jpg"]
    for width, one in zip((800, 900), receipts, strict=True):
        one.write_bytes(a_picture(width, 1100))
    organisation, name = await an_organisation(office)
    project = (await a_project(office, organisation)).removeprefix("/grants")
    await office.give("grants_officer", "grants", f"{project}/instalments", json={"parts": PARTS})
    await office.give("grants_head", "grants", f"{project}/plan-approval", json={})
    own = f"/own{project}"
    user_name = f"u{new_id()[-10:]}"
    async with visitors.visit("centre_admin") as admin:
        link = await invited(admin, user_name, name)
    async with (
        visitors.visit(None, viewport=NARROW) as phone,
        visitors.visit("grants_head") as head,
        visitors.visit("grants_officer") as officer,
        visitors.visit("finance") as finance,
    ):
        await accept_invitation(phone, link, camera)
        await sign_in_again(phone, user_name)
        await report(phone, own, receipts, camera)

        await refused_to_pay(finance, f"/grants{project}", "报告还没有通过")
        await returned(head, project)
        await phone.goto("/own")
        await phone.get_by_role("button", name="去看看").first.click()
        await phone.wait_for_url(f"**{own}")
        await expect(phone.get_by_text("退回原因：缺签到表")).to_be_visible()
        await phone.get_by_role("link", name="提交报告").first.click()
        await phone.fill("#title", "末期报告（补签到表）")
        await phone.fill("#told", TOLD)
        await give(phone)
        await said(phone, "报告已经提交，等中心审核。")

        await accepted(head, project)
        await phone.goto(own)
        await expect(phone.get_by_text("等中心拨付").first).to_be_visible()
        await account(officer, finance, f"/grants{project}", name)
        await pay(finance, f"/grants{project}")
        await phone.goto(own)
        await expect(phone.get_by_text("已拨付").first).to_be_visible()
        await fits(phone, camera, "journey-organisation-paid.zh.390")
        await phone.goto("/inbox")
        await expect(phone.get_by_text("第 1 期的报告已经通过").first).to_be_visible()
        await fits(phone, camera, "journey-organisation-inbox.zh.390")


async def report(phone: Page, own: str, receipts: list[Path], camera: Camera) -> None:
    """From the start page to the report with its receipts, and how it then stands."""
    await expect(phone.get_by_role("heading", name="我的首页")).to_be_visible()
    await fits(phone, camera, "journey-organisation-start.zh.390")
    await phone.locator(f'a[href="{own}/hand-in-report/1"]').click()
    await phone.fill("#title", "末期报告")
    await phone.fill("#told", TOLD)
    await phone.set_input_files("#receipts", receipts)
    await fits(phone, camera, "journey-organisation-report.zh.390")
    await give(phone)
    await said(phone, "报告已经提交，等中心审核。")
    await expect(phone.get_by_text("已提交，待审核")).to_be_visible()
    await fits(phone, camera, "journey-organisation-project.zh.390")


async def invited(admin: Page, user_name: str, organisation: str) -> str:
    """The administrator invites a person of the organisation by its name; the link is shown once."""
    await admin.goto("/accounts/invite")
    await admin.fill("#name", "林秋（示例）")
    await admin.fill("#user_name", user_name)
    await admin.get_by_label("机构人员").check()
    await admin.fill("#scope", organisation)
    await admin.click("main form button[type=submit]")
    return await admin.input_value("#link")


async def accept_invitation(phone: Page, link: str, camera: Camera) -> None:
    """The code is in its field already; a password, and the person is in."""
    await phone.goto(link)
    await fits(phone, camera, "journey-organisation-code.zh.390")
    await phone.click("form.stack button[type=submit]")
    await fits(phone, camera, "journey-organisation-password.zh.390")
    await phone.fill("#new", PASSWORD)
    await phone.fill("#again", PASSWORD)
    await phone.click("form.stack button[type=submit]")
    await phone.wait_for_url("**/own")


async def sign_in_again(phone: Page, user_name: str) -> None:
    """As on another day: without the session, by name and password."""
    await phone.context.clear_cookies()
    await phone.goto("/own")
    await phone.fill("#name", user_name)
    await phone.fill("#password", PASSWORD)
    await phone.click("form.stack button[type=submit]")
    await phone.wait_for_url("**/own")


async def returned(head: Page, project: str) -> None:
    """The head finds the report waiting, reads it, and returns it with a reason."""
    await head.goto("/today")
    await expect(head.get_by_text("审核报告").first).to_be_visible()
    await head.goto(f"/grants{project}/return-report/1")
    await expect(head.get_by_text(TOLD)).to_be_visible()
    await expect(head.locator(".gallery-row img")).to_have_count(2)
    await head.fill("#reason", "缺签到表")
    await give(head)
    await said(head, "报告已经退回")


async def accepted(head: Page, project: str) -> None:
    await head.goto(f"/grants{project}/accept-report/1")
    await expect(head.get_by_text(TOLD)).to_be_visible()
    await give(head)
    await said(head, "报告已经通过，这一期可以拨付。")


async def test_guessing_the_addresses_of_others_shows_nothing(visitors: Visitors, office: Office) -> None:
    organisation, name = await an_organisation(office)
    project = await a_project(office, organisation)
    own = project.removeprefix("/grants")
    async with visitors.visit("organisation_member", viewport=NARROW) as phone:
        for path in (f"/own/organisations/{organisation}", f"/own{own}", project, f"/orgs/{organisation}", "/orgs"):
            answer = await phone.goto(path)
            assert answer is not None
            assert answer.status == 404, path
            assert name not in await phone.content()


async def fits(page: Page, camera: Camera, name: str) -> None:
    """Nothing is wider than the phone, and axe objects to nothing."""
    assert await violations(page) == []
    assert await too_wide(page) == []
    await camera.shoot(page, name)
