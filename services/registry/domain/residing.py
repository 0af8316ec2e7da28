"""How an organisation moves into the park and out of it (入驻、退出入驻), as registry's staff note it."""

from dataclasses import replace
from datetime import date

from services.registry.domain import errors, events
from services.registry.domain.noted import Noted
from services.registry.domain.organisation import Organisation
from services.registry.domain.residency import Residency, lasting, require_moved_out
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.labels import Words

MOVED_IN = Words("入驻时间", "its moving in")


def require_may_move_in(organisation: Organisation) -> None:
    """Raise OrganisationGone, or StillResident: one stay ends before another begins."""
    organisation.require_existing()
    require_moved_out(organisation.residencies)


def move_in(organisation: Organisation, place: str, until: date | None, act: Act) -> None:
    """It has desks from now on. Raises OccurredTooEarly and ResidencyEndsTooEarly too."""
    require_may_move_in(organisation)
    organisation.require_founded_before(act)
    if until and until < local_date(act.occurred_at):
        raise errors.ResidencyEndsTooEarly(day=until)
    organisation.residencies.append(Residency(place, until, Noted.of(act)))
    organisation.record(events.MovedIn(organisation.id, act))


def require_resident(organisation: Organisation) -> Residency:
    """The stay that lasts, also of one that the office ended. Raises NotResident."""
    stay = lasting(organisation.residencies)
    if stay is None:
        raise errors.NotResident
    return stay


def move_out(organisation: Organisation, act: Act) -> None:
    """It has handed its desks back. Raises OccurredTooEarly for a time before it moved in."""
    stay = require_resident(organisation)
    act.require_not_before(stay.begun.since, MOVED_IN)
    organisation.residencies[-1] = replace(stay, ended=Noted.of(act))
    organisation.record(events.MovedOut(organisation.id, act))
