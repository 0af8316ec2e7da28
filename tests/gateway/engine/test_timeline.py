"""The timeline: marks stand where their time is, those outside at the edge, and the table names each."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.engine.timeline import Mark, TimelineChart, Track

START = datetime(2026, 11, 23, tzinfo=UTC)


def timeline(*marks: Mark, days: int = 10) -> TimelineChart:
    return TimelineChart(
        id="t", title="t", of="期限", when="哪一天", counted="件数",
        tracks=[Track("公告", marks, "/x"), Track("无", [])],
        start=START, end=START + timedelta(days=days), ticks=[(START, "今天"), (START + timedelta(days=5), "28日")],
        tones={"brand": "当天", "danger": "已超期"}, unit=str, empty="没有",
    )  # fmt: skip


def at(days: float) -> datetime:
    return START + timedelta(days=days)


def test_marks_stand_where_their_time_is_and_at_the_edge_outside() -> None:
    chart = timeline(Mark(at(-3), "之前", 2, "danger"), Mark(at(2.5), "25日"), Mark(at(99), "以后"))
    (track,) = chart.drawn
    assert [(mark.x, mark.count, mark.tone) for mark in track.marks] == [
        ("0.00%", "2", "danger"),
        ("25.00%", "1", "brand"),
        ("100.00%", "1", "brand"),
    ]
    assert (track.total, track.href) == ("4", "/x")
    assert [row.cells for row in chart.rows] == [["之前", "2"], ["25日", "1"], ["以后", "1"]]
    assert [(label.text, label.x) for label in chart.below(24)] == [("今天", "0.00%"), ("28日", "50.00%")]


def test_timeline_without_marks_is_empty() -> None:
    assert timeline().is_empty
    assert not timeline(Mark(at(1), "24日")).is_empty


def test_what_no_timeline_can_show_is_refused() -> None:
    for marks, days in (([Mark(at(1), "x", 0)], 1), ([Mark(at(1), "x", 1, "warn")], 1), ([], 0)):
        with pytest.raises(ValueError):
            timeline(*marks, days=days)
