"""The record of one's own organisation: what the register says of it, where it stands and why, and what happened.

It is what is public of everybody in the register, and the decisions about itself; not who of the office entered what,
and not what the office noted for itself.
"""

from datetime import datetime
from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.errors import OrganisationNotFound
from services.registry.domain.fields import (
    Address,
    ClearedAt,
    DecisionNo,
    FoundedOn,
    Ground,
    Invented,
    Kind,
    LegalRepresentative,
    ListedAt,
    Name,
    Reason,
    ReasonYear,
    StandingNow,
    Status,
    Street,
    Supervisor,
    SuspendedUntil,
    Uscc,
)
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import MEMBERS
from services.registry.domain.places import Gazetteer
from services.registry.organisation_parts import FactSpan, spans_of
from services.registry.organisation_timeline import ChangedField, OrganisationEvent, timeline
from services.registry.queries.organisation_list import organisation_line
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.kernel.scope import ScopeKind
from shared.storage.documents import adapter_of, read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader

_ORGANISATION = adapter_of(Organisation)


class OwnReason(Answer):
    """Why it is, or was, on the list of abnormal activity (until ``cleared_at``)."""

    code: Reason
    year: ReasonYear | None
    decision_no: DecisionNo
    listed_at: ListedAt
    cleared_at: ClearedAt | None


class OwnGround(Answer):
    """Why it is, or was, on the list of serious breaches (until ``left_at``)."""

    ground: Ground
    decision_no: DecisionNo
    listed_at: ListedAt
    left_at: ClearedAt | None


class OwnEvent(Answer):
    """Something that happened; ``of`` is what was taken back. Nobody's name, and no note."""

    what: OrganisationEvent
    at: datetime
    recorded_at: datetime
    decision_no: DecisionNo = ""
    until: SuspendedUntil | None = None
    code: Reason | None = None
    year: ReasonYear | None = None
    ground: Ground | None = None
    fields: tuple[ChangedField, ...] = ()
    of: OrganisationEvent | None = None


class OwnOrganisation(Answer):
    """What an organisation reads of itself; ``timeline`` has the newest first."""

    id: str
    version: int
    uscc: Uscc
    name: Name
    kind: Kind
    street: Street
    address: Address
    supervisor: Supervisor
    legal_representative: LegalRepresentative
    founded_on: FoundedOn
    status: Status
    standing: StandingNow
    suspended_until: SuspendedUntil | None
    invented: Invented
    reasons: Annotated[list[OwnReason], Label("活动异常名录", "List of abnormal activity")]
    grounds: Annotated[list[OwnGround], Label("严重违法失信名单", "List of serious breaches")]
    names: Annotated[list[FactSpan], Label("名称", "Names")]
    timeline: list[OwnEvent]


class OwnOrganisations(Answer):
    """Every organisation whose people somebody is of."""

    items: list[OwnOrganisation]


async def own_organisations(reader: Reader, places: Gazetteer, actor: Actor) -> OwnOrganisations:
    """The organisations within the actor's scope. Raises RoleRequired."""
    actor.require(*MEMBERS)
    own = sorted(actor.reached(ScopeKind.ORGANISATION))
    found = await reader.every("organisations", {"_id": {"$in": own}}, [("_id", 1)])
    return OwnOrganisations(items=[told_of_itself(document, places) for document in found])


async def own_organisation(reader: Reader, places: Gazetteer, actor: Actor, organisation_id: str) -> OwnOrganisation:
    """One organisation. Raises RoleRequired, and OrganisationNotFound also for any that is not the actor's own."""
    actor.require(*MEMBERS)
    own = organisation_id in actor.reached(ScopeKind.ORGANISATION)
    document = await reader.one("organisations", {"_id": organisation_id}) if own else None
    if document is None:
        raise OrganisationNotFound
    return told_of_itself(document, places)


def told_of_itself(document: Document, places: Gazetteer) -> OwnOrganisation:
    """What people from outside read of a stored organisation."""
    organisation = read_state(_ORGANISATION, {**document["state"], "id": document["_id"]}, upcast)
    line, particulars, credit = organisation_line(document, places), organisation.particulars, organisation.credit
    shown = set(OwnOrganisation.model_fields) & set(type(line).model_fields)
    return OwnOrganisation(
        **line.model_dump(include=shown),
        address=particulars.address,
        supervisor=particulars.supervisor,
        legal_representative=particulars.legal_representative,
        suspended_until=organisation.suspended_until,
        reasons=[
            OwnReason(
                code=one.listing.code,
                year=one.listing.year,
                decision_no=one.listing.decision_no,
                listed_at=one.listed.since,
                cleared_at=one.cleared.since if one.cleared else None,
            )
            for one in reversed(credit.reasons)
        ],
        grounds=[
            OwnGround(
                ground=one.ground,
                decision_no=one.decision_no,
                listed_at=one.listed.since,
                left_at=one.left.since if one.left else None,
            )
            for one in reversed(credit.serious)
        ],
        names=spans_of(organisation.history["name"]),
        timeline=[OwnEvent(**one.model_dump(include=set(OwnEvent.model_fields))) for one in timeline(organisation)],
    )
