"""Files on the gateway's pages: sent with a form, kept when another is refused, opened through a link of one's own."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import httpx
import pytest

from services.gateway.clients.file_ways import EACH
from services.gateway.gateway import Gateway
from shared.kernel.clock import FixedClock
from tests.gateway.standin import StandIn
from tests.gateway.visiting import HERE, Html, sign_in

REPORT = "/grants/projects/project-1/submit-report/2"
BROKEN = {"slug": "file-broken", "zh": "文件不完整。", "en": "The file is cut off."}
PICTURE = b"\xff\xd8\xff a picture"


@pytest.fixture
def sent(services: dict[str, StandIn]) -> list[tuple[str, bytes]]:
    """The files that came to grants, each with its use; one that says bad is refused."""
    found: list[tuple[str, bytes]] = []

    def upload(request: httpx.Request, _: str) -> tuple[int, Any]:
        content = request.read()
        if b"bad" in content:
            return 422, BROKEN
        found.append((request.url.params["use"], content))
        return 201, {"id": f"draft-{len(found)}"}

    services["grants"].routes = {r"POST /projects/([\w-]+)/files": upload, **services["grants"].routes}
    services["grants"].routes |= {
        r"POST /projects/project-1/instalments/2/report": lambda _: (201, {"id": "project-1"})
    }
    return found


def ticked(page: str) -> list[str]:
    """The drafts that the form would send again."""
    return re.findall(r'type="checkbox"[^>]* name="receipts" value="([^"]+)" checked', page)


async def post(browser: httpx.AsyncClient, given: dict[str, Any], *files: tuple[str, bytes]) -> httpx.Response:
    """Send the form of a report with these receipts."""
    form = Html((await browser.get(REPORT)).text).fields
    parts = [("receipts", (name, content)) for name, content in files]
    return await browser.post(REPORT, data={**form, **given}, files=parts, headers=HERE)


async def test_several_receipts_are_sent_and_named_in_the_command(
    browser: httpx.AsyncClient, services: dict[str, StandIn], sent: list[tuple[str, bytes]]
) -> None:
    await sign_in(browser, "zizhu")
    shown = (await browser.get(REPORT)).text
    assert 'enctype="multipart/form-data"' in shown
    assert re.search(r'<input id="receipts" name="receipts" type="file" [^>]*multiple', shown)
    assert re.search(r'type="file" accept="image/\*" capture="environment"', shown)
    done = await post(browser, {"title": "末期报告", "reference": "收文 1"}, ("张三.jpg", PICTURE), ("b.pdf", b"%PDF-"))
    assert done.status_code == 303, done.text
    assert sent == [("receipts", PICTURE), ("receipts", b"%PDF-")]
    body = next(one.content for one in services["grants"].asked if one.url.path.endswith("/report"))
    assert b'"receipts":["draft-1","draft-2"]' in body
    assert not any("张三".encode() in one.content for one in services["grants"].asked), "a file's name went on"


async def test_a_refused_file_keeps_the_others_and_what_was_typed(
    browser: httpx.AsyncClient, services: dict[str, StandIn], sent: list[tuple[str, bytes]]
) -> None:
    await sign_in(browser, "zizhu")
    given = {"title": "末期报告", "reference": "收文 1"}
    answer = await post(browser, given, ("a.jpg", PICTURE), ("b.jpg", b"bad"))
    assert answer.status_code == 422
    assert "文件不完整。" in answer.text
    assert Html(answer.text).fields["title"] == "末期报告"
    assert ticked(answer.text) == ["draft-1"]
    assert "/files/grants/project-1/draft-1/thumbnail" in answer.text
    again = await browser.post(
        REPORT, data={**Html(answer.text).fields, "receipts": "draft-1"}, files=[("receipts", ("", b""))], headers=HERE
    )
    assert again.status_code == 303
    assert len(sent) == 1
    assert b'"receipts":["draft-1"]' in next(
        one.content for one in services["grants"].asked if one.url.path.endswith("/report")
    )


async def test_of_several_files_the_refused_one_is_named(
    browser: httpx.AsyncClient, sent: list[tuple[str, bytes]]
) -> None:
    await sign_in(browser, "zizhu")
    answer = await post(
        browser, {"title": "1"}, ("a.jpg", PICTURE), ("发票<b>.pdf", b"bad"), (f"{'长' * 90}.jpg", b"bad")
    )
    assert "“发票&lt;b&gt;.pdf”：文件不完整。" in answer.text
    assert f"“{'长' * 30}…”：文件不完整。" in answer.text
    alone = await post(browser, {"title": "1"}, ("b.jpg", b"bad"))
    assert "b.jpg" not in alone.text


async def test_drafts_that_stay_ticked_are_sent_again_beside_new_ones(
    browser: httpx.AsyncClient, services: dict[str, StandIn], sent: list[tuple[str, bytes]]
) -> None:
    await sign_in(browser, "zizhu")
    first = await post(browser, {"title": ""}, ("a.jpg", PICTURE), ("b.jpg", PICTURE))
    assert ticked(first.text) == ["draft-1", "draft-2"]
    again = {**Html(first.text).fields, "title": "末期报告", "reference": "1", "receipts": ["draft-1", "draft-2"]}
    empty = [("receipts", ("", b"")), ("receipts", ("c.jpg", PICTURE)), ("receipts", ("", b""))]
    assert (await browser.post(REPORT, data=again, files=empty, headers=HERE)).status_code == 303
    body = next(one.content for one in services["grants"].asked if one.url.path.endswith("/report"))
    assert b'"receipts":["draft-1","draft-2","draft-3"]' in body


async def test_other_mistakes_keep_the_files_too(browser: httpx.AsyncClient, sent: list[tuple[str, bytes]]) -> None:
    await sign_in(browser, "zizhu")
    answer = await post(browser, {"title": ""}, ("a.jpg", PICTURE))
    assert (answer.status_code, ticked(answer.text)) == (422, ["draft-1"])


async def test_a_file_opens_for_whoever_asked_and_for_minutes_only(
    browser: httpx.AsyncClient, services: dict[str, StandIn], clock: FixedClock
) -> None:
    services["rescue"].routes |= {r"GET /cases/case-1/files/file-1": lambda _: (200, PICTURE)}
    await sign_in(browser, "jiuzhu")
    way = await browser.get("/files/rescue/case-1/file-1")
    link = way.headers["location"]
    assert way.status_code == 303
    assert not any(told in link for told in ("case-1", "file-1", "jiuzhu"))
    opened = await browser.get(link)
    assert (opened.status_code, opened.content) == (200, PICTURE)
    policy = opened.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert opened.headers["x-content-type-options"] == "nosniff"
    assert opened.headers["cache-control"] == "no-store"
    assert opened.headers["content-disposition"].startswith("inline; filename=")
    await sign_in(browser, "zhanzhang")
    assert (await browser.get(link)).status_code == 404, "the link is another's"
    await sign_in(browser, "jiuzhu")
    clock.move(timedelta(minutes=5))
    outlived = await browser.get(link)
    assert outlived.status_code == 404
    assert "链接已经过期" in outlived.text
    assert (await browser.get("/files/open/nonsense")).status_code == 404


async def test_a_person_who_reads_none_of_many_files_is_told_so_and_keeps_nobody_out(
    browser: httpx.AsyncClient, services: dict[str, StandIn], gateway: Gateway
) -> None:
    services["rescue"].routes |= {r"GET /cases/case-1/files/file-1": lambda _: (200, PICTURE)}
    await sign_in(browser, "jiuzhu")
    link = (await browser.get("/files/rescue/case-1/file-1")).headers["location"]
    with ExitStack() as held:
        for _ in range(EACH):
            held.enter_context(gateway.file_ways.one("jiuzhu"))
        refused = await browser.get(link)
        assert refused.status_code == 503
        assert "关掉暂停的录音" in refused.text
        assert (await browser.get("/rescue/cases")).status_code == 200
    assert (await browser.get(link)).status_code == 200
    assert (await browser.get(link)).status_code == 200, "every way was given back"


@pytest.mark.parametrize(
    "path", ["/files/notify/x/y", "/files/nobody/x/y", "/files/notify/x/y/thumbnail", "/files/rescue/../x/thumbnail"]
)
async def test_there_are_no_files_elsewhere(browser: httpx.AsyncClient, path: str) -> None:
    await sign_in(browser, "jiuzhu")
    assert (await browser.get(path)).status_code == 404


async def test_a_stranger_is_asked_to_sign_in(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/files/rescue/case-1/file-1")
    assert answer.headers["location"].startswith("/sign-in")
    big = await browser.post("/sign-in", content=b"", headers={**HERE, "content-length": str(13 << 20)})
    assert big.status_code == 413
