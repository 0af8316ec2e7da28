"""Which of registry's domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.registry as contracts
from services.registry.domain import events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside: corrections, imports, people."""
    match event:
        case events.OrganisationRegistered():
            return contracts.OrganisationRegistered(
                organisation_id=event.organisation_id,
                uscc=event.uscc,
                kind=event.kind.value,
                status=event.status.value,
            )
        case events.OrganisationSuspended():
            return contracts.OrganisationSuspended(
                organisation_id=event.organisation_id, open_reasons=event.open_reasons, until=event.until
            )
        case events.OrganisationResumed():
            return contracts.OrganisationResumed(organisation_id=event.organisation_id, open_reasons=event.open_reasons)
        case events.OrganisationDeregistered():
            return contracts.OrganisationDeregistered(
                organisation_id=event.organisation_id, open_reasons=event.open_reasons
            )
        case events.OrganisationRevoked():
            return contracts.OrganisationRevoked(organisation_id=event.organisation_id, open_reasons=event.open_reasons)
        case events.OrganisationListedAbnormal():
            return contracts.OrganisationListedAbnormal(
                organisation_id=event.organisation_id,
                reason_id=event.reason_id,
                reason_code=event.code.value,
                open_reasons=event.open_reasons,
                status=event.status.value,
            )
        case events.ReasonCleared():
            return contracts.OrganisationReasonCleared(
                organisation_id=event.organisation_id,
                reason_id=event.reason_id,
                open_reasons=event.open_reasons,
                status=event.status.value,
            )
        case events.StandingRestored():
            return contracts.OrganisationStandingRestored(
                organisation_id=event.organisation_id, status=event.status.value
            )
        case events.InterpretersProposed():
            return _proposed(event)
        case events.OrganisationCorrected() | events.ImportBegun() | events.ImportFinished():
            return None
        case events.TalentAdded() | events.TalentUpdated() | events.TalentWithdrawn() | events.TalentCallCounted():
            return None
        case _:
            assert_never(event)


def _proposed(event: events.InterpretersProposed) -> Contract:
    """The answer to rescue: people by id, without their names."""
    request = event.request
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
            for one in event.proposals
        ],
    )
