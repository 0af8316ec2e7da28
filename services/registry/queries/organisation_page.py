"""One organisation: particulars, legal life, credit standing with its reasons, what may be done, what happened."""

from datetime import datetime

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
from services.registry.domain.permissions import ON_ORGANISATION, READERS
from services.registry.domain.places import Gazetteer
from services.registry.domain.rules import RegisterRules
from services.registry.organisation_parts import (
    ChangeRow,
    CorrectionRow,
    FactSpan,
    GroundRow,
    ReasonRow,
    StepRow,
    TimelineEntry,
    change_row,
    correction_row,
    ground_row,
    reason_row,
    spans_of,
    step_row,
    timeline,
)
from services.registry.queries.organisation_list import OrganisationLine, organisation_line
from services.registry.residency_row import ResidencyRow, residency_row
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.calendar import deadline_end, local_date
from shared.kernel.cause import Actor
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_ORGANISATION = adapter_of(Organisation)


class AsOf(Answer):
    """Name and street as true on one day, and as known at the end of another (now where it is null)."""

    true_on: TrueOn
    known_on: KnownOn | None
    name: Name
    street: Street


class OrganisationPage(OrganisationLine):
    """Everything about one organisation. ``invented`` marks example data; the name is then shown with 示例.

    ``timeline`` has the newest first; ``suspended_until`` is the last day of a suspension that lasts. ``names`` and
    ``streets`` are the former ones and the present one, the oldest first; ``as_of`` answers what was asked.
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
    steps: list[StepRow]
    timeline: list[TimelineEntry]
    allowed_actions: list[AllowedAction]
    updated_at: datetime


class AsOfQuestion(Answer):
    """On which day it is to be true, and by which day known; nothing is asked without the first."""

    true_on: TrueOn | None = None
    known_on: KnownOn | None = None


async def organisation_page(
    reader: Reader,
    offers: Offers,
    places: Gazetteer,
    rules: RegisterRules,
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
    may_leave_at = credit.may_leave_at(rules)
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
        corrections=[correction_row(correction) for correction in reversed(organisation.corrections)],
        steps=[step_row(step) for step in reversed(organisation.steps)],
        timeline=timeline(organisation),
        allowed_actions=offers.on(ON_ORGANISATION, organisation, actor),
        updated_at=document["updated_at"],
    )


def _as_of(organisation: Organisation, places: Gazetteer, question: AsOfQuestion) -> AsOf | None:
    """The answer, or None where no day was asked about. What was known by a day is what was written by its end."""
    if question.true_on is None:
        return None
    known_at = deadline_end(question.known_on) if question.known_on else None
    name, street = (organisation.history[fact].at(question.true_on, known_at) for fact in ("name", "street_code"))
    return AsOf(
        true_on=question.true_on,
        known_on=question.known_on,
        name=name or "",
        street=places.street_name(street) if street else "",
    )
