"""Which of registry's domain events leave the service, and as what."""

from typing import Any

import shared.contracts.registry as contracts
from services.registry.domain import events
from shared.contracts.contract import Contract


def outbound(event: Any) -> Contract | None:
    """The contract event to send, or None for what stays inside: corrections, imports, people."""
    match event:
        case events.OrganisationRegistered(organisation_id, uscc, kind, status):
            return contracts.OrganisationRegistered(
                organisation_id=organisation_id, uscc=uscc, kind=kind.value, status=status.value
            )
        case events.OrganisationSuspended(organisation_id, open_reasons, until):
            return contracts.OrganisationSuspended(
                organisation_id=organisation_id, open_reasons=open_reasons, until=until
            )
        case events.OrganisationResumed(organisation_id, open_reasons):
            return contracts.OrganisationResumed(organisation_id=organisation_id, open_reasons=open_reasons)
        case events.OrganisationDeregistered(organisation_id, open_reasons):
            return contracts.OrganisationDeregistered(organisation_id=organisation_id, open_reasons=open_reasons)
        case events.OrganisationRevoked(organisation_id, open_reasons):
            return contracts.OrganisationRevoked(organisation_id=organisation_id, open_reasons=open_reasons)
        case events.OrganisationListedAbnormal(organisation_id, reason_id, code, open_reasons, status):
            return contracts.OrganisationListedAbnormal(
                organisation_id=organisation_id,
                reason_id=reason_id,
                reason_code=code.value,
                open_reasons=open_reasons,
                status=status.value,
            )
        case events.ReasonCleared(organisation_id, reason_id, open_reasons, status):
            return contracts.OrganisationReasonCleared(
                organisation_id=organisation_id, reason_id=reason_id, open_reasons=open_reasons, status=status.value
            )
        case events.StandingRestored(organisation_id, status):
            return contracts.OrganisationStandingRestored(organisation_id=organisation_id, status=status.value)
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
