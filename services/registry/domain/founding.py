"""Nothing about an organisation happened before its founding, whichever of the two was written down first."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from services.registry.domain import errors
from services.registry.domain.particulars import Particulars
from shared.kernel.calendar import local_date
from shared.kernel.labels import Words

FOUNDED, LAST_STEP = Words("成立日期", "its founding"), Words("上一项登记决定", "the decision before it")

if TYPE_CHECKING:
    from services.registry.domain.organisation import Organisation


def require_change_after(effective_on: date, particulars: Particulars) -> None:
    """Raise ChangedBeforeFounding."""
    if effective_on < particulars.founded_on:
        raise errors.ChangedBeforeFounding(day=effective_on, founded=particulars.founded_on)


def require_before_entries(organisation: "Organisation", founded_on: date) -> None:
    """Raise FoundedAfterEntries where a corrected founding date would come after what is known to have happened."""
    first = min(_known_days(organisation), default=founded_on)
    if founded_on > first and founded_on != organisation.particulars.founded_on:
        raise errors.FoundedAfterEntries(first=first)


def _known_days(organisation: "Organisation") -> Iterator[date]:
    credit = organisation.credit
    told = [step.told for step in organisation.steps]
    told += [*(one.listed for one in credit.reasons), *(one.listed for one in credit.serious)]
    yield from (local_date(one.occurred_at) for one in told if one.occurred_at)
    yield from (change.effective_on for change in organisation.changes)
