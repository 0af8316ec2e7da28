"""Which of grants' domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.grants as contracts
from services.grants.domain import closing_events, events
from shared.contracts.contract import Contract


def outbound(event: events.DomainEvent) -> Contract | None:
    """The contract event to send, or None for what stays inside."""
    match event:
        case events.ProjectOpened() | events.ProjectReopened() | events.ProjectReassigned():
            return _begun(event)
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
        case events.InstalmentsPlanned() | events.ReportSubmitted() | events.CorrectionProposed():
            return _proposed(event)
        case events.ReversalProposed() | events.AccountEntered():
            return _proposed(event)
        case events.PlanApproved() | events.InstalmentCancelled() | events.ReportAccepted() | events.ReportReturned():
            return _decided(event)
        case events.CorrectionApproved() | events.CorrectionDeclined():
            return _decided(event)
        case events.PaymentReversed() | events.ReversalDeclined() | events.AccountVerified() | events.AccountDeclined():
            return _decided(event)
        case events.InstalmentPaid():
            return None
        case events.FreezeReasonsChanged() | events.StandingChanged():
            return None
        case _:
            assert_never(event)


def _begun(event: events.ProjectOpened | events.ProjectReopened | events.ProjectReassigned) -> Contract:
    told = {"project_id": event.project_id, "organisation_id": event.organisation_id, "project_no": event.project_no}
    match event:
        case events.ProjectOpened():
            return contracts.ProjectOpened(**told)
        case events.ProjectReopened():
            return contracts.ProjectReopened(**told)
        case events.ProjectReassigned():
            return contracts.ProjectReassigned(**told)


def _proposed(
    event: events.InstalmentsPlanned
    | events.ReportSubmitted
    | events.CorrectionProposed
    | events.ReversalProposed
    | events.AccountEntered,
) -> contracts.DecisionAwaited:
    match event:
        case events.InstalmentsPlanned():
            return _awaited("plan", event.project_id, event.project_no)
        case events.ReportSubmitted():
            return _awaited("report", event.project_id, event.project_no, event.no)
        case events.CorrectionProposed():
            return _awaited("correction", event.project_id, event.project_no, event.no)
        case events.ReversalProposed():
            return _awaited("reversal", event.project_id, event.project_no, event.no)
        case events.AccountEntered():
            account = _awaited("account", event.project_id, event.project_no)
            return account.model_copy(update={"about_id": event.organisation_id})


def _decided(
    event: events.PlanApproved
    | events.InstalmentCancelled
    | events.ReportAccepted
    | events.ReportReturned
    | events.CorrectionApproved
    | events.CorrectionDeclined
    | events.PaymentReversed
    | events.ReversalDeclined
    | events.AccountVerified
    | events.AccountDeclined,
) -> contracts.DecisionSettled:
    match event:
        case events.PlanApproved():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["plan"])
        case events.InstalmentCancelled():
            matters: list[contracts.Matter] = ["report"] if event.plan_waits else ["report", "plan"]
            return contracts.DecisionSettled(about_id=event.project_id, matters=matters, no=event.no)
        case events.ReportAccepted() | events.ReportReturned():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["report"], no=event.no)
        case events.CorrectionApproved() | events.CorrectionDeclined():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["correction"])
        case events.PaymentReversed() | events.ReversalDeclined():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["reversal"], no=event.no)
        case events.AccountVerified() | events.AccountDeclined():
            return contracts.DecisionSettled(about_id=event.organisation_id, matters=["account"])


def _awaited(
    matter: contracts.Matter, project_id: str, project_no: str, no: int | None = None
) -> contracts.DecisionAwaited:
    """What a second person has to decide about in a project."""
    return contracts.DecisionAwaited(
        about_id=project_id, matter=matter, no=no, project_id=project_id, project_no=project_no
    )
