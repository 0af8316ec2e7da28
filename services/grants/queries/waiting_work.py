"""What waits in grants, and for whom: unpaid instalments with their next step, and what a second person decides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from services.grants.domain.account import AccountState, PayeeAccount
from services.grants.domain.closing import require_closing_approvable
from services.grants.domain.correcting import require_correction_approvable, waiting_correction
from services.grants.domain.fields import DueOn, InstalmentFen, Number, OrganisationName, Title
from services.grants.domain.instalment import Instalment
from services.grants.domain.paying import require_payable
from services.grants.domain.permissions import FINANCE, HEADS, OFFICERS, READERS
from services.grants.domain.project import Project
from services.grants.domain.report import ReportState
from services.grants.stored import stored_accounts, stored_project
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError
from shared.kernel.labels import Label, LabelledEnum
from shared.storage.reading import Reader
from shared.web.view import View

AHEAD = timedelta(days=30)
"""How long before the planned day an instalment begins to ask for what its payment still lacks."""


class Step(LabelledEnum):
    """What has to be done next."""

    APPROVE_PLAN = "approve_plan", "批准拨款计划", "Approve the plan"
    STATE_REPORT_NEED = "state_report_need", "按合同补上是否需要报告", "Say whether the contract asks for a report"
    SUBMIT_REPORT = "submit_report", "催收并登记报告", "Ask for the report and enter it"
    ACCEPT_REPORT = "accept_report", "审核报告", "Examine the report"
    ENTER_ACCOUNT = "enter_account", "登记收款账户", "Enter the account"
    VERIFY_ACCOUNT = "verify_account", "核对收款账户", "Verify the account"
    PAY = "pay", "拨付并登记", "Pay and record it"
    FROZEN = "frozen", "冻结中，等待解除", "Frozen, to be released"
    APPROVE_REVERSAL = "approve_reversal", "批准冲销", "Approve the reversal"
    APPROVE_CORRECTION = "approve_correction", "批准更正", "Approve the correction"
    APPROVE_CLOSING = "approve_closing", "批准结项或者终止", "Approve the closing"


ACTORS = {
    Step.APPROVE_PLAN: HEADS,
    Step.STATE_REPORT_NEED: OFFICERS,
    Step.SUBMIT_REPORT: OFFICERS,
    Step.ACCEPT_REPORT: HEADS,
    Step.ENTER_ACCOUNT: OFFICERS,
    Step.VERIFY_ACCOUNT: FINANCE,
    Step.PAY: FINANCE,
    Step.FROZEN: frozenset[str](),
    Step.APPROVE_REVERSAL: HEADS,
    Step.APPROVE_CORRECTION: HEADS,
    Step.APPROVE_CLOSING: HEADS,
}
WAITING = ("correction_waits", "amount_waits", "reversal_waits", "closure_waits")
"""What stands in the view of a project in which something waits; the second until November 2026."""
AT_ONCE = frozenset({Step.APPROVE_PLAN, Step.ACCEPT_REPORT, Step.VERIFY_ACCOUNT})
"""Steps of an instalment that wait for somebody as soon as they are there, however far off its day is."""


class WaitingLine(View):
    """One thing that waits. ``mine`` says whether the reader is one of those who may do it.

    ``due_on`` is the planned day of an instalment; what only waits for a second person has none.
    """

    project_id: str
    number: Number
    title: Title
    organisation_name: OrganisationName | None
    step: Annotated[Step, Label("下一步", "Next step")]
    mine: bool
    no: Annotated[int | None, Label("期次", "Instalment")] = None
    amount_fen: InstalmentFen | None = None
    due_on: DueOn | None = None
    overdue: Annotated[bool, Label("已过计划拨付日期", "Past its day")] = False


class WaitingWork(View):
    """Everything that waits, by planned day, undated things last; ``overdue`` counts instalments past their day."""

    items: list[WaitingLine]
    overdue: int


@dataclass(frozen=True)
class _Waits:
    step: Step
    guard: Callable[[str], object]
    part: Instalment | None = None


async def waiting_work(reader: Reader, clock: Clock, actor: Actor) -> WaitingWork:
    """What waits now. Raises RoleRequired."""
    actor.require(*sorted(READERS))
    today = local_date(clock.now())
    where = {"$or": [{"view.state": "running"}, *({f"view.{waits}": True} for waits in WAITING)]}
    items: list[WaitingLine] = []
    projects = [stored_project(one) for one in await reader.every("projects", where, [("view.number", 1)])]
    accounts = await stored_accounts(reader, {project.agreement.organisation_id for project in projects})
    told = set[str]()
    for project in projects:
        organisation_id = project.agreement.organisation_id
        found = _of_project(project, accounts.get(organisation_id), today, organisation_id not in told)
        items += [_line(project, one, today, actor) for one in found]
        told.add(organisation_id)
    items.sort(key=lambda one: (one.due_on is None, one.due_on or today, one.number, one.no or 0))
    return WaitingWork(items=items, overdue=sum(one.overdue for one in items))


def _of_project(project: Project, account: PayeeAccount | None, today: date, is_first: bool) -> Iterator[_Waits]:
    """What waits in one project; the account is told with the first project of its organisation alone."""
    if waiting_correction(project):
        yield _Waits(Step.APPROVE_CORRECTION, lambda by: require_correction_approvable(project, by))
    if project.waiting_closure:
        yield _Waits(Step.APPROVE_CLOSING, lambda by: require_closing_approvable(project, by))
    for part in project.instalments:
        if part.waiting_reversal:
            yield _Waits(Step.APPROVE_REVERSAL, part.require_reversal_approvable, part)
        if part.is_open:
            one = _of_instalment(project, part, account)
            if one.step in AT_ONCE or part.due_on <= today + AHEAD:
                yield one
    if is_first and account and account.waiting:
        yield _Waits(Step.VERIFY_ACCOUNT, account.require_verifiable)


def _of_instalment(project: Project, part: Instalment, account: PayeeAccount | None) -> _Waits:
    """The first thing that its payment lacks."""

    def nothing(_: str) -> None:
        return None

    if part.approved is None:
        return _Waits(Step.APPROVE_PLAN, project.require_plan_approvable, part)
    match part.report_state:
        case ReportState.UNKNOWN:
            return _Waits(Step.STATE_REPORT_NEED, nothing, part)
        case ReportState.AWAITED | ReportState.RETURNED:
            return _Waits(Step.SUBMIT_REPORT, nothing, part)
        case ReportState.SUBMITTED:
            return _Waits(Step.ACCEPT_REPORT, lambda by: project.require_report_decidable(part.no, by), part)
    if account is None or account.state is AccountState.MISSING:
        return _Waits(Step.ENTER_ACCOUNT, nothing, part)
    if project.frozen:
        return _Waits(Step.FROZEN, nothing, part)
    if account.waiting:
        return _Waits(Step.VERIFY_ACCOUNT, account.require_verifiable, part)
    return _Waits(Step.PAY, lambda by: require_payable(project, part.no, account, by), part)


def _line(project: Project, one: _Waits, today: date, actor: Actor) -> WaitingLine:
    part, dated = one.part, one.part is not None and one.part.is_open
    return WaitingLine(
        project_id=project.id,
        number=project.number,
        title=project.agreement.title,
        organisation_name=project.agreement.organisation_name,
        step=one.step,
        mine=bool(ACTORS[one.step] & actor.roles) and _may(one, actor.id),
        no=part.no if part else None,
        amount_fen=part.amount_fen if part else None,
        due_on=part.due_on if part and dated else None,
        overdue=bool(part and dated and part.due_on < today),
    )


def _may(one: _Waits, by: str) -> bool:
    try:
        one.guard(by)
    except DomainError:
        return False
    return True
