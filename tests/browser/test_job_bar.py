"""An import of many rows: its bar moves by itself, and a button stops it. An export is made and downloaded."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from tests.browser.looking import violations
from tests.browser.visiting import Visitors
from tests.builders_registry import a_csv, a_row

WIDTH = """() => Number(document.querySelector("#progress .bar rect:nth-of-type(2)").getAttribute("width"))"""
MOVED = (
    """(most) => Number(document.querySelector("#progress .bar rect:nth-of-type(2)").getAttribute("width")) > most"""
)
ROWS = 4_000


async def test_bar_of_an_import_moves_and_its_button_stops_it(visitors: Visitors) -> None:
    rows = (a_row(50_000 + number, 名称=f"镇海区进度示例协会{number}") for number in range(ROWS))
    file = {"name": "名册.csv", "mimeType": "text/csv", "buffer": a_csv(*rows)}
    async with visitors.visit("registrar") as page:
        loads: list[str] = []
        page.on("load", lambda one: loads.append(one.url))
        await page.goto("/orgs/import")
        await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
        await page.get_by_label("正式导入").check()
        await page.get_by_role("button", name="提交文件").click()
        await page.wait_for_url("**/orgs/jobs/*")
        seen = {await page.evaluate(WIDTH)}
        loaded = len(loads)
        while len(seen) < 4:
            await page.wait_for_function(MOVED, arg=max(seen))
            seen.add(await page.evaluate(WIDTH))
        assert len(loads) == loaded, "the page was never loaded again"
        assert await violations(page) == []
        await page.get_by_role("link", name="取消任务").click()
        await page.locator("main form").get_by_role("button").last.click()
        await expect(page.get_by_text("已经取消。")).to_be_visible()
        await page.get_by_role("link", name="查看导入结果").click()
        await expect(page.get_by_text("这次导入中断了。")).to_be_visible()
        shown = await page.locator(".tile-number").first.inner_text()
        assert 0 < int(shown.replace(",", "")) < ROWS


async def test_export_begins_with_the_filter_of_the_list_and_its_file_is_downloaded(
    visitors: Visitors, tmp_path: Path
) -> None:
    async with visitors.visit("registrar") as page:
        await page.goto("/orgs?kind=foundation")
        await page.get_by_role("link", name="导出名录").click()
        await expect(page.locator("#kind")).to_have_value("foundation")
        await page.get_by_label("文本表格（CSV）").check()
        await page.get_by_role("button", name="开始导出").click()
        await page.wait_for_url("**/orgs/jobs/*")
        await expect(page.get_by_text("文件已经生成，只有您本人可以下载。")).to_be_visible()
        assert await violations(page) == []
        async with page.expect_download() as saved:
            await page.get_by_role("link", name="下载文件").click()
        await (await saved.value).save_as(tmp_path / "saved.csv")
        assert (await saved.value).suggested_filename.startswith("组织名录 ")
        lines = (tmp_path / "saved.csv").read_text("utf-8-sig").splitlines()
        assert lines[0].startswith("名称,统一社会信用代码")
        assert len(lines) > 1
        assert all(",基金会," in line for line in lines[1:])
        await page.goto("/orgs/jobs")
        await expect(page.locator("main tbody tr").first).to_contain_text("导出名录")
