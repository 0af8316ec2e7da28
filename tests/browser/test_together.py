"""Two people at one form: nobody's work is lost, and what both changed is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import expect

from tests.browser.looking import Camera, too_wide, violations
from tests.browser.visiting import NARROW, Visitors


async def test_description_that_two_people_change_at_once_keeps_what_both_wrote(
    visitors: Visitors, scene: Mapping[str, str], camera: Camera
) -> None:
    path = f"/rescue/case/{scene['man']}/person"
    async with visitors.visit("rescue_worker") as mine, visitors.visit("station_head") as theirs:
        await mine.goto(path)
        await theirs.goto(path)
        await theirs.fill("#belongings", "一把旧钥匙")
        await theirs.fill("#clothing", "蓝色工作服")
        await theirs.get_by_role("button", name="保存").click()
        await theirs.wait_for_url(f"**/rescue/case/{scene['man']}")
        await mine.fill("#clothing", "灰色外套")
        await mine.get_by_role("button", name="保存").click()
        panel = mine.get_by_role("alert")
        await expect(panel).to_contain_text("张建国")
        await expect(panel).to_contain_text("一把旧钥匙")
        assert await violations(mine) == []
        await camera.shoot(mine, "person-together.zh.1366")
        await mine.set_viewport_size(NARROW)
        assert await too_wide(mine) == []
        await panel.get_by_role("button", name="用我的，保存").click()
        await mine.wait_for_url(f"**/rescue/case/{scene['man']}")
        await expect(mine.get_by_text("灰色外套")).to_be_visible()
        await expect(mine.get_by_text("一把旧钥匙")).to_be_visible()
