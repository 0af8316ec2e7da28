"""A growth that the press gave for the register (报刊引用的数字), and whether the register's own numbers yield it."""

from dataclasses import dataclass
from datetime import date

from services.registry.domain import errors, events
from services.registry.domain.noted import Noted
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.calendar import local_date


@dataclass(frozen=True)
class Quotation:
    """What was printed: the words, the yearly growth in per cent, where, when as far as known, and of which years.

    ``first_year`` and ``last_year`` are those at whose ends the number of organisations was compared.
    """

    wording: str
    percent: int
    source: str
    published_on: date | None
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Withdrawal:
    """Why an entry was taken off the page, by whom and when."""

    reason: str
    told: Noted


@dataclass
class QuotedFigure(Aggregate):
    """A figure of the press as it was entered; it is never altered, and never takes the place of the register's own.

    One that was quoted wrongly is withdrawn: it no longer stands beside the register's figures, and is kept.
    """

    id: str
    quotation: Quotation
    told: Noted
    withdrawn: Withdrawal | None = None

    @classmethod
    def quote(cls, figure_id: str, quotation: Quotation, act: Act) -> "QuotedFigure":
        """Keep what was printed. Raises QuotedYearsWrong unless the years follow each other and are over."""
        if not quotation.first_year < quotation.last_year < local_date(act.recorded_at).year:
            raise errors.QuotedYearsWrong
        figure = cls(figure_id, quotation, Noted.of(act))
        figure.record(events.FigureQuoted(figure_id, act))
        return figure

    def require_standing(self) -> None:
        """Raise FigureIsWithdrawn."""
        if self.withdrawn:
            raise errors.FigureIsWithdrawn

    def withdraw(self, reason: str, act: Act) -> None:
        """Take a wrong entry off the page; what was entered, and why it went, is kept."""
        self.require_standing()
        self.withdrawn = Withdrawal(reason, Noted.of(act))
        self.record(events.FigureWithdrawn(self.id, act))


@dataclass(frozen=True)
class Growth:
    """From how many organisations to how many in how many years; rates in tenths of a per cent."""

    first: int
    last: int
    years: int

    @property
    def compound(self) -> int:
        """The yearly rate that, year upon year, leads from the first to the last (年复合增长率)."""
        rate: float = (self.last / self.first) ** (1 / self.years)
        return round((rate - 1) * 1000)

    @property
    def simple(self) -> int:
        """The total growth divided by the years."""
        return round((self.last - self.first) / self.first / self.years * 1000)

    @property
    def total(self) -> int:
        """How much more the last is than the first."""
        return round((self.last - self.first) / self.first * 1000)

    @property
    def share(self) -> int:
        """The first as a share of the last, which is no growth."""
        return round(self.first / self.last * 1000)

    def yields(self, percent: int) -> bool:
        """Whether either yearly rate, rounded to a whole per cent, is the one that was printed."""
        return percent in {whole(self.compound), whole(self.simple)}


def whole(tenths: int) -> int:
    """Tenths of a per cent as the nearest whole per cent."""
    return (tenths + 5) // 10
