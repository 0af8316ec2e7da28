"""How a correction is proposed, approved and declined (更正、双人复核).

It is of the contract, of the organisation that signed it while nothing is paid, or of an unpaid instalment.
"""

from dataclasses import asdict, replace

from services.grants.domain import errors, events, hands
from services.grants.domain.agreement import ContractParty, ContractTerms, require_signed
from services.grants.domain.correction import Correction, Terms
from services.grants.domain.entry import Entry
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.dual_control import DualControl, Proposal, last_waiting
from shared.kernel.money import format_yuan

CORRECTION = DualControl[Correction]("correction", errors.NoCorrectionWaits, errors.SecondPersonRequired)


def waiting_correction(project: Project) -> Correction | None:
    """The correction that a second person has to decide about."""
    return last_waiting(project.corrections)


def require_correctable(project: Project, no: int | None, by: str) -> None:
    """Raise what stands against ``by`` proposing a correction of the contract, or of instalment ``no``.

    A settled contract is corrected in its words only, which its terms see to; what is paid is never altered.
    """
    if no is not None:
        part = project.instalment(no)
        part.require_open()
        hands.require_free(by, part, project.corrections, hands.PLAN)
    if waiting_correction(project):
        raise errors.CorrectionWaits


def require_party_correctable(project: Project, by: str) -> None:
    """Raise what stands against ``by`` proposing another organisation: money that is with it, or what else waits."""
    _require_unpaid(project)
    require_correctable(project, None, by)


def organisation_after(project: Project) -> str:
    """Whose the project is once what waits is approved."""
    waiting = waiting_correction(project)
    after = waiting.after if waiting else None
    return after.organisation_id if isinstance(after, ContractParty) else project.agreement.organisation_id


def propose_correction(project: Project, no: int | None, after: Terms, reason: str, act: Act) -> None:
    """Propose other terms; nothing changes before a second person has approved."""
    require_correctable(project, no, act.by)
    before = _terms_now(project, no, after)
    if after == before:
        raise errors.NothingCorrected
    _require_possible(project, no, after, act)
    project.corrections.append(Correction(no, before, after, reason, Entry.of(act)))
    project.record(events.CorrectionProposed(project.id, no, act, project.number))


def require_correction(project: Project) -> Proposal[Correction]:
    """The correction that waits. Raises NoCorrectionWaits."""
    return CORRECTION.waiting(project.id, waiting_correction(project))


def require_correction_approvable(project: Project, by: str) -> Proposal[Correction]:
    """The correction that ``by`` may approve.

    Raises NoCorrectionWaits, SecondPersonRequired, and ThreePeopleRequired for one of an instalment.
    """
    waiting = require_correction(project).require_another(by)
    if waiting.what.no is not None:
        hands.require_free(by, project.instalment(waiting.what.no), project.corrections, hands.APPROVE)
    return waiting


def approve_correction(project: Project, act: Act, standing: Standing | None = None) -> None:
    """Approve a colleague's correction: its terms hold from now on, where the money and the days still allow them.

    ``standing`` is that of the organisation whose the project is then; the project follows it at once, so that nothing
    is paid to one that is listed, and nothing stays frozen for one that is not.
    """
    waiting = require_correction_approvable(project, act.by).confirm(act)
    if waiting.no is not None:
        project.instalment(waiting.no).require_open()
    _require_possible(project, waiting.no, waiting.after, act)
    was_running = project.unpaid_fen > 0
    project.corrections[-1] = replace(waiting, decided=Entry.of(act), approved=True)
    _take(project, waiting)
    project.record(events.CorrectionApproved(project.id, waiting.no, act, waiting.proposed.by))
    if isinstance(waiting.after, ContractParty):
        _pass_to(project, waiting.after, act)
    if standing:
        project.follow(standing, act.recorded_at)
    if was_running and project.unpaid_fen == 0:
        project.record(events.ProjectSettled(project.id, act))


def decline_correction(project: Project, act: Act) -> None:
    """Decline a correction, or take one's own back; everything stays as it was."""
    waiting = require_correction(project).what
    project.corrections[-1] = replace(waiting, decided=Entry.of(act))
    project.record(events.CorrectionDeclined(project.id, waiting.no, act, project.number, waiting.proposed.by))


def _terms_now(project: Project, no: int | None, after: Terms) -> Terms:
    if isinstance(after, ContractParty):
        return project.agreement.party
    return project.agreement.terms if no is None else project.instalment(no).terms


def _take(project: Project, correction: Correction) -> None:
    after, agreement = correction.after, project.agreement
    if isinstance(after, ContractTerms):
        project.agreement = replace(
            agreement,
            contract_no=after.contract_no,
            title=after.title,
            field=after.field,
            amount_fen=after.amount_fen,
            signed_on=after.signed_on,
        )
        return
    if isinstance(after, PlannedPart):
        part = project.instalment(correction.no or 0)
        project.instalments[part.no - 1] = replace(
            part, amount_fen=after.amount_fen, due_on=after.due_on, report_need=after.report_need
        )


def _pass_to(project: Project, party: ContractParty, act: Act) -> None:
    """It is another organisation's than was entered, whose standing it has not followed yet."""
    project.agreement = replace(project.agreement, **asdict(party))
    project.standing_revision = 0
    project.record(events.ProjectReassigned(project.id, party.organisation_id, project.number, act))


def _require_unpaid(project: Project) -> None:
    project.require_not_closed()
    if project.paid_fen:
        raise errors.OrganisationIsPaid(paid=format_yuan(project.paid_fen))


def _require_possible(project: Project, no: int | None, after: Terms, act: Act) -> None:
    """Raise what the money and the days say against these terms."""
    if isinstance(after, ContractParty):
        _require_unpaid(project)
        if after.organisation_id == project.agreement.organisation_id:
            raise errors.NothingCorrected
        return
    if isinstance(after, ContractTerms):
        if after.amount_fen != project.agreement.amount_fen:
            project.require_running()
        if after.amount_fen < project.planned_fen:
            raise errors.AmountBelowPlan(planned=format_yuan(project.planned_fen))
        require_signed(after.signed_on, local_date(act.recorded_at))
        paid = [part.payment.entry.day for part in project.instalments if part.payment]
        days = [*(part.due_on for part in project.instalments if not part.is_cancelled), *filter(None, paid)]
        if days and after.signed_on > min(days):
            raise errors.SignedAfterInstalments(day=min(days))
        return
    project.require_fits([after], project.unplanned_fen + project.instalment(no or 0).amount_fen)
