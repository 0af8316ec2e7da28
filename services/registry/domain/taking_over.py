"""An organisation of an older register that was suspended or had ended before it was entered here."""

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from services.registry.domain import rules
from services.registry.domain.history import Step
from services.registry.domain.kinds import OrganisationStatus, SeriousGround
from services.registry.domain.noted import Noted
from services.registry.domain.rules import RegisterRules
from shared.kernel.act import Act
from shared.kernel.calendar import local_instant

if TYPE_CHECKING:
    from services.registry.domain.organisation import Organisation

DAY_UNKNOWN = "原名册没有写明日期"
"""What shows the time of a state whose day nobody told."""
GROUNDS = {
    OrganisationStatus.SUSPENDED: SeriousGround.SUSPENDED,
    OrganisationStatus.REVOKED: SeriousGround.REGISTRATION_ENDED,
    OrganisationStatus.LICENCE_WITHDRAWN: SeriousGround.REGISTRATION_ENDED,
}
"""What a state leads to (民政部令第60号 第十五条第三、七项)."""


@dataclass(frozen=True)
class TakenOver:
    """The state in which an older register had it, and ``since`` when; None where that register does not say."""

    status: OrganisationStatus
    since: date | None = None


AS_REGISTERED = TakenOver(OrganisationStatus.REGISTERED)


def take_over(organisation: "Organisation", taken: TakenOver, act: Act, table: RegisterRules) -> None:
    """Keep the state as a step of its life, so that its name stays blocked and its credit tells the truth.

    An unknown day stays unknown; periods count from when it was written down, the latest that it can have been, for a
    name that may be blocked still is not free (民政部令第69号 第十六条). What ended before there was a list of serious
    breaches was never on it.
    """
    if taken.status is OrganisationStatus.REGISTERED:
        return
    at = local_instant(taken.since, time.min) if taken.since else None
    told = Noted(act.by, at, act.recorded_at, "" if at else DAY_UNKNOWN)
    organisation.steps.append(Step(taken.status, "", told))
    ground = GROUNDS.get(taken.status)
    if ground and (taken.since is None or taken.since >= _list_began(table)):
        organisation.credit.enter(ground, "", "", Act(act.by, told.since, act.recorded_at), told)
    organisation.wind(table, act.recorded_at)


def _list_began(table: RegisterRules) -> date:
    """The first day of the list of serious breaches."""
    return table.table.versions(rules.SERIOUS_AT_LEAST)[0].valid_from
