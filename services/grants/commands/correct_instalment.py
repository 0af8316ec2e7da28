"""Propose a correction of an unpaid instalment (更正一期) for a second person to approve."""

from services.grants.domain import errors, year_errors
from services.grants.domain.correcting import propose_correction, require_correctable
from services.grants.domain.fields import DueOn, InstalmentFen, InstalmentNo, ProjectId, Reason
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.permissions import OFFICERS, ON_INSTALMENT
from services.grants.domain.report import ReportNeeded
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CorrectInstalment(Command):
    """Which instalment, how it should read, and why it was wrong."""

    project_id: ProjectId
    no: InstalmentNo
    amount_fen: InstalmentFen
    due_on: DueOn
    report_need: ReportNeeded
    reason: Reason


@command(
    CorrectInstalment,
    post("/projects/{project_id}/instalments/{no}/correction"),
    label=Label("更正这一期", "Correct it"),
    roles=OFFICERS,
    offered=ON_INSTALMENT.when(lambda part, actor: require_correctable(part.project, part.no, actor.id)),
    refusals=(
        year_errors.InstalmentDueTooLate,
        errors.NothingCorrected,
        errors.CorrectionWaits,
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.ThreePeopleRequired,
        errors.InstalmentsExceedContract,
        errors.InstalmentDueBeforeSigning,
    ),
)
async def correct_instalment(cmd: CorrectInstalment, cause: Cause, ports: Ports) -> Receipt:
    terms = PlannedPart(cmd.amount_fen, cmd.due_on, cmd.report_need)
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: propose_correction(project, cmd.no, terms, cmd.reason, Act.now(cause))
    )
