"""Propose a correction of the contract (更正合同) for a second person to approve."""

from services.grants.domain import errors
from services.grants.domain.agreement import ContractTerms, FieldOfService
from services.grants.domain.correcting import propose_correction, require_correctable
from services.grants.domain.fields import ContractFen, ContractNo, ProjectId, Reason, SignedOn, Title
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CorrectContract(Command):
    """Which project, how the contract should read, and why it was wrong."""

    project_id: ProjectId
    contract_no: ContractNo | None = None
    title: Title
    field: FieldOfService
    amount_fen: ContractFen
    signed_on: SignedOn
    reason: Reason


@command(
    CorrectContract,
    post("/projects/{project_id}/correction"),
    label=Label("更正合同", "Correct contract"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, actor: require_correctable(project, None, actor.id)),
    refusals=(
        errors.NothingCorrected,
        errors.CorrectionWaits,
        errors.ProjectIsSettled,
        errors.AmountBelowPlan,
        errors.SignedInFuture,
        errors.SignedTooLongAgo,
        errors.SignedAfterInstalments,
    ),
)
async def correct_contract(cmd: CorrectContract, cause: Cause, ports: Ports) -> Receipt:
    terms = ContractTerms(cmd.contract_no, cmd.title, cmd.field, cmd.amount_fen, cmd.signed_on)
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: propose_correction(project, None, terms, cmd.reason, Act.now(cause))
    )
