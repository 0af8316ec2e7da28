"""Every answer of the site: headers, caching, languages, refusals; no cookie and no script in any of them."""

import re

import httpx
import pytest

from services.public.domain.notice import PublicNotice
from services.public.entrypoints.around import CONTENT_SECURITY_POLICY
from tests.public.site import AT, GONE, NO, USCC, ShownApp, a_site

PAGES = {
    "/zh/": 200,
    "/en/": 200,
    "/zh/notices": 200,
    "/en/notices?place=桥&sex=female&band=old": 200,
    f"/zh/notices/{NO}": 200,
    f"/en/notices/{NO}": 200,
    f"/zh/notices/{GONE}": 410,
    "/zh/notices/9999": 404,
    "/zh/report": 200,
    "/en/report": 200,
    "/en/organisations?q=示例&standing=abnormal": 200,
    f"/zh/organisations/{USCC}": 200,
    f"/en/organisations/{USCC}": 200,
    "/zh/organisations/x": 404,
    "/fr/": 404,
    "/zh/nothing": 404,
    "/robots.txt": 200,
    "/static/000000000000/site.css": 404,
}
NEVER = re.compile(
    r"<script|javascript:|\son\w+=|<style|\sstyle=|<iframe|https?://(?!www\.sitemaps\.org|www\.w3\.org)", re.I
)


def look(answer: httpx.Response) -> None:
    """What holds of every answer."""
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "script" not in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"]
    assert not NEVER.search(answer.text), NEVER.search(answer.text)


@pytest.mark.parametrize(("path", "status"), PAGES.items())
async def test_page_has_its_status_headers_no_cookie_and_no_script(path: str, status: int) -> None:
    async with a_site() as site:
        answer = await site.get(path)
        assert answer.status_code == status
        look(answer)
        head = await site.head(path)
        assert (head.status_code, head.headers.get("etag")) == (status, answer.headers.get("etag"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_is_taken_in(method: str) -> None:
    async with a_site() as site:
        answer = await site.request(method, "/zh/notices", content="x")
        assert answer.status_code == 405
        look(answer)


async def test_begin_leads_to_chinese_and_never_repeats_the_host() -> None:
    async with a_site() as site:
        for path in ("/", "/zh"):
            answer = await site.get(path, headers={"Host": "evil.example"})
            assert (answer.status_code, answer.headers["location"]) == (302, "/zh/")
            look(answer)


async def test_words_of_a_notice_are_escaped_and_stand_in_both_languages() -> None:
    async with a_site() as site:
        for language in ("zh", "en"):
            page = (await site.get(f"/{language}/notices/{NO}")).text
            assert "&lt;b&gt;旧疤" in page
            assert "0574-88585123" in page
            assert f'href="/{"en" if language == "zh" else "zh"}/notices/{NO}"' in page


async def test_withdrawn_page_says_so_without_words_and_names_what_stands_instead() -> None:
    async with a_site() as site:
        page = await site.get(f"/zh/notices/{GONE}")
        assert "已经撤回" in page.text
        assert f"/zh/notices/{NO}" in page.text
        assert "旧疤" not in page.text


async def test_pages_may_be_kept_for_a_minute_and_are_not_sent_twice() -> None:
    async with a_site() as site:
        first = await site.get(f"/zh/notices/{NO}")
        assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
        assert first.headers["last-modified"] == "Mon, 02 Nov 2026 01:00:00 GMT"
        again = {"If-None-Match": f"W/{first.headers['etag']}"}
        known = await site.get(f"/zh/notices/{NO}", headers=again)
        assert (known.status_code, known.content) == (304, b"")
        look(known)
        assert (await site.get("/zh/notices", headers={"If-None-Match": '"other"'})).status_code == 200
        since = {"If-Modified-Since": "Mon, 02 Nov 2026 01:00:00 GMT"}
        assert (await site.get(f"/zh/notices/{NO}", headers=since)).status_code == 304
        for nonsense in ("nonsense", "Mon, 02 Nov 2026 01:00:00 +99999999999999"):
            answer = await site.get(f"/zh/notices/{NO}", headers={"If-Modified-Since": nonsense})
            assert answer.status_code == 200
        assert (await site.get("/zh/notices", headers=since)).status_code == 200, (
            "a list also changes by what leaves it"
        )


async def test_withdrawal_is_seen_by_a_reader_who_has_the_page_already() -> None:
    app = ShownApp()
    async with a_site(app) as site:
        first = await site.get(f"/zh/notices/{NO}")
        app.notices[NO] = PublicNotice(NO, None, AT, AT, AT)
        known = {"If-None-Match": first.headers["etag"], "If-Modified-Since": first.headers["last-modified"]}
        assert (await site.get(f"/zh/notices/{NO}", headers=known)).status_code == 410


async def test_static_files_are_kept_for_ever_under_the_hash_of_their_content() -> None:
    async with a_site() as site:
        [address] = re.findall(r'href="(/static/[^"]+css)"', (await site.get("/zh/")).text)
        answer = await site.get(address)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
        assert answer.headers["content-type"].startswith("text/css")
        assert "url(" not in answer.text


async def test_one_address_may_not_ask_for_ever_and_another_still_may() -> None:
    async with a_site(site_requests_per_minute=10, site_proxies="203.0.113.0/24") as site:
        answers = [await site.get("/zh/report", headers={"X-Forwarded-For": "198.51.100.1"}) for _ in range(11)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
        assert answers[-1].headers["cache-control"] == "no-store"
        look(answers[-1])
        assert (await site.get("/zh/report", headers={"X-Forwarded-For": "198.51.100.2"})).status_code == 200


async def test_what_is_for_operators_is_not_reached_through_a_proxy() -> None:
    async with a_site() as site:
        for path in ("/metrics", "/health/live"):
            assert (await site.get(path)).status_code == 200
            assert (await site.get(path, headers={"X-Forwarded-For": "198.51.100.1"})).status_code == 404
        assert (await site.get("/openapi.json")).status_code == 404


async def test_what_is_for_operators_is_no_way_around_the_limit() -> None:
    async with a_site(site_requests_per_minute=10, site_proxies="203.0.113.0/24") as site:
        for _ in range(10):
            assert (await site.get("/health/x", headers={"X-Forwarded-For": "198.51.100.1"})).status_code == 404
        assert (await site.get("/version", headers={"X-Forwarded-For": "198.51.100.1"})).status_code == 429
        assert (await site.get("/health/live")).status_code == 200


async def test_storage_that_is_away_is_told_in_a_sentence_and_not_kept() -> None:
    app = ShownApp()
    app.away = True
    async with a_site(app) as site:
        answer = await site.get("/en/notices")
        assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
        assert "cannot be shown right now" in answer.text
        look(answer)


async def test_https_address_adds_hsts_and_a_sitemap() -> None:
    async with a_site(site_url="https://xunqin.example") as site:
        page = await site.get("/zh/")
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert '<link rel="alternate" hreflang="en" href="https://xunqin.example/en/">' in page.text
        sitemap = (await site.get("/sitemap.xml")).text
        assert f"https://xunqin.example/en/notices/{NO}" in sitemap
        assert "Sitemap: https://xunqin.example/sitemap.xml" in (await site.get("/robots.txt")).text
    async with a_site() as site:
        assert "strict-transport-security" not in (await site.get("/zh/")).headers
        assert (await site.get("/sitemap.xml")).status_code == 404
