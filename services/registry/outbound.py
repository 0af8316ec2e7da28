"""Which of registry's domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.registry as contracts
from services.registry.domain import events, profile_events, retraction_events
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.places import Gazetteer
from shared.contracts.contract import Contract
from shared.contracts.registry_jobs import JobEnded, JobProgressed
from shared.contracts.registry_profile import ListEntry, OrganisationProfileChanged
from shared.jobs.events import JobEvent, JobMoved, LongJobEnded
from shared.kernel.dual_control import refused_to


def outbound(event: events.DomainEvent, places: Gazetteer) -> Contract | None:
    """The contract event to send, or None for what stays inside: imports, people, the press.

    Of values, only names leave, and the public facts of the register. ``places`` know what streets are called.
    """
    match event:
        case events.OrganisationRegistered():
            return _registered(event)
        case events.OrganisationCorrected():
            return _corrected(event)
        case events.OrganisationChanged():
            return _changed(event)
        case events.OrganisationSuspended():
            return _suspended(event)
        case events.OrganisationResumed():
            return _resumed(event)
        case events.OrganisationDeregistered():
            return _deregistered(event)
        case events.OrganisationRevoked():
            return _revoked(event)
        case events.OrganisationListedAbnormal():
            return _listed(event)
        case events.ReasonCleared():
            return _cleared(event)
        case events.OrganisationListedSerious():
            return _listed_serious(event)
        case events.OrganisationLeftSeriousList():
            return _left(event)
        case events.StandingRestored():
            return _restored(event)
        case profile_events.ProfileChanged():
            return _profile(event, places)
        case events.StepRetracted():
            return _step_retracted(event)
        case retraction_events.RetractionProposed() | retraction_events.RetractionDecided():
            return _retraction(event)
        case events.InterpretersProposed():
            return _proposed(event)
        case events.ImportBegun() | events.ImportFinished() | events.ImportStopped() | events.TrialCarriedOut():
            return None
        case events.MovedIn() | events.MovedOut():
            return None
        case events.FigureQuoted() | events.FigureWithdrawn():
            return None
        case events.TalentAdded() | events.TalentUpdated() | events.TalentWithdrawn() | events.TalentCallCounted():
            return None
        case _:
            assert_never(event)


def outbound_of_jobs(event: JobEvent) -> Contract | None:
    """Screens hear how far a job is, who asked for a long one that it has ended, and nobody what it is about."""
    if isinstance(event, LongJobEnded):
        return JobEnded(
            job_id=event.job_id, kind=event.kind, failed=event.failed, done=event.done, asked_by=event.asked_by
        )
    if not isinstance(event, JobMoved):
        return None
    return JobProgressed(
        job_id=event.job_id,
        kind=event.kind,
        state=event.state,
        done=event.done,
        total=event.total,
        asked_by=event.asked_by,
    )


def _registered(event: events.OrganisationRegistered) -> Contract:
    return contracts.OrganisationRegistered(
        organisation_id=event.organisation_id,
        uscc=event.uscc,
        kind=event.kind.value,
        status=_status(event.status),
        name=event.name,
    )


def _corrected(event: events.OrganisationCorrected) -> Contract:
    return contracts.OrganisationCorrected(
        organisation_id=event.organisation_id, fields=list(event.fields), name=event.name
    )


def _step_retracted(event: events.StepRetracted) -> Contract:
    """Nothing happened in the world: the legal state stood wrong, and is put right."""
    return contracts.OrganisationCorrected(
        organisation_id=event.organisation_id,
        fields=["status"],
        status=_status(event.status),
        open_reasons=event.open_reasons,
    )


def _retraction(event: retraction_events.RetractionProposed | retraction_events.RetractionDecided) -> Contract:
    """Whose entry is doubted, and neither which entry nor why."""
    told = {"organisation_id": event.organisation_id, "name": event.name, "uscc": event.uscc}
    if isinstance(event, retraction_events.RetractionProposed):
        return contracts.RetractionProposed(**told, invented=event.invented, author=event.act.by)
    refused = not event.approved and refused_to(event.act.by, event.proposed_by) is not None
    return contracts.RetractionDecided(**told, invented=event.invented, author=event.proposed_by, refused=refused)


def _changed(event: events.OrganisationChanged) -> Contract:
    return contracts.OrganisationChanged(
        organisation_id=event.organisation_id,
        fields=list(event.fields),
        effective_on=event.effective_on,
        name=event.name,
    )


def _suspended(event: events.OrganisationSuspended) -> Contract:
    return contracts.OrganisationSuspended(
        organisation_id=event.organisation_id,
        open_reasons=event.open_reasons,
        until=event.until,
        occurred_at=event.act.occurred_at,
    )


def _resumed(event: events.OrganisationResumed) -> Contract:
    return contracts.OrganisationResumed(
        organisation_id=event.organisation_id, open_reasons=event.open_reasons, occurred_at=event.act.occurred_at
    )


def _deregistered(event: events.OrganisationDeregistered) -> Contract:
    return contracts.OrganisationDeregistered(
        organisation_id=event.organisation_id, open_reasons=event.open_reasons, occurred_at=event.act.occurred_at
    )


def _revoked(event: events.OrganisationRevoked) -> Contract:
    return contracts.OrganisationRevoked(
        organisation_id=event.organisation_id,
        open_reasons=event.open_reasons,
        how=event.status.value,
        occurred_at=event.act.occurred_at,
    )


def _listed(event: events.OrganisationListedAbnormal) -> Contract:
    return contracts.OrganisationListedAbnormal(
        organisation_id=event.organisation_id,
        reason_id=event.reason_id,
        reason_code=event.code.value,
        open_reasons=event.open_reasons,
        status=_status(event.status),
        occurred_at=event.act.occurred_at,
    )


def _cleared(event: events.ReasonCleared) -> Contract:
    return contracts.OrganisationReasonCleared(
        organisation_id=event.organisation_id,
        reason_id=event.reason_id,
        open_reasons=event.open_reasons,
        status=_status(event.status),
        occurred_at=event.act.occurred_at,
    )


def _listed_serious(event: events.OrganisationListedSerious) -> Contract:
    return contracts.OrganisationListedSerious(
        organisation_id=event.organisation_id,
        ground_code=event.ground.value,
        open_grounds=event.open_grounds,
        open_reasons=event.open_reasons,
        status=_status(event.status),
        occurred_at=event.act.occurred_at,
    )


def _left(event: events.OrganisationLeftSeriousList) -> Contract:
    return contracts.OrganisationLeftSeriousList(
        organisation_id=event.organisation_id,
        open_reasons=event.open_reasons,
        status=_status(event.status),
        occurred_at=event.act.occurred_at,
    )


def _restored(event: events.StandingRestored) -> Contract:
    return contracts.OrganisationStandingRestored(
        organisation_id=event.organisation_id, status=_status(event.status), occurred_at=event.act.occurred_at
    )


def _profile(event: profile_events.ProfileChanged, places: Gazetteer) -> Contract:
    """All public facts, with the legal state exactly as the register has it."""
    facts = event.profile
    return OrganisationProfileChanged(
        organisation_id=event.organisation_id,
        uscc=facts.uscc,
        name=facts.name,
        kind=facts.kind.value,
        street_code=facts.street_code,
        street=places.street_name(facts.street_code),
        founded_on=facts.founded_on,
        status=facts.status.value,
        standing=facts.standing.value,
        abnormal=[ListEntry(code=one.code, since=one.since) for one in facts.abnormal],
        serious=[ListEntry(code=one.code, since=one.since) for one in facts.serious],
        invented=facts.invented,
        invented_fields=[one.value for one in facts.invented_fields],
    )


def _status(status: OrganisationStatus) -> str:
    """The legal state as others know it: to them it is one whether the registration or the certificate was taken."""
    return (OrganisationStatus.REVOKED if status.was_ended_by_office else status).value


def _proposed(event: events.InterpretersProposed) -> Contract:
    """The answer to rescue: people by id, without their names."""
    request = event.request
    return contracts.InterpreterProposed(
        request_id=request.request_id,
        case_id=request.case_id,
        area=request.area,
        dialect=request.dialect,
        requested_by=request.requested_by,
        case_no=request.case_no,
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
