"""Intake and rows: what is missing is asked for, and nothing that was typed is dropped silently."""

import json
from typing import Any

import httpx
import pytest

from tests.gateway.standin import StandIn
from tests.gateway.visiting import Html, send, sign_in


def opened(service: StandIn) -> Any:
    """What the last case was opened with."""
    return json.loads(next(r for r in reversed(service.asked) if r.method == "POST").content)


@pytest.mark.parametrize(
    ("typed", "said", "at"),
    [
        ({"entered_at": ""}, "请填写“入站时间”。", "entered_at"),
        ({"entered_at": "2026-11-23T"}, "“入站时间”请填写有效的日期或时间。", "entered_at"),
        ({"found_at": "", "found_at-time": "06:30"}, "请填写“发现日期”。", "found_at"),
    ],
)
async def test_arrival_without_its_whole_time_is_asked_for_it(
    browser: httpx.AsyncClient, services: dict[str, StandIn], typed: dict[str, str], said: str, at: str
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, "/rescue/intake/new", arrival="police", circumstances="发着烧", **typed)
    assert answer.status_code == 422
    assert f'<a href="#{at}">{said}</a>' in answer.text
    assert "发着烧" in answer.text
    assert not any(request.method == "POST" for request in services["rescue"].asked)


@pytest.mark.parametrize(
    ("typed", "found_at"),
    [
        ({"found_at": "2026-11-22"}, "2026-11-22T00:00:00+08:00"),
        ({"found_at": "2026-11-22", "found_at-time": "06:30"}, "2026-11-22T06:30:00+08:00"),
    ],
)
async def test_person_only_reported_was_found_on_a_day_perhaps_at_a_time(
    browser: httpx.AsyncClient, services: dict[str, StandIn], typed: dict[str, str], found_at: str
) -> None:
    await sign_in(browser, "jiuzhu")
    await send(browser, "/rescue/intake/new", arrival="hotline", here="no", entered_at="", **typed)
    intake = opened(services["rescue"])["intake"]
    assert (intake["entered_at"], intake["found_at"]) == (None, found_at)


async def test_who_has_not_come_states_nothing_and_the_tick_is_not_dropped_silently(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    await sign_in(browser, "jiuzhu")
    told = {"arrival": "hotline", "here": "no", "entered_at": "", "name": "张志英", "identity_stated": "yes"}
    answer = await send(browser, "/rescue/intake/new", **told)
    assert answer.status_code == 422
    assert '<a href="#identity_stated">人还没有到站，不能登记自述身份。' in answer.text
    assert 'id="identity_stated-error"' in answer.text
    assert not any(request.method == "POST" for request in services["rescue"].asked)


ROWS = [
    (
        "/rescue/intake/new",
        {"arrival": "police"},
        {"marks-0-text": "左臂龙形文身"},
        "marks-0-site",
        "“体表特征”第 1 行没有填写“部位”。",
    ),
    (
        "/rescue/case/case-1/person",
        {},
        {"marks-2-text": "左臂龙形文身"},
        "marks-1-site",
        "“体表特征”第 2 行没有填写“部位”。",
    ),
    (
        "/rescue/case/case-1/interview",
        {"language": "方言", "ability": "few_words", "clues-0-words": "格拉条", "clues-0-kind": "food"},
        {"clues-3-normal_form": "安徽阜阳"},
        "clues-1-words",
        "“线索”第 2 行没有填写“原话”。",
    ),
]


@pytest.mark.parametrize(("path", "whole", "half", "at", "said"), ROWS)
async def test_row_that_is_only_half_filled_in_is_named_and_kept(
    browser: httpx.AsyncClient,
    services: dict[str, StandIn],
    path: str,
    whole: dict[str, str],
    half: dict[str, str],
    at: str,
    said: str,
) -> None:
    await sign_in(browser, "jiuzhu")
    answer = await send(browser, path, **whole, **half)
    assert answer.status_code == 422
    assert f'<a href="#{at}">{said}' in answer.text
    assert f'id="{at}-error"' in answer.text
    assert f'value="{next(iter(half.values()))}"' in answer.text
    assert not any(request.method in ("POST", "PUT") for request in services["rescue"].asked)


async def test_form_shows_an_empty_row_after_those_that_are_filled_in(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    marks = {f"marks-{n}-site": f"部位{n}" for n in range(5)}
    answer = await send(browser, "/rescue/intake/new", **marks)
    assert 'value="部位4"' in answer.text
    assert Html(answer.text).fields["marks-5-site"] == ""


async def test_half_a_row_of_a_draft_is_shown_again_without_complaint(browser: httpx.AsyncClient) -> None:
    await sign_in(browser, "jiuzhu")
    half = {"marks-0-text": "左臂龙形文身", "_draft": "yes"}
    answer = await send(browser, "/rescue/intake/new", **half)
    assert answer.status_code == 200
    assert "左臂龙形文身" in answer.text
