"""Small charts that the server draws: figures in, places for bars, points and marks out; macros make them SVG.

Places across a drawing are percentages, so that it takes any width while its letters keep their size.
Every chart also gives the same figures as a table (``head``, ``rows``). All words come in the reader's language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from services.gateway.engine.chart_scale import GAP_EM, AxisLabel, percent, spread, steps, widest_em

Unit = Callable[[int], str]
TONES = ("brand", "warn", "danger", "plain")
"""Each tone has a colour and, so that colour is never alone, a pattern of its own, a dash and a shape of point."""


@dataclass(frozen=True)
class Point:
    """One figure: a count, or money in 分; never negative. ``href`` leads to what was counted."""

    label: str
    value: int
    href: str | None = None


@dataclass(frozen=True)
class Series:
    """Figures that belong together. ``tone`` is one of TONES."""

    name: str
    points: Sequence[Point]
    tone: str = "brand"


@dataclass(frozen=True)
class TableRow:
    """One line of the table below a chart."""

    label: str
    href: str | None
    cells: list[str]


@dataclass(frozen=True)
class Segment:
    """One piece of a bar: where it begins and how long it is, in per cent of the drawing's width."""

    x: str
    width: str
    tone: str
    name: str
    value: str


@dataclass(frozen=True)
class Bar:
    """One bar with its label and its sum."""

    label: str
    href: str | None
    total: str
    segments: list[Segment]


@dataclass(frozen=True)
class Dot:
    """One point of a line; ``x`` in per cent of the width, ``y`` of the height, from the top."""

    x: str
    y: str
    label: str
    value: str


@dataclass(frozen=True)
class Tick:
    """A line across the drawing with the figure it stands for; ``y`` in per cent from the top."""

    y: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What all charts of series share. ``id`` is unique on its page; ``of`` says what the labels are.

    ``empty`` is the sentence shown instead when there is nothing to draw. Raises ValueError for figures that no
    chart can show: negative ones, series that do not have the same labels, a tone used twice.
    """

    id: str
    title: str
    of: str
    series: Sequence[Series]
    unit: Unit
    empty: str
    note: str = ""
    also: Sequence[str] = ()
    """Further sentences below the drawing."""
    more: tuple[str, str] | None = None
    """Address and name of the page where those sentences come from."""

    def __post_init__(self) -> None:
        if any(point.value < 0 for one in self.series for point in one.points):
            raise ValueError("a chart shows no negative figure")
        if len({tuple(point.label for point in one.points) for one in self.series}) > 1:
            raise ValueError("all series of a chart have the same labels")
        tones = [one.tone for one in self.series]
        if len(set(tones)) < len(tones) or not set(tones) <= set(TONES):
            raise ValueError("each series has a tone of its own")

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure, or none but zero."""
        return not self.peak

    @property
    def peak(self) -> int:
        """The highest figure."""
        return max((point.value for one in self.series for point in one.points), default=0)

    @property
    def labels(self) -> list[str]:
        """What the figures are of, in order."""
        return [point.label for point in self.series[0].points] if self.series else []

    @property
    def head(self) -> list[str]:
        """The table's column titles."""
        return [self.of, *(one.name for one in self.series)]

    @property
    def rows(self) -> list[TableRow]:
        """The table's lines."""
        return [
            TableRow(points[0].label, points[0].href, [self.unit(point.value) for point in points])
            for points in zip(*(one.points for one in self.series), strict=True)
        ]


@dataclass(frozen=True, kw_only=True)
class Bars(Chart):
    """Bars below their labels, for labels of any length; several series are stacked in each bar."""

    kind: str = "bars"

    @property
    def bars(self) -> list[Bar]:
        """One bar for each label; all are drawn to the scale of the longest."""
        stacks = list(zip(*(one.points for one in self.series), strict=True))
        longest = max(sum(point.value for point in stack) for stack in stacks)
        return [self._bar(stack, longest) for stack in stacks]

    def _bar(self, stack: tuple[Point, ...], longest: int) -> Bar:
        begins = accumulate((point.value for point in stack), initial=0)
        segments = [
            Segment(percent(begin, longest), percent(point.value, longest), one.tone, one.name, self.unit(point.value))
            for one, point, begin in zip(self.series, stack, begins, strict=False)
            if point.value
        ]
        return Bar(stack[0].label, stack[0].href, self.unit(sum(point.value for point in stack)), segments)


@dataclass(frozen=True, kw_only=True)
class Lines(Chart):
    """One line for each series over labels in order, such as years."""

    kind: str = "lines"

    @property
    def ticks(self) -> list[Tick]:
        """Lines across at round figures, from zero up."""
        marks = steps(self.peak)
        return [Tick(percent(marks[-1] - mark, marks[-1]), self.unit(mark)) for mark in marks]

    @property
    def axis_em(self) -> float:
        """Room for the figures beside the drawing."""
        return widest_em(tick.value for tick in self.ticks) + GAP_EM / 2

    def dots(self, one: Series) -> list[Dot]:
        """The points of a line from left to right."""
        top = steps(self.peak)[-1]
        return [
            Dot(percent(self._share(place)), percent(top - point.value, top), point.label, self.unit(point.value))
            for place, point in enumerate(one.points)
        ]

    def told(self, one: Series) -> list[Dot]:
        """What is said of a line to those who do not see it: its first, its highest and its last point."""
        dots, high = self.dots(one), max(range(len(one.points)), key=lambda place: one.points[place].value)
        return [dots[place] for place in sorted({0, high, len(dots) - 1})]

    def below(self, width: float) -> list[AxisLabel]:
        """The labels below the drawing, as many as fit beside each other in a width."""
        return spread([(self._share(place), label) for place, label in enumerate(self.labels)], width)

    def _share(self, place: int) -> float:
        return place / (len(self.labels) - 1) if len(self.labels) > 1 else 0.5
