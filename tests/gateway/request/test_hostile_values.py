"""Superscripts, halves of surrogates, NUL, a megabyte... in each parameter of every page and field of every form."""

import re
from urllib.parse import quote

import httpx
import pytest

from services.gateway.gateway import Gateway
from services.gateway.i18n import translations
from tests.fuzz.hostile import LONG, MEGABYTE, TEXTS, Dealt
from tests.gateway.assembled import a_browser
from tests.gateway.pages.test_every_page import walk
from tests.gateway.visiting import HERE, Html, sign_in

IN_ADDRESSES, IN_FORMS = Dealt((*TEXTS, *LONG)), Dealt((MEGABYTE, *TEXTS, LONG[3]))
COMMON = ("q", "cursor", "sort", "after", "of", "live", "kind", "chosen", "true_on", "from", "lang", "words")
"""Parameters that some page takes, though no link or form has them."""
_ID = re.compile(r"(?<=[/-])[\w-]*\d+[\w-]*")


def kind_of(path: str) -> str:
    """A page without the ids in its address."""
    return _ID.sub("*", path.partition("?")[0])


def wire(text: str) -> str:
    """A value as it stands in an address or a form: also what is no UTF-8."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


async def in_addresses(browser: httpx.AsyncClient, path: str, names: list[str]) -> list[str]:
    """What is answered wrongly with a hostile value in one parameter, or as a part of the path."""
    broken = []
    bare = path.partition("?")[0]
    ways = [f"{bare}?{name}={{}}" for name in names] + [bare.rpartition("/")[0] + "/{}"]
    for way in ways:
        for value in IN_ADDRESSES.some(2):
            answer = await browser.get(way.format(wire(value)))
            if answer.status_code >= 500:
                broken.append(f"GET {way} {value[:20]!r}: {answer.status_code}")
    return broken


async def in_forms(browser: httpx.AsyncClient, path: str, fields: dict[str, str]) -> list[str]:
    """What is answered wrongly with a hostile value in one field, the others as the page has them."""
    broken = []
    bare = path.partition("?")[0]
    for name in (name for name in fields if name != "_csrf"):
        for value in IN_FORMS.some(3):
            given = {**fields, name: value}
            body = "&".join(f"{wire(one)}={wire(said)}" for one, said in given.items())
            headers = {**HERE, "Content-Type": "application/x-www-form-urlencoded"}
            answer = await browser.post(bare, content=body, headers=headers)
            if answer.status_code >= 500:
                broken.append(f"POST {bare} {name}={value[:20]!r}: {answer.status_code}")
    return broken


@pytest.mark.timeout(600)
async def test_no_value_breaks_a_page_or_a_form(gateway: Gateway) -> None:
    seen: set[str] = set()
    broken: list[str] = []
    for name in ("guanli", "jiuzhu", "yunwei", "dengji", "caiwu"):
        async with a_browser(gateway) as browser:
            await sign_in(browser, name)
            pages = await walk(browser)
            asked = {path.partition("?")[0]: list(httpx.URL(path).params) for path in pages if "?" in path}
            fresh = {kind_of(path): path for path in sorted(pages) if kind_of(path) not in seen}
            seen |= fresh.keys()
            for path in fresh.values():
                names = sorted({*COMMON, *asked.get(path.partition("?")[0], [])})
                broken += await in_addresses(browser, path, names)
                await sign_in(browser, name)
                broken += await in_forms(browser, path, Html((await browser.get(path)).text).fields)
                await sign_in(browser, name)
    assert len(seen) > 60
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("path", ["/sign-in", "/check", "/invitation/x", "/second-step"])
async def test_no_value_breaks_what_nobody_has_to_sign_in_for(browser: httpx.AsyncClient, path: str) -> None:
    broken = await in_addresses(browser, path, ["next", "q", "no", "code", "language"])
    broken += await in_forms(browser, path, {**Html((await browser.get(path)).text).fields, "name": "", "password": ""})
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("value", ["²", "../../../../etc", "\x00", "en/../en"])
def test_no_file_is_opened_by_the_name_of_a_language(value: str) -> None:
    assert translations(value) is translations("zh")
