"""Which of grants' domain events leave the service, and as what."""

import shared.contracts.grants as contracts
from services.grants.domain.events import (
    DomainEvent,
    FreezeReasonsChanged,
    InstalmentCancelled,
    InstalmentPaid,
    InstalmentsPlanned,
    PaymentReversed,
    ProjectFrozen,
    ProjectOpened,
    ProjectReopened,
    ProjectSettled,
    ProjectUnfrozen,
    StandingChanged,
)
from shared.contracts.contract import Contract


def outbound(event: DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case ProjectOpened(project_id, organisation_id):
            return contracts.ProjectOpened(project_id=project_id, organisation_id=organisation_id)
        case ProjectReopened(project_id, organisation_id):
            return contracts.ProjectReopened(project_id=project_id, organisation_id=organisation_id)
        case ProjectFrozen(project_id, organisation_id, project_no, reasons):
            return contracts.ProjectFrozen(
                project_id=project_id,
                organisation_id=organisation_id,
                project_no=project_no,
                reason_codes=list(reasons),
            )
        case ProjectUnfrozen(project_id, organisation_id, project_no):
            return contracts.ProjectUnfrozen(
                project_id=project_id, organisation_id=organisation_id, project_no=project_no
            )
        case InstalmentsPlanned() | InstalmentPaid() | InstalmentCancelled() | PaymentReversed():
            return None
        case ProjectSettled() | FreezeReasonsChanged() | StandingChanged():
            return None
