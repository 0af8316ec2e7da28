"""Journey: a ward reports better speech of a bed; the responsible worker has the task and the notice within seconds."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from services.gateway.auth.demo_accounts import DEMO_WARD
from tests.browser.looking import Camera
from tests.browser.scene import Office
from tests.browser.test_money_journey import give, said
from tests.browser.test_organisation_journey import fits
from tests.browser.visiting import NARROW, Visitors, sign_in

SECONDS = 20.0
"""How long the worker waits at most, on a machine that several tests share."""


async def in_hospital(office: Office, bed: str) -> tuple[str, str]:
    """Somebody who was brought to the ward a while ago, and is cared for by the worker: id and number of the case."""
    entered = datetime.now(UTC) - timedelta(hours=3)
    label = f"示例（{bed} 床）"
    opening = {
        "intake": {"arrival": "police", "found_place": "奉化汽车站", "entered_at": entered.isoformat()},
        "person": {"temporary_label": label, "sex": {"value": "female"}},
    }
    case_id = str((await office.give("rescue_worker", "rescue", "/cases", json=opening))["id"])
    institution, _, ward = DEMO_WARD.partition("/")
    stay = {"place": "hospital", "name": institution, "ward": ward, "bed": bed}
    await office.give("rescue_worker", "rescue", f"/cases/{case_id}/placements", json=stay)
    cases = await office.get("rescue_worker", "rescue", "/cases", limit=200)
    return case_id, next(one["case_no"] for one in cases["items"] if one["id"] == case_id)


async def report(phone: Page, bed: str, camera: Camera | None = None) -> None:
    """From the start page: the bed, how well, a word more, send."""
    await phone.goto("/own")
    await phone.get_by_role("link", name="报告语言好转").click()
    await phone.fill("#bed", f"{bed} 床")
    await phone.get_by_label("能说短句").check()
    await phone.fill("#note", "会说几句河南话")
    if camera:
        await fits(phone, camera, "journey-ward-report.zh.390")
    await give(phone)
    await said(phone, "谢谢，已经转达给救助站。")


async def test_the_ward_reports_better_speech(visitors: Visitors, office: Office, camera: Camera) -> None:
    bed = str(secrets.randbelow(90_000) + 10_000)
    case_id, case_no = await in_hospital(office, bed)
    async with visitors.visit(None, viewport=NARROW) as phone, visitors.visit("rescue_worker") as worker:
        await sign_in(phone, "ward")
        await fits(phone, camera, "journey-ward-start.zh.390")
        await report(phone, bed, camera)
        known = " ".join((await phone.locator("main").inner_text()).split())
        began = time.monotonic()
        while True:
            await worker.goto("/inbox?tab=todo")
            if case_no in await worker.content():
                break
            assert time.monotonic() - began < SECONDS, "the worker heard nothing"
        await worker.goto("/rescue/due")
        row = worker.locator("main", has_text=case_no)
        await expect(row).to_contain_text("语言好转，请再问询")
        await worker.goto(f"/rescue/case/{case_id}/interviews")
        await expect(worker.get_by_text("会说几句河南话").first).to_be_visible()

        await report(phone, f"{bed}1")
        assert " ".join((await phone.locator("main").inner_text()).split())[:60] == known[:60]
        assert case_no not in await phone.content()
        await worker.goto("/rescue/ward-reports")
        await worker.locator("main tr", has_text=f"{bed}1").get_by_role("link").first.click()
        await expect(worker.get_by_text(f"{bed}1 床").first).to_be_visible()
        await worker.get_by_role("link", name="办结来报").click()
        await give(worker)
        await said(worker, "来报已经办结。")
        for path in (f"/rescue/case/{case_id}", "/rescue/cases", "/rescue/ward-reports", "/today"):
            answer = await phone.goto(path)
            assert answer is not None
            assert answer.status == 404 or phone.url.endswith("/own"), path
