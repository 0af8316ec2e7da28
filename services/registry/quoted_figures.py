"""What the press gave for the register, beside what the register's own numbers yield."""

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import TypeAdapter

from services.registry.answers import Answer
from services.registry.domain.fields import PublishedOn, QuotedPercent, QuotedSource, QuotedWording
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.quoted_figure import Growth, Quotation, whole
from shared.storage.reading import Reader

ENDED = [status.value for status in OrganisationStatus if status.has_ended]
_QUOTATION = TypeAdapter(Quotation)
Lives = Sequence[tuple[int, date | None]]
"""Of each organisation that has ended: the year of its founding, and the day of its end where that is known."""


class QuotedRow(Answer):
    """One figure of the press. All after ``last_year`` is computed, rates in tenths of a per cent; it is null where
    the register does not know how many organisations there were at the ends of both years.

    ``share`` is the first number as a share of the last, given only where it is what was printed as a growth.
    """

    wording: QuotedWording
    percent: QuotedPercent
    source: QuotedSource
    published_on: PublishedOn | None
    first_year: int
    last_year: int
    first: int | None = None
    last: int | None = None
    compound: int | None = None
    total: int | None = None
    share: int | None = None
    reproduced: bool | None = None


async def quoted_figures(reader: Reader, living: Mapping[int, int], ended: Lives) -> list[QuotedRow]:
    """All that stand, the oldest first; ``living`` counts the organisations of today by founding year."""
    documents = await reader.every(
        "quoted_figures", {"state.withdrawn": None}, [("state.told.recorded_at", 1), ("_id", 1)]
    )
    return [_row(_QUOTATION.validate_python(one["state"]["quotation"]), living, ended) for one in documents]


def stock(year: int, living: Mapping[int, int], ended: Lives) -> int | None:
    """How many there were at the end of a year; None where it is not known of somebody whether they had ended."""
    then = [end for founded, end in ended if founded <= year]
    if None in then:
        return None
    still = sum(1 for end in then if end and end > date(year, 12, 31))
    return still + sum(count for founded, count in living.items() if founded <= year)


def _row(quoted: Quotation, living: Mapping[int, int], ended: Lives) -> QuotedRow:
    said = {name: getattr(quoted, name) for name in Quotation.__dataclass_fields__}
    first, last = (stock(year, living, ended) for year in (quoted.first_year, quoted.last_year))
    if not first or not last:
        return QuotedRow(**said)
    growth = Growth(first, last, quoted.last_year - quoted.first_year)
    reproduced = growth.yields(quoted.percent)
    is_share = not reproduced and whole(growth.share) == quoted.percent
    return QuotedRow(
        **said,
        first=first,
        last=last,
        compound=growth.compound,
        total=growth.total,
        share=growth.share if is_share else None,
        reproduced=reproduced,
    )
