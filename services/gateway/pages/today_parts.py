"""The parts of 今日工作: what each service adds to the morning's page."""

from dataclasses import dataclass, field

from services.gateway.engine.charts import Chart
from services.gateway.engine.schema import Json
from services.gateway.engine.timeline import TimelineChart
from services.gateway.pages.rescue.due_row import Due


@dataclass(frozen=True)
class Tile:
    """A count that is a link."""

    href: str
    number: str
    label: str


@dataclass(frozen=True)
class ToDecide:
    """Something that waits for this person."""

    href: str
    what: str
    subject: str


@dataclass
class Today:
    """The morning's page. ``away`` names the services that could not be asked."""

    due: list[Due] = field(default_factory=list)
    due_total: int = 0
    todo: list[Json] = field(default_factory=list)
    news: list[Json] = field(default_factory=list)
    decisions: list[ToDecide] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)
    charts: list[Chart | TimelineChart] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Addresses and sentences: what is overdue and waits for somebody else, and what has no room here."""

    def add(self, part: "Today") -> None:
        """Add what one service answered; four counts are enough."""
        self.due += part.due
        self.due_total += part.due_total
        self.todo += part.todo
        self.news += part.news
        self.decisions += part.decisions
        self.tiles = (self.tiles + part.tiles)[:4]
        self.charts += part.charts
        self.away += part.away
        self.notes += part.notes
