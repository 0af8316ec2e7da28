"""The page of a project: what freezes it and what lifts that, and when things happened."""

import httpx
import pytest

from tests.gateway.standin.grants import REPORT
from tests.gateway.visiting import sign_in

MIDNIGHT = "2026-04-01T16:00:00Z"


@pytest.mark.parametrize(
    ("reasons", "said", "lifted"),
    [
        (["suspended"], "承办组织被限期停止活动", "组织恢复活动后自动解除冻结"),
        (
            ["suspended", "serious_list"],
            "承办组织被限期停止活动",
            "组织恢复活动、移出严重违法失信名单（列入满两年才能移出）后",
        ),
        (
            ["serious_list"],
            "承办组织被列入严重违法失信名单",
            "移出严重违法失信名单（列入满两年才能移出）后自动解除冻结",
        ),
        (["licence_withdrawn"], "承办组织被吊销登记证书", "冻结不会解除，余款不再拨付"),
        (["revoked", "unreachable"], "承办组织被撤销登记；通过登记的住所", "冻结不会解除，余款不再拨付"),
        (["deregistered"], "承办组织已经注销", "冻结不会解除，余款不再拨付"),
    ],
)
async def test_project_page_says_what_legal_state_freezes_it_and_what_lifts_that(
    browser: httpx.AsyncClient, reasons: list[str], said: str, lifted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.gateway.standin.grants.FROZEN_FOR", reasons)
    await sign_in(browser, "zizhu")
    text = (await browser.get("/grants/projects/project-2")).text
    assert f"原因：{said}" in text
    assert lifted in text
    assert "全部原因移出后自动解除冻结" not in text
    assert "活动异常名录" not in text.split("原因：")[1].split("</div>")[0]


async def test_day_without_an_hour_is_told_without_one(
    browser: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.gateway.standin.grants._at", lambda *_: dict.fromkeys(("at", "recorded_at"), MIDNIGHT))
    monkeypatch.setitem(REPORT, "handed_in_at", MIDNIGHT)
    await sign_in(browser, "fuzeren")
    for path in ("/grants/projects/project-1", "/grants/projects/project-1/accept-report/2"):
        text = (await browser.get(path)).text
        assert "4月2日" in text
        assert "日 00:00" not in text
