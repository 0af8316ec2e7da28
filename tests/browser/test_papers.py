"""A paper leaves the browser as a PDF with number and code, and a colleague at another desk finds it genuine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.browser.looking import Camera, violations
from tests.browser.visiting import Visitors

MARKS = re.compile(r"编号(\D\d{4}-\d{4,}?)校验码(\w{5}-\w{5})")


async def test_summary_of_a_case_is_printed_and_found_genuine(
    visitors: Visitors, scene: Mapping[str, str], camera: Camera, tmp_path: Path
) -> None:
    async with visitors.visit("rescue_worker") as worker, visitors.visit("registrar") as registrar:
        await worker.goto(f"/rescue/case/{scene['woman']}")
        await worker.get_by_role("link", name="打印个案摘要").click()
        await worker.get_by_role("button", name="打印 PDF").click()
        await expect(worker.locator(".field-error"), "a purpose is asked for").to_be_visible()
        await worker.fill("#why", "移交公安机关")
        words = await printed(worker, tmp_path / "summary.pdf")
        for expected in ("个案摘要", "已知情况", "法定期限", "打印人李梅", "第1页，共"):
            assert expected in words
        found = MARKS.search(words)
        assert found, words[:300]
        number, code = found.groups()
        await worker.reload()
        await expect(worker.get_by_text(number)).to_be_visible()
        assert await violations(worker) == []
        await camera.shoot(worker, "paper.zh.1366")

        await check(registrar, number, code.lower())
        await expect(registrar.get_by_text("是真的")).to_be_visible()
        await expect(registrar.get_by_text("李梅")).to_be_visible()
        assert await violations(registrar) == []
        await camera.shoot(registrar, "print-check-genuine.zh.1366")
        await check(registrar, number, "00000-00000")
        await expect(registrar.get_by_text("没有这样的打印件")).to_be_visible()


async def test_slip_is_printed_in_english(visitors: Visitors, scene: Mapping[str, str], tmp_path: Path) -> None:
    async with visitors.visit("finance") as finance:
        await finance.goto(f"/grants/projects/{scene['project']}")
        await finance.get_by_role("link", name="打印拨付单").first.click()
        await finance.get_by_label("English").check()
        words = await printed(finance, tmp_path / "slip.pdf")
        assert "Paymentslip" in words
        assert "人民币" in words
        assert "整" in words


async def printed(page: Page, file: Path) -> str:
    """Press the button; all that the PDF says, without spaces."""
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name="打印 PDF").click()
    download = await downloading.value
    assert download.suggested_filename.endswith(".pdf")
    await download.save_as(file)
    return re.sub(r"\s", "", "".join(one.extract_text() for one in PdfReader(file).pages))


async def check(page: Page, number: str, code: str) -> None:
    """Ask whether number and code belong together."""
    await page.goto("/print-check")
    await page.fill("#number", number)
    await page.fill("#code", code)
    await page.get_by_role("button", name="核验", exact=True).click()


async def test_long_page_is_printed_from_its_first_sheet_on(visitors: Visitors) -> None:
    """A list or timeline longer than a sheet begins below its title, and not on the second sheet."""
    async with visitors.visit("registrar") as page:
        await page.goto("/orgs")
        first = await page.locator("main tbody tr").first.locator("a").first.inner_text()
        sheets = PdfReader(BytesIO(await page.pdf(format="A4"))).pages
        assert len(sheets) > 1
        assert first in re.sub(r"\s", "", sheets[0].extract_text())
