"""Bars and lines: nothing is drawn outside, the table says the same figures, and what cannot be drawn is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.engine.charts import TONES, Bars, Lines, Point, Series

COUNTS = st.integers(0, 10**12)


def points(*values: int) -> list[Point]:
    return [Point(str(2020 + place), value, f"/x?{place}") for place, value in enumerate(values)]


def bars(*series: Series) -> Bars:
    return Bars(id="b", title="t", of="年份", series=series, unit=str, empty="没有")


def lines(*series: Series) -> Lines:
    return Lines(id="l", title="t", of="年份", series=series, unit=str, empty="没有")


def number(share: str) -> float:
    assert share.endswith("%")
    return float(share[:-1])


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=20))
def test_stacked_pieces_follow_each_other_and_stay_inside(rows: list[tuple[int, int, int]]) -> None:
    series = [Series(tone, points(*column), tone) for tone, column in zip(TONES, zip(*rows, strict=True), strict=False)]
    chart = bars(*series)
    if chart.is_empty:
        return
    for bar, row in zip(chart.bars, rows, strict=True):
        assert [piece.tone for piece in bar.segments] == [
            tone for tone, value in zip(TONES, row, strict=False) if value
        ]
        end = 0.0
        for piece in bar.segments:
            assert number(piece.x) == pytest.approx(end, abs=0.02)
            end = number(piece.x) + number(piece.width)
        assert end <= 100.02
    longest = max(range(len(rows)), key=lambda place: sum(rows[place]))
    last = chart.bars[longest].segments[-1]
    assert number(last.x) + number(last.width) == pytest.approx(100, abs=0.02)


@given(st.lists(COUNTS, min_size=1, max_size=60))
def test_line_goes_from_left_to_right_inside_its_axis(values: list[int]) -> None:
    chart = lines(Series("n", points(*values)))
    if chart.is_empty:
        return
    dots = chart.dots(chart.series[0])
    assert [number(dot.x) for dot in dots] == sorted(number(dot.x) for dot in dots)
    assert all(0 <= number(dot.y) <= 100 for dot in dots)
    assert (number(chart.ticks[0].y), number(chart.ticks[-1].y)) == (100, 0)
    assert len(chart.ticks) <= 6


def test_table_says_every_figure_with_its_link() -> None:
    chart = bars(Series("已拨付", points(1, 0)), Series("已冻结", points(2, 3), "danger"))
    assert chart.head == ["年份", "已拨付", "已冻结"]
    assert [(row.label, row.href, row.cells) for row in chart.rows] == [
        ("2020", "/x?0", ["1", "2"]),
        ("2021", "/x?1", ["0", "3"]),
    ]
    assert [bar.total for bar in chart.bars] == ["3", "3"]


def test_line_is_told_by_its_first_highest_and_last_point() -> None:
    chart = lines(Series("n", points(1, 9, 4, 2)))
    assert [(dot.label, dot.value) for dot in chart.told(chart.series[0])] == [
        ("2020", "1"),
        ("2021", "9"),
        ("2023", "2"),
    ]
    alone = lines(Series("n", points(5)))
    assert [dot.value for dot in alone.told(alone.series[0])] == ["5"]
    assert [dot.x for dot in alone.dots(alone.series[0])] == ["50.00%"]


@pytest.mark.parametrize("series", [[], [Series("n", [])], [Series("n", points(0, 0))]])
def test_chart_without_figures_is_empty(series: list[Series]) -> None:
    assert bars(*series).is_empty
    assert lines(*series).is_empty


@pytest.mark.parametrize(
    "series",
    [
        [Series("n", points(1, -1))],
        [Series("a", points(1)), Series("b", points(1, 2), "warn")],
        [Series("a", points(1)), Series("b", points(2))],
        [Series("a", points(1), "pink")],
    ],
    ids=["negative", "labels differ", "same tone twice", "unknown tone"],
)
def test_what_no_chart_can_show_is_refused(series: list[Series]) -> None:
    with pytest.raises(ValueError):
        bars(*series)
