"""Which of grants' domain events leave the service, and as what."""

from typing import assert_never

import shared.contracts.grants as contracts
from services.grants.domain import closing_events, events
from shared.contracts.contract import Contract
from shared.kernel.dual_control import refused_to


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
        case closing_events.ClosingProposed() | closing_events.ClosingApproved() | closing_events.ClosingDeclined():
            return _closing(event)
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


def _closing(
    event: closing_events.ClosingProposed | closing_events.ClosingApproved | closing_events.ClosingDeclined,
) -> contracts.DecisionAwaited | contracts.DecisionSettled:
    match event:
        case closing_events.ClosingProposed():
            awaited = _awaited("closing", event.project_id, event.project_no)
            return awaited.model_copy(update={"author": event.act.by})
        case closing_events.ClosingApproved():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["closing"])
        case closing_events.ClosingDeclined():
            hears = refused_to(event.act.by, event.proposed_by)
            return contracts.DecisionSettled(
                about_id=event.project_id, matters=["closing"], project_no=event.project_no, refused_to=hears
            )


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
            return contracts.DecisionSettled(
                about_id=event.project_id,
                matters=["report"],
                no=event.no,
                organisation_id=event.organisation_id or None,
                project_no=event.project_no or None,
                accepted=isinstance(event, events.ReportAccepted),
                refused_to=refused_to(event.act.by, event.entered_by)
                if isinstance(event, events.ReportReturned)
                else None,
            )
        case events.CorrectionApproved():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["correction"])
        case events.PaymentReversed():
            return contracts.DecisionSettled(about_id=event.project_id, matters=["reversal"], no=event.no)
        case events.AccountVerified():
            return contracts.DecisionSettled(about_id=event.organisation_id, matters=["account"])
        case events.CorrectionDeclined() | events.ReversalDeclined() | events.AccountDeclined():
            return _declined(event)


def _declined(
    event: events.CorrectionDeclined | events.ReversalDeclined | events.AccountDeclined,
) -> contracts.DecisionSettled:
    """A colleague declined it, or whoever proposed it took it back: only of the former somebody need hear."""
    numbered: dict[str, str | None] = {"project_no": event.project_no or None}
    match event:
        case events.CorrectionDeclined():
            told = {**numbered, "refused_to": refused_to(event.act.by, event.proposed_by)}
            return contracts.DecisionSettled(about_id=event.project_id, matters=["correction"], **told)
        case events.ReversalDeclined():
            told = {**numbered, "refused_to": refused_to(event.act.by, event.proposed_by)}
            return contracts.DecisionSettled(about_id=event.project_id, matters=["reversal"], no=event.no, **told)
        case events.AccountDeclined():
            told = {**numbered, "refused_to": refused_to(event.act.by, event.entered_by)}
            project_id = event.project_id or None
            return contracts.DecisionSettled(
                about_id=event.organisation_id, matters=["account"], project_id=project_id, **told
            )


def _awaited(
    matter: contracts.Matter, project_id: str, project_no: str, no: int | None = None
) -> contracts.DecisionAwaited:
    """What a second person has to decide about in a project."""
    return contracts.DecisionAwaited(
        about_id=project_id, matter=matter, no=no, project_id=project_id, project_no=project_no
    )
