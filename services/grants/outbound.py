"""Which of grants' domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.grants as contracts
from services.grants.domain import closing_events, events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case events.ProjectOpened():
            return contracts.ProjectOpened(
                project_id=event.project_id, organisation_id=event.organisation_id, project_no=event.project_no
            )
        case events.ProjectReopened():
            return contracts.ProjectReopened(
                project_id=event.project_id, organisation_id=event.organisation_id, project_no=event.project_no
            )
        case events.ProjectReassigned():
            return contracts.ProjectReassigned(
                project_id=event.project_id, organisation_id=event.organisation_id, project_no=event.project_no
            )
        case events.ProjectFrozen():
            return contracts.ProjectFrozen(
                project_id=event.project_id,
                organisation_id=event.organisation_id,
                project_no=event.project_no,
                reason_codes=list(event.reasons),
                invented=event.invented,
            )
        case events.ProjectUnfrozen():
            return contracts.ProjectUnfrozen(
                project_id=event.project_id,
                organisation_id=event.organisation_id,
                project_no=event.project_no,
                invented=event.invented,
            )
        case (
            events.InstalmentsPlanned() | events.PlanApproved() | events.InstalmentPaid() | events.InstalmentCancelled()
        ):
            return None
        case events.ProjectSettled():
            return contracts.ProjectSettled(project_id=event.project_id)
        case closing_events.ProjectClosed():
            return contracts.ProjectClosed(
                project_id=event.project_id,
                organisation_id=event.organisation_id,
                project_no=event.project_no,
                how=event.how,
            )
        case closing_events.ClosingProposed() | closing_events.ClosingDeclined():
            return None
        case events.ReversalProposed() | events.ReversalDeclined() | events.PaymentReversed():
            return None
        case events.ReportSubmitted() | events.ReportAccepted() | events.ReportReturned():
            return None
        case events.CorrectionProposed() | events.CorrectionApproved() | events.CorrectionDeclined():
            return None
        case events.AccountEntered() | events.AccountVerified() | events.AccountDeclined():
            return None
        case events.FreezeReasonsChanged() | events.StandingChanged():
            return None
        case _:
            assert_never(event)
