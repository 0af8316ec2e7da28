"""Approve a colleague's correction (批准更正)."""

from services.grants.domain import correcting, errors, year_errors
from services.grants.domain.fields import ProjectId
from services.grants.domain.permissions import HEADS, ON_PROJECT
from services.grants.freezing import standing_of
from services.grants.ports import Ports
from shared.command.declaration import Confirmation, command, post
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ApproveCorrection(Confirmation):
    """Of which project the waiting correction is approved."""

    project_id: ProjectId


@command(
    ApproveCorrection,
    post("/projects/{project_id}/correction/approval"),
    label=Label("批准更正", "Approve correction"),
    roles=HEADS,
    offered=ON_PROJECT.confirming(
        correcting.CORRECTION, lambda one, actor: correcting.require_correction_approvable(one, actor.id)
    ),
    refusals=(
        year_errors.InstalmentDueTooLate,
        errors.ThreePeopleRequired,
        errors.InstalmentAlreadyPaid,
        errors.InstalmentIsCancelled,
        errors.ProjectIsSettled,
        errors.OrganisationIsPaid,
        errors.AmountBelowPlan,
        errors.SignedInFuture,
        errors.SignedTooLongAgo,
        errors.SignedAfterInstalments,
        errors.InstalmentsExceedContract,
        errors.InstalmentDueBeforeSigning,
    ),
)
async def approve_correction(cmd: ApproveCorrection, cause: Cause, ports: Ports) -> Receipt:
    organisation_id = correcting.organisation_after(await ports.projects.get(cmd.project_id))
    standing = await standing_of(organisation_id, ports)
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: correcting.approve_correction(project, cmd.act(cause), standing)
    )
