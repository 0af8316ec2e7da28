"""Propose another organisation for a contract where the wrong one was chosen (更正承办组织)."""

from services.grants.domain import errors
from services.grants.domain.agreement import ContractParty
from services.grants.domain.correcting import propose_correction, require_party_correctable
from services.grants.domain.fields import OrganisationId, ProjectId, Reason
from services.grants.domain.permissions import OFFICERS, ON_PROJECT
from services.grants.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CorrectContractParty(Command):
    """Which project, which organisation signed, and why another was entered. What it is called the register knows."""

    project_id: ProjectId
    organisation_id: OrganisationId
    reason: Reason


@command(
    CorrectContractParty,
    post("/projects/{project_id}/organisation-correction"),
    label=Label("更正承办组织", "Correct organisation"),
    roles=OFFICERS,
    offered=ON_PROJECT.when(lambda project, actor: require_party_correctable(project, actor.id)),
    refusals=(
        errors.NothingCorrected,
        errors.CorrectionWaits,
        errors.OrganisationIsPaid,
        errors.OrganisationUnknown,
    ),
)
async def correct_contract_party(cmd: CorrectContractParty, cause: Cause, ports: Ports) -> Receipt:
    signed_on = (await ports.projects.get(cmd.project_id)).agreement.signed_on
    standing = await ports.standings.get(cmd.organisation_id)
    party = ContractParty(standing.id, standing.name_on(signed_on))
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: propose_correction(project, None, party, cmd.reason, Act.now(cause))
    )
