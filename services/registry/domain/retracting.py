"""How a wrong entry is taken back (更正误登): a decision, a listing or a change that was entered by mistake.

Nothing of it happened in the world, so everything that followed from it is taken back too, and others are told. What
was entered stays in the retraction. Two people decide, since it may free money that is frozen elsewhere.
"""

from dataclasses import replace
from typing import Any

from services.registry.domain import events, retraction_events
from services.registry.domain import retraction_errors as errors
from services.registry.domain.credit import SeriousEntry
from services.registry.domain.credit_retracting import take_out
from services.registry.domain.history import Change, as_of, changed_back
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.organisation import Organisation
from services.registry.domain.retraction import Retraction, Taken
from services.registry.domain.rules import RegisterRules
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, Proposal, last_waiting

RETRACTION = DualControl[Retraction]("retraction", errors.NoRetractionWaits, errors.RetractionNeedsAnother)


def waiting_retraction(organisation: Organisation) -> Retraction | None:
    """The retraction that a second person has to decide about."""
    return last_waiting(organisation.retractions)


def retractable(organisation: Organisation) -> dict[str, Taken]:
    """Each entry that may be taken back now, by its name."""
    credit, found = organisation.credit, _last_step(organisation)
    found |= {f"reason-{one.id}": Taken(reason=one) for one in credit.reasons}
    found |= {f"change-{place}": Taken(change=one) for place, one in enumerate(organisation.changes)}
    return found | {
        f"ground-{place}": Taken(ground=one)
        for place, one in enumerate(credit.serious)
        if one.listed.person and not _follows(organisation, one)
    }


def _last_step(organisation: Organisation) -> dict[str, Taken]:
    """The last decision, or the suspension that it ended; a suspension that ended by itself goes as a whole."""
    steps, found = organisation.steps, {}
    if steps and steps[-1].told.person:
        found[f"step-{len(steps) - 1}"] = Taken(steps=(steps[-1],))
    if len(steps) > 1 and steps[-1].status is OrganisationStatus.REGISTERED:
        found[f"step-{len(steps) - 2}"] = Taken(steps=tuple(steps[-2:]))
    return found


def _follows(organisation: Organisation, ground: SeriousEntry) -> bool:
    """Whether a ground was entered by what another entry led to."""
    causes = [*(step.told for step in organisation.steps), *(one.listed for one in organisation.credit.reasons)]
    return ground.listed in causes


def require_something_retractable(organisation: Organisation) -> None:
    """Raise RetractionWaits, or NothingToRetract."""
    if waiting_retraction(organisation):
        raise errors.RetractionWaits
    if not retractable(organisation):
        raise errors.NothingToRetract


def propose_retraction(organisation: Organisation, entry: str, reason: str, act: Act) -> None:
    """Propose to take an entry back; nothing changes before a second person has approved."""
    require_something_retractable(organisation)
    taken = retractable(organisation).get(entry)
    if taken is None:
        raise errors.EntryNotRetractable
    organisation.retractions.append(Retraction(entry, taken, reason.strip(), Noted.of(act)))
    organisation.record(retraction_events.RetractionProposed(organisation.id, entry, act, **_named(organisation)))


def require_retraction(organisation: Organisation) -> Proposal[Retraction]:
    """The retraction that waits. Raises NoRetractionWaits."""
    return RETRACTION.waiting(organisation.id, waiting_retraction(organisation))


def require_approvable(organisation: Organisation, by: str) -> Proposal[Retraction]:
    """The retraction, which this person did not propose. Raises NoRetractionWaits or RetractionNeedsAnother."""
    return require_retraction(organisation).require_another(by)


def approve_retraction(organisation: Organisation, act: Act, rules: RegisterRules) -> None:
    """Approve a colleague's proposal: the entry and what followed from it are taken back.

    Raises EntryNotRetractable where a later decision was entered meanwhile.
    """
    waiting = require_retraction(organisation).confirm(act)
    taken = retractable(organisation).get(waiting.entry)
    if taken is None:
        raise errors.EntryNotRetractable
    organisation.retractions[-1] = replace(waiting, taken=taken, decided=Noted.of(act), approved=True)
    _decided(organisation, waiting, act, approved=True)
    if taken.steps:
        _take_back_steps(organisation, taken, act)
    elif taken.change:
        _take_back_change(organisation, taken.change, act)
    take_out(organisation.credit, taken, act, rules)
    organisation.wind(rules, act.recorded_at)


def decline_retraction(organisation: Organisation, act: Act) -> None:
    """Decline a proposal, or take one's own back; everything stays as it was."""
    waiting = require_retraction(organisation).what
    organisation.retractions[-1] = replace(waiting, decided=Noted.of(act))
    _decided(organisation, waiting, act, approved=False)


def _decided(organisation: Organisation, waiting: Retraction, act: Act, *, approved: bool) -> None:
    told = _named(organisation)
    proposed_by = waiting.proposed.by
    organisation.record(
        retraction_events.RetractionDecided(
            organisation.id, waiting.entry, approved, act, **told, proposed_by=proposed_by
        )
    )


def _named(organisation: Organisation) -> dict[str, Any]:
    """How people know the organisation."""
    one = organisation.particulars
    return {"name": one.name, "uscc": one.uscc, "invented": organisation.invented}


def _take_back_steps(organisation: Organisation, taken: Taken, act: Act) -> None:
    organisation.steps = organisation.steps[: -len(taken.steps)]
    organisation.status = organisation.steps[-1].status if organisation.steps else OrganisationStatus.REGISTERED
    status, left = organisation.status, len(organisation.open_reasons)
    organisation.record(events.StepRetracted(organisation.id, status, left, act))


def _take_back_change(organisation: Organisation, change: Change, act: Act) -> None:
    organisation.changes.remove(change)
    organisation.history = changed_back(organisation.history, change.before, change.effective_on, act)
    organisation.particulars = as_of(organisation.history, organisation.particulars, local_date(act.recorded_at))
    name = organisation.particulars.name if "name" in change.after else None
    organisation.record(events.OrganisationCorrected(organisation.id, tuple(change.after), name, act))
