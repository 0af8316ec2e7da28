"""Scales: round figures, and labels that never stand on each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.engine.chart_scale import AxisLabel, shortened, spread, steps
from shared.sheets.widths import width_em

WORDS = st.text(st.sampled_from("社会组织 Association0123"), min_size=1, max_size=40)


@given(st.integers(1, 10**15))
def test_steps_are_round_and_just_reach_the_peak(peak: int) -> None:
    marks = steps(peak)
    step = marks[1]
    assert marks == [step * place for place in range(len(marks))]
    assert marks[-2] < peak <= marks[-1]
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert 2 <= len(marks) <= 5


def test_chinese_is_wider_than_latin() -> None:
    assert width_em("社会") > width_em("ab")


@given(WORDS, st.floats(2, 30))
def test_shortened_text_fits(words: str, most: float) -> None:
    short = shortened(words, most)
    assert width_em(short) <= most
    assert short == words or (short.endswith("…") and words.startswith(short[:-1]))


@given(st.lists(WORDS, min_size=1, max_size=40), st.sampled_from([14, 24, 60]))
def test_labels_stand_beside_each_other_inside_the_drawing(words: list[str], width: int) -> None:
    last = len(words) - 1
    labels = spread([(place / last if last else 0.5, one) for place, one in enumerate(words)], width)
    assert labels
    reaches = [_reach(label, width) for label in labels]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(reaches))
    assert reaches[0][0] >= -0.1
    assert reaches[-1][1] <= width + 0.1


def test_labels_are_thinned_evenly() -> None:
    shown = [int(label.text) for label in spread([(place / 32, str(1994 + place)) for place in range(33)], 24)]
    assert len({after - before for before, after in pairwise(shown)}) == 1
    assert shown[0] == 1994
    assert len(shown) >= 5


def test_no_labels_are_no_trouble() -> None:
    assert spread([], 24) == []


def _reach(label: AxisLabel, width: int) -> tuple[float, float]:
    at, wide = float(label.x[:-1]) / 100 * width, width_em(label.text)
    begin = at - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
    return begin, begin + wide
