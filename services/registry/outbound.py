"""Which of registry's domain events leave the service, and as what."""

from typing import Any

import shared.contracts.registry as contracts
from services.registry.domain import events
from shared.contracts.contract import Contract


def outbound(event: Any) -> Contract | None:
    """The contract event to send, or None for what stays inside: corrections, legal steps, imports, people."""
    match event:
        case events.OrganisationRegistered(organisation_id, uscc, kind):
            return contracts.OrganisationRegistered(organisation_id=organisation_id, uscc=uscc, kind=kind.value)
        case events.OrganisationListedAbnormal(organisation_id, reason_id, code, open_reasons):
            return contracts.OrganisationListedAbnormal(
                organisation_id=organisation_id,
                reason_id=reason_id,
                reason_code=code.value,
                open_reasons=open_reasons,
            )
        case events.ReasonCleared(organisation_id, reason_id, open_reasons):
            return contracts.OrganisationReasonCleared(
                organisation_id=organisation_id, reason_id=reason_id, open_reasons=open_reasons
            )
        case events.StandingRestored(organisation_id):
            return contracts.OrganisationStandingRestored(organisation_id=organisation_id)
        case events.InterpretersProposed(_, request, proposals):
            return contracts.InterpreterProposed(
                request_id=request.request_id,
                case_id=request.case_id,
                area=request.area,
                dialect=request.dialect,
                requested_by=request.requested_by,
                proposals=[
                    contracts.Proposal(
                        person_id=one.person_id,
                        native_county=one.native_county,
                        dialects=list(one.dialects),
                        distance_km=one.distance_km,
                        why=list(one.why),
                    )
                    for one in proposals
                ],
            )
    return None
