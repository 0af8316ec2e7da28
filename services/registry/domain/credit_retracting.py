"""What goes from the two lists of credit with an entry that was wrong, and what comes back with it."""

from collections.abc import Iterable
from dataclasses import replace

from services.registry.domain import events, rules
from services.registry.domain.credit import Credit, SeriousEntry
from services.registry.domain.kinds import ReasonCode, SeriousGround
from services.registry.domain.noted import Noted
from services.registry.domain.retraction import Taken
from services.registry.domain.rules import RegisterRules
from shared.kernel.act import Act


def take_out(credit: Credit, taken: Taken, act: Act, table: RegisterRules) -> None:
    """Take a wrong reason or ground out, and the grounds that followed from what was taken back.

    A deregistration that was taken back puts the organisation on the list of serious breaches again, if it had left it
    with it. Others hear of all of it by the events that they know.
    """
    was_listed = bool(credit.open_grounds)
    if taken.reason:
        credit.reasons.remove(taken.reason)
        if taken.reason.is_open:
            _tell_cleared(credit, taken.reason.id, act)
    told = [step.told for step in taken.steps]
    credit.serious = [one for one in credit.serious if not _goes(credit, one, taken, told, table)]
    _put_back(credit, told, act)
    if was_listed and not credit.open_grounds:
        credit.tell_left(act)
    elif taken.reason and taken.reason.is_open:
        credit.tell_restored(act)


def _goes(credit: Credit, one: SeriousEntry, taken: Taken, told: Iterable[Noted], table: RegisterRules) -> bool:
    if one == taken.ground or one.listed in told:
        return True
    if taken.reason is None:
        return False
    if one.ground is SeriousGround.TWICE_PENALISED:
        return not _was_twice(credit, one, taken, table)
    return credit.was_untimely(one)


def _was_twice(credit: Credit, one: SeriousEntry, taken: Taken, table: RegisterRules) -> bool:
    """Whether two penalties within three years still stand behind a ground that the register entered."""
    if taken.reason and one.listed == taken.reason.listed:
        return False
    if all(reason.listed != one.listed for reason in credit.reasons):
        return True
    others = [r.listed for r in credit.reasons if r.listing.code is ReasonCode.PENALISED and r.listed != one.listed]
    times = [(min(other.since, one.listed.since), max(other.since, one.listed.since)) for other in others]
    return any(later < table.end(rules.PENALTIES_COUNTED_TOGETHER, earlier) for earlier, later in times)


def _put_back(credit: Credit, told: list[Noted], act: Act) -> None:
    """Grounds that ended with a decision stand again, once it is taken back."""
    back = [one for one in credit.serious if one.left in told]
    credit.serious = [replace(one, left=None, leaving_note="") if one in back else one for one in credit.serious]
    organisation = credit.organisation
    for one in back:
        organisation.record(
            events.OrganisationListedSerious(
                organisation.id,
                one.ground,
                len(credit.open_grounds),
                len(credit.open_reasons),
                organisation.status,
                act,
            )
        )


def _tell_cleared(credit: Credit, reason_id: str, act: Act) -> None:
    organisation, left = credit.organisation, len(credit.open_reasons)
    organisation.record(events.ReasonCleared(organisation.id, reason_id, left, organisation.status, act))
