"""One organisation: particulars, legal life, credit standing with its reasons, what may be done, what happened."""

from datetime import date, datetime

from pydantic import field_validator

from services.registry.answers import Answer
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.fields import (
    Address,
    KnownOn,
    LegalRepresentative,
    MayLeaveOn,
    Name,
    Street,
    Supervisor,
    SuspendedUntil,
    TrueOn,
)
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import ON_ENDING, ON_ORGANISATION, ON_SERIOUS_LIST, READERS
from services.registry.domain.places import Gazetteer
from services.registry.domain.retracting import waiting_retraction
from services.registry.domain.rules import RegisterRules
from services.registry.organisation_parts import (
    ChangeRow,
    CorrectionRow,
    FactSpan,
    GroundRow,
    ReasonRow,
    StepRow,
    change_row,
    correction_rows,
    ground_row,
    reason_row,
    spans_of,
    step_row,
)
from services.registry.organisation_retractions import (
    RetractableEntry,
    RetractionRow,
    retractable_entries,
    retraction_row,
)
from services.registry.organisation_timeline import TimelineEntry, timeline
from services.registry.ports import Register
from services.registry.queries.organisation_list import OrganisationLine, organisation_line
from services.registry.residency_row import ResidencyRow, residency_row
from shared.command.days import require_within_reach
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import deadline_end, local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_ORGANISATION = adapter_of(Organisation)


class AsOf(Answer):
    """Name and street as true on one day, and as known at the end of another (now where it is null).

    Before its founding there was nothing to have a name: ``not_founded``.
    """

    true_on: TrueOn
    known_on: KnownOn | None
    name: Name
    street: Street
    not_founded: bool = False


class OrganisationPage(OrganisationLine):
    """Everything about one organisation. ``invented`` marks example data; the name is then shown with 示例.

    ``timeline`` has the newest first; ``suspended_until`` is the last day of a suspension that lasts. ``names`` and
    ``streets`` are the former ones and the present one, the oldest first; ``as_of`` answers what was asked. What the
    office ended has no ``may_leave_on``: it leaves the list of serious breaches with its deregistration.
    """

    address: Address
    supervisor: Supervisor
    legal_representative: LegalRepresentative
    suspended_until: SuspendedUntil | None
    may_leave_on: MayLeaveOn | None
    reasons: list[ReasonRow]
    grounds: list[GroundRow]
    names: list[FactSpan]
    streets: list[FactSpan]
    as_of: AsOf | None
    changes: list[ChangeRow]
    residencies: list[ResidencyRow]
    corrections: list[CorrectionRow]
    retractions: list[RetractionRow]
    waiting_retraction: RetractionRow | None
    retractable: list[RetractableEntry]
    steps: list[StepRow]
    timeline: list[TimelineEntry]
    allowed_actions: list[AllowedAction]
    updated_at: datetime


class AsOfQuestion(Answer):
    """On which day it is to be true, and by which day known; nothing is asked without the first."""

    true_on: TrueOn | None = None
    known_on: KnownOn | None = None

    @field_validator("*")
    @classmethod
    def _within_reach(cls, day: date | None) -> date | None:
        require_within_reach(day)
        return day


async def organisation_page(
    reader: Reader,
    register: Register,
    offers: Offers,
    places: Gazetteer,
    rules: RegisterRules,
    clock: Clock,
    actor: Actor,
    organisation_id: str,
    question: AsOfQuestion | None = None,
) -> OrganisationPage:
    """The organisation as it stands. Raises RoleRequired and OrganisationNotFound."""
    actor.require(*sorted(READERS))
    document = await reader.one("organisations", {"_id": organisation_id})
    if document is None:
        raise OrganisationNotFound
    organisation = read_state(_ORGANISATION, {**document["state"], "id": organisation_id}, upcast)
    particulars, credit, history = organisation.particulars, organisation.credit, organisation.history
    may_leave_at = None if organisation.status.was_ended_by_office else credit.may_leave_at(rules)
    waiting = waiting_retraction(organisation)
    return OrganisationPage(
        **organisation_line(document, places).model_dump(),
        address=particulars.address,
        supervisor=particulars.supervisor,
        legal_representative=particulars.legal_representative,
        suspended_until=organisation.suspended_until,
        may_leave_on=local_date(may_leave_at) if may_leave_at else None,
        reasons=[reason_row(organisation, reason, offers, actor) for reason in reversed(credit.reasons)],
        grounds=[ground_row(entry) for entry in reversed(credit.serious)],
        names=spans_of(history["name"]),
        streets=spans_of(history["street_code"], places),
        as_of=_as_of(organisation, places, question) if question else None,
        changes=[change_row(change, places) for change in reversed(organisation.changes)],
        residencies=[residency_row(stay) for stay in reversed(organisation.residencies)],
        corrections=correction_rows(organisation, places),
        retractions=[retraction_row(one) for one in reversed(organisation.retractions) if not one.waits],
        waiting_retraction=retraction_row(waiting) if waiting else None,
        retractable=retractable_entries(organisation),
        steps=[step_row(step) for step in reversed(organisation.steps)],
        timeline=timeline(organisation),
        allowed_actions=[
            *offers.on(ON_ORGANISATION, organisation, actor),
            *offers.on(ON_ENDING, (organisation, await register.running_projects(organisation_id)), actor),
            *offers.on(ON_SERIOUS_LIST, (organisation, rules, clock.now()), actor),
        ],
        updated_at=document["updated_at"],
    )


def _as_of(organisation: Organisation, places: Gazetteer, question: AsOfQuestion) -> AsOf | None:
    """The answer, or None where no day was asked about. What was known by a day is what was written by its end."""
    if question.true_on is None:
        return None
    if question.true_on < organisation.particulars.founded_on:
        return AsOf(true_on=question.true_on, known_on=question.known_on, name="", street="", not_founded=True)
    known_at = deadline_end(question.known_on) if question.known_on else None
    name, street = (organisation.history[fact].at(question.true_on, known_at) for fact in ("name", "street_code"))
    return AsOf(
        true_on=question.true_on,
        known_on=question.known_on,
        name=name or "",
        street=places.street_name(street) if street else "",
    )
