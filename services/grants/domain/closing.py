"""How a project is closed (结项、终止): proposed by one, approved by another; frozen or not.

What is unpaid then is released: it is never paid, and the contract keeps its amount. Basis: registry-grants notes 4.5
(closing, closed, terminated) and 4.1 (an organisation is deregistered once no contract is open).
"""

from dataclasses import replace

from services.grants.domain import closing_errors, closing_events, errors, events
from services.grants.domain.closure import Closure, ClosureKind
from services.grants.domain.correcting import waiting_correction
from services.grants.domain.entry import Entry
from services.grants.domain.instalment import Cancellation
from services.grants.domain.project import Project
from shared.kernel.act import Act
from shared.kernel.dual_control import DualControl, Proposal
from shared.kernel.money import Fen, format_yuan

CLOSING = DualControl[Closure]("closing", closing_errors.NoClosureWaits, errors.SecondPersonRequired)


def require_closable(project: Project) -> None:
    """Raise ProjectIsClosed, or that something of it waits to be decided first."""
    project.require_not_closed()
    if project.waiting_closure:
        raise closing_errors.ClosureWaits
    _require_nothing_waits(project)


def propose_closing(project: Project, kind: ClosureKind, reason: str, returned_fen: Fen, act: Act) -> None:
    """Propose the end of a project, as of the day of the act. ``returned_fen`` came back of what was paid.

    Raises ReturnedMoreThanPaid, DoneBeforeSigning, ClosedBeforePayment and what ``require_closable`` does.
    """
    require_closable(project)
    if returned_fen > project.paid_fen:
        raise closing_errors.ReturnedMoreThanPaid(paid=format_yuan(project.paid_fen))
    project.agreement.require_signed_before(act)
    paid_later = [day for part in project.instalments if part.payment and (day := part.payment.entry.day_after(act))]
    if paid_later:
        raise closing_errors.ClosedBeforePayment(day=max(paid_later))
    project.closures.append(Closure(kind, reason, project.unpaid_fen, returned_fen, Entry.of(act)))
    project.record(closing_events.ClosingProposed(project.id, project.unpaid_fen, act, project.number))


def require_closing(project: Project) -> Proposal[Closure]:
    """The closure that waits, beside the sums that it is judged by. Raises NoClosureWaits."""
    return CLOSING.waiting(project.id, project.waiting_closure, project.paid_fen, project.unpaid_fen)


def require_closing_approvable(project: Project, by: str) -> Proposal[Closure]:
    """The closure that ``by`` may approve.

    Raises NoClosureWaits, SecondPersonRequired, or that something else waits.
    """
    waiting = require_closing(project).require_another(by)
    _require_nothing_waits(project)
    return waiting


def approve_closing(project: Project, act: Act) -> None:
    """Close the project: what is unpaid is released, and its open instalments are taken out of the plan.

    Raises ReturnedMoreThanPaid where a payment was taken back since.
    """
    waiting = require_closing_approvable(project, act.by).confirm(act)
    if waiting.returned_fen > project.paid_fen:
        raise closing_errors.ReturnedMoreThanPaid(paid=format_yuan(project.paid_fen))
    decided = Entry.of(act)
    released = project.unpaid_fen
    project.closures[-1] = replace(waiting, released_fen=released, decided=decided, approved=True)
    project.record(closing_events.ClosingApproved(project.id, act, waiting.proposed.by))
    for part in [one for one in project.instalments if one.is_open]:
        project.instalments[part.no - 1] = replace(part, cancellation=Cancellation(decided, waiting.reason))
        project.record(events.InstalmentCancelled(project.id, part.no, part.amount_fen, act))
    organisation_id, number = project.agreement.organisation_id, project.number
    project.record(closing_events.ProjectClosed(project.id, organisation_id, number, waiting.kind.value, released, act))


def decline_closing(project: Project, act: Act) -> None:
    """Decline a closing, or take one's own back; everything stays as it was."""
    waiting = require_closing(project).what
    project.closures[-1] = replace(waiting, decided=Entry.of(act))
    project.record(closing_events.ClosingDeclined(project.id, act, project.number, waiting.proposed.by))


def _require_nothing_waits(project: Project) -> None:
    if waiting_correction(project):
        raise errors.CorrectionWaits
    if any(part.waiting_reversal for part in project.instalments):
        raise errors.ReversalWaits
