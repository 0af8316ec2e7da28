"""Superscripts, halves of surrogates, NUL and long texts in each address of the public site: never a server error."""

from urllib.parse import quote

import pytest

from tests.fuzz.hostile import TEXTS
from tests.public.site import NO, USCC, a_site

PLACES = (
    *("/?q={}", "/notices?q={}", "/notices?after={}", "/notices?place={}", "/notices/{}", "/organisations?q={}"),
    *(
        "/organisations?after={}",
        "/organisations?standing={}",
        "/organisations/{}",
        "/lang/{}",
        "/{}",
        "/static/{}/x.css",
    ),
    *(f"/notices/{NO}?lang={{}}", f"/organisations/{USCC}?lang={{}}", "/en/{}", "/en/organisations?q={}"),
)


@pytest.mark.parametrize("place", PLACES)
async def test_no_value_breaks_a_page_of_the_site(place: str) -> None:
    async with a_site() as browser:
        for value in (*TEXTS, "中" * 5000, "w " * 4000, "9" * 5000):
            said = quote(value.encode("utf-8", "surrogatepass"), safe="")
            answer = await browser.get(place.format(said))
            assert answer.status_code < 500, (value[:20], answer.status_code)
