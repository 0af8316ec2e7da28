"""A chart of what happens when: one track for each kind of thing, its marks along the time they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.gateway.engine.chart_scale import AxisLabel, percent, spread
from services.gateway.engine.charts import TONES, TableRow, Unit


@dataclass(frozen=True)
class Mark:
    """``count`` things at one time. ``when`` says the time in words; ``tone`` is one of TONES."""

    at: datetime
    when: str
    count: int = 1
    tone: str = "brand"


@dataclass(frozen=True)
class Track:
    """The marks of one kind of thing, in the order of time. ``href`` leads to them."""

    label: str
    marks: Sequence[Mark]
    href: str | None = None


@dataclass(frozen=True)
class DrawnMark:
    """A mark in its place, in per cent of the width."""

    x: str
    when: str
    count: str
    tone: str


@dataclass(frozen=True)
class DrawnTrack:
    """A track with the sum of its marks."""

    label: str
    href: str | None
    total: str
    marks: list[DrawnMark]


@dataclass(frozen=True, kw_only=True)
class TimelineChart:
    """From ``start`` to ``end``, both aware; a mark outside stands at the edge. ``ticks`` name times on the axis.

    ``of``, ``when`` and ``counted`` are the titles of the table's columns; ``tones`` says what each tone means.
    Raises ValueError for a count below one, a tone without a meaning, and a time that does not go forward.
    """

    id: str
    title: str
    of: str
    when: str
    counted: str
    tracks: Sequence[Track]
    start: datetime
    end: datetime
    ticks: Sequence[tuple[datetime, str]]
    tones: Mapping[str, str]
    unit: Unit
    empty: str
    note: str = ""
    kind: str = "timeline"

    def __post_init__(self) -> None:
        marks = [mark for track in self.tracks for mark in track.marks]
        if not set(self.tones) <= set(TONES) or any(mark.count < 1 or mark.tone not in self.tones for mark in marks):
            raise ValueError("a timeline shows marks of at least one, in a tone that means something")
        if self.start >= self.end:
            raise ValueError("a timeline goes forward")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to mark."""
        return not any(track.marks for track in self.tracks)

    @property
    def drawn(self) -> list[DrawnTrack]:
        """The tracks that have marks."""
        return [self._drawn(track) for track in self.tracks if track.marks]

    @property
    def ticks_at(self) -> list[str]:
        """Where the times on the axis are, in per cent of the width."""
        return [percent(self._share(at)) for at, _ in self.ticks]

    def below(self, width: float) -> list[AxisLabel]:
        """The names of times below the tracks, as many as fit beside each other in a width."""
        return spread([(self._share(at), text) for at, text in self.ticks], width)

    @property
    def head(self) -> list[str]:
        """The table's column titles."""
        return [self.of, self.when, self.counted]

    @property
    def rows(self) -> list[TableRow]:
        """The table's lines: one for each mark."""
        return [
            TableRow(track.label, track.href, [mark.when, self.unit(mark.count)])
            for track in self.tracks
            for mark in track.marks
        ]

    def _drawn(self, track: Track) -> DrawnTrack:
        marks = [
            DrawnMark(percent(self._share(mark.at)), mark.when, self.unit(mark.count), mark.tone)
            for mark in track.marks
        ]
        return DrawnTrack(track.label, track.href, self.unit(sum(mark.count for mark in track.marks)), marks)

    def _share(self, at: datetime) -> float:
        return min(1.0, max(0.0, (at - self.start) / (self.end - self.start)))
