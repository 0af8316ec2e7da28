"""A photograph of somebody unknown, taken with a telephone: sent, seen small and whole; a bad one is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
from playwright.async_api import Page, expect

from tests.browser.looking import Camera, violations
from tests.browser.scene import Office
from tests.browser.test_money_journey import a_project, an_organisation
from tests.browser.visiting import NARROW, Visitors
from tests.files.samples import a_paper, a_picture


async def opened_case(page: Page) -> None:
    """Open a case of somebody unknown."""
    await page.goto("/rescue/intake/new")
    await page.get_by_label("公安护送").check()
    await page.fill("#temporary_label", "无名氏 照片")
    await page.get_by_role("button", name="保存登记").click()
    await expect(page.get_by_role("heading", name="无名氏 照片")).to_be_visible()


async def test_a_photograph_is_sent_from_a_telephone_and_shown_again(
    visitors: Visitors, camera: Camera, tmp_path: Path
) -> None:
    good, bad = tmp_path / "IMG_0001.jpg", tmp_path / "IMG_0002.jpg"
    good.write_bytes(a_picture(1600, 1200, turned=True))
    bad.write_bytes(a_picture()[:2000])
    async with visitors.visit("rescue_worker", viewport=NARROW, has_touch=True) as page:
        await opened_case(page)
        await page.get_by_role("link", name="存入照片或录音").first.click()
        await expect(page.get_by_label("用手机拍照")).to_be_visible()
        await page.set_input_files("#file", bad)
        await page.get_by_label("面部").check()
        await page.fill("#note", "右眉有旧疤")
        await page.get_by_role("button", name="存入照片或录音").click()
        await expect(page.get_by_text("文件不完整或者已经损坏").first).to_be_visible()
        await expect(page.locator("#note")).to_have_value("右眉有旧疤")
        await camera.shoot(page, "photo-refused.zh.390")
        await page.set_input_files("#file", good)
        await page.get_by_role("button", name="存入照片或录音").click()
        await expect(page.locator(".notice", has_text="照片或者录音已经存入本案。")).to_be_visible()
        small = ".gallery-file img"
        await page.locator(small).scroll_into_view_if_needed()
        await expect(page.locator(f"{small}[alt='面部']")).to_be_visible()
        for _ in range(100):
            if await page.locator(small).evaluate("img => img.naturalWidth") == 240:
                break
            await page.wait_for_timeout(100)
        else:
            raise AssertionError("the small picture did not come")
        assert await violations(page) == []
        await camera.shoot(page, "photo.zh.390")
        async with page.context.expect_page() as opened:
            await page.locator(".gallery-file").click()
        whole = await opened.value
        await whole.wait_for_load_state()
        assert re.search(r"/files/open/[\w.-]+$", whole.url)
        assert await whole.locator("img").evaluate("img => img.naturalWidth") == 1200


async def test_receipts_are_handed_in_without_scripts_and_seen_by_whoever_decides(
    visitors: Visitors, office: Office, camera: Camera, tmp_path: Path
) -> None:
    receipts = [tmp_path / "发票.jpg", tmp_path / "签收表.pdf"]
    receipts[0].write_bytes(a_picture(800, 1100))
    receipts[1].write_bytes(a_paper(3, script=True))
    organisation, _ = await an_organisation(office)
    project = await a_project(office, organisation)
    plan = {"parts": [{"amount_fen": 600_000, "due_on": "2026-06-16", "report_need": "mid_term"}]}
    await office.give("grants_officer", "grants", f"{project.removeprefix('/grants')}/instalments", json=plan)
    async with visitors.visit("grants_officer", java_script_enabled=False) as officer:
        await officer.goto(f"{project}/submit-report/1")
        await officer.fill("#reference", "收文2026-31")
        await officer.set_input_files("#receipts", receipts)
        await officer.get_by_role("button", name="登记报告").click()
        await expect(officer.get_by_text("请填写“报告名称”。").first).to_be_visible()
        await expect(officer.locator(".uploads input:checked")).to_have_count(2)
        await camera.shoot(officer, "receipts-kept.zh.1366")
        await officer.fill("#title", "中期报告")
        await officer.get_by_role("button", name="登记报告").click()
        await expect(officer.get_by_text("报告已经登记，等待审核。")).to_be_visible()
        await expect(officer.locator(".gallery-item")).to_have_count(2)
        await camera.shoot(officer, "receipts.zh.1366")
    async with visitors.visit("grants_head") as head:
        await head.goto(f"{project}/accept-report/1")
        await expect(head.locator(".gallery-row img")).to_have_count(2)
        await expect(head.locator(".gallery-row")).to_contain_text("3 页")
        assert await violations(head) == []
        await camera.shoot(head, "receipts-decided.zh.1366")
        async with head.expect_download() as saved:
            await head.locator(".gallery-row .gallery-file").nth(1).click()
        await (await saved.value).save_as(tmp_path / "saved.pdf")
    with pikepdf.open(tmp_path / "saved.pdf") as paper:
        assert len(paper.pages) == 3
        assert "/OpenAction" not in paper.Root
