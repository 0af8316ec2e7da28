"""A file is tried, its wrong rows are taken away to be mended, and the trial is made real without the file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.looking import Camera, violations
from tests.browser.visiting import NARROW, Visitors
from tests.builders_registry import a_csv, a_row

WORDS = {
    "zh": ("提交文件", "查看导入结果", "正式导入", "新登记", "只列出一次导入新登记的组织。", "导入登记册"),
    "en": (
        "Send the file",
        "Show the result of the import",
        "Import for real",
        "New",
        "Only what one import",
        "by an import",
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_trial_is_made_real_and_leads_to_what_it_brought(
    visitors: Visitors, camera: Camera, language: str
) -> None:
    send, result, real, entered, of_one, told = WORDS[language]
    first = 61_000 if language == "zh" else 62_000
    rows = [a_row(first + n, 名称=f"镇海区试行示例协会{first + n}") for n in range(3)]
    content = a_csv(*rows, a_row(first + 9, 名称=""))
    async with visitors.visit("registrar", language) as page:
        await page.goto("/orgs/import")
        async with page.expect_download() as template:
            await page.get_by_role("link", name="XLSX").click()
        assert (await template.value).suggested_filename.endswith(".xlsx")
        await page.locator("input[type=file]").set_input_files(
            {"name": "名册.csv", "mimeType": "text/csv", "buffer": content}
        )  # type: ignore[arg-type]
        await page.get_by_role("button", name=send).click()
        await page.wait_for_url("**/orgs/jobs/*")
        await page.get_by_role("link", name=result).click()
        await expect(page.get_by_role("link", name=real)).to_be_visible()
        for size, name in ((None, "1366"), (NARROW, "390")):
            if size:
                await page.set_viewport_size(size)
            await camera.shoot(page, f"trial.{language}.{name}")
            assert await violations(page) == []
        async with page.expect_download() as mend:
            await page.get_by_role("link", name="CSV").click()
        saved = await (await mend.value).path()
        taken = await asyncio.to_thread(Path(saved).read_text, "utf-8-sig")
        assert taken.count("\n") == 2, "the header, and the one row with a problem"
        await page.get_by_role("link", name=real).click()
        await camera.shoot(page, f"trial-form.{language}.390")
        await page.locator("main form").get_by_role("button").last.click()
        await page.wait_for_url("**/orgs/jobs/*")
        await page.get_by_role("link", name=result).click()
        await page.locator(".tile", has_text=entered).first.click()
        await expect(page.get_by_text(of_one)).to_be_visible()
        await expect(page.locator("tr[data-row]")).to_have_count(3)
        await camera.shoot(page, f"trial-list.{language}.390")
        await page.locator("tr[data-row] a").first.click()
        await expect(page.get_by_text(told).first).to_be_visible()
        await camera.shoot(page, f"trial-organisation.{language}.390")
