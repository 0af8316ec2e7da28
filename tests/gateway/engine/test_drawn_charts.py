"""What the macros make of charts: accessible, no inline style, all escaped, and a sentence where nothing is to draw."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import httpx
import pytest

from services.gateway.engine.charts import TONES, Bars, Chart, Lines, Point, Series
from services.gateway.formats import Formats
from services.gateway.gateway import Gateway
from services.gateway.showing import Showing, showing
from tests.gateway.assembled import _rendering
from tests.gateway.visiting import Html, sign_in

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
HOSTILE = '<b>"x"&</b>'


class Elements(HTMLParser):
    """Every element with its attributes, and every text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.found if name == tag]


def drawn(chart: Chart, language: str = "zh") -> Elements:
    environment = _rendering()[1]._environments[language]
    template = environment.from_string('{% import "engine/charts.html" as charts %}{{ charts.chart(chart) }}')
    with showing(Showing(Formats(language, NOW), "csrf")):
        return Elements(template.render(chart=chart))


def several(kind: type[Bars] | type[Lines], *, names: tuple[str, ...] = TONES) -> Chart:
    series = [
        Series(name, [Point(HOSTILE, place, "/x?a=1&b=2"), Point("2027", 7)], tone)
        for place, (name, tone) in enumerate(zip(names, TONES, strict=True))
    ]
    return kind(id="c", title="拨付", of="批次", series=series, unit=lambda n: f"{n} 个", empty="没有可画的")


@pytest.mark.parametrize("kind", [Bars, Lines])
def test_drawing_has_names_for_those_who_do_not_see_it(kind: type[Bars] | type[Lines]) -> None:
    page = drawn(several(kind))
    ids = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    for svg in page.of("svg"):
        outermost = svg.get("class", "").startswith(("chart-bar", "chart-lines"))
        if outermost:
            assert svg["role"] == "img"
            assert svg.get("aria-label") or set(svg["aria-labelledby"].split()) <= set(ids)
    assert page.of("figure")[0]["aria-label"] == "拨付"
    assert {attrs["scope"] for attrs in page.of("th")} == {"col", "row"}
    assert page.of("details")
    assert len(page.of("td")) == 2 * len(TONES)
    assert not any({"style", "onclick"} & attrs.keys() for _, attrs in page.found)


@pytest.mark.parametrize("kind", [Bars, Lines])
def test_every_tone_differs_by_more_than_colour(kind: type[Bars] | type[Lines]) -> None:
    page = drawn(several(kind))
    if kind is Bars:
        fills = {attrs.get("fill") for attrs in page.of("rect") if "chart-piece" in attrs.get("class", "")}
        patterns = {f"url(#{attrs['id']})" for attrs in page.of("pattern")}
        assert fills == {None, *patterns}
        assert len(patterns) == len(TONES) - 1
    else:
        assert {"circle", "rect", "path"} <= {tag for tag, _ in page.found}
        shapes = {attrs["d"] for attrs in page.of("path")}
        assert len(shapes) == 2


def test_labels_are_text_and_never_markup() -> None:
    page = drawn(several(Bars))
    assert HOSTILE in page.text
    assert not page.of("b")
    assert {attrs["href"] for attrs in page.of("a")} == {"/x?a=1&b=2"}


def test_nothing_to_draw_is_a_sentence() -> None:
    nothing = Bars(id="c", title="t", of="x", series=[Series("n", [Point("a", 0)])], unit=str, empty="没有可画的")
    page = drawn(nothing)
    assert "没有可画的" in page.text
    assert not page.of("figure")
    assert not page.of("table")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_page_of_components_shows_every_kind_in_place(
    gateway: Gateway, browser: httpx.AsyncClient, language: str
) -> None:
    await gateway.accounts.prefer("yunwei", language=language)
    await sign_in(browser, "yunwei")
    text = (await browser.get("/ops/components")).text
    for kind in ("chart-bar", "chart-lines", "chart-track", "chart-legend", "chart-note"):
        assert f'class="{kind}"' in text
    shares = [float(share) for share in re.findall(r'\sx="(-?[\d.]+)%"', text)]
    assert shares
    assert all(0 <= share <= 100 for share in shares)
    assert len(Html(text).ids) == len(set(Html(text).ids))
