"""Open a project (立项) once its agreement is signed; it gets the next number of its round."""

from services.grants.domain import errors, year_errors
from services.grants.domain.agreement import Agreement, FieldOfService
from services.grants.domain.fields import ContractFen, ContractNo, Invented, OrganisationId, Round, SignedOn, Title
from services.grants.domain.permissions import OFFICERS, ON_PROJECTS
from services.grants.domain.project import Project
from services.grants.ports import Ports
from shared.command.declaration import ActCommand, command, post
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class OpenProject(ActCommand):
    """The agreement as signed; money in 分. What the organisation is called is known from the register.

    ``invented`` marks example data, and is shown with the project.
    """

    organisation_id: OrganisationId
    title: Title
    round: Round
    field: FieldOfService
    contract_fen: ContractFen
    signed_on: SignedOn
    contract_no: ContractNo | None = None
    invented: Invented = False


@command(
    OpenProject,
    post("/projects"),
    label=Label("立项", "Open project"),
    roles=OFFICERS,
    offered=ON_PROJECTS.always,
    refusals=(
        year_errors.RoundToCome,
        errors.SignedInFuture,
        errors.SignedTooLongAgo,
        errors.DoneBeforeSigning,
        errors.OrganisationUnknown,
        errors.OrganisationSuspended,
        errors.OrganisationGone,
        errors.OrganisationListedSeriously,
        errors.ProjectNumberTaken,
    ),
)
async def open_project(cmd: OpenProject, cause: Cause, ports: Ports) -> Receipt:
    standing = await ports.standings.get(cmd.organisation_id)
    agreement = Agreement(
        organisation_id=cmd.organisation_id,
        organisation_name=standing.name_on(cmd.signed_on),
        title=cmd.title,
        round=cmd.round,
        field=cmd.field,
        amount_fen=cmd.contract_fen,
        signed_on=cmd.signed_on,
        contract_no=cmd.contract_no,
    )
    act = cmd.act(cause)
    agreement.require_signed(local_date(cause.at))
    agreement.require_signed_before(act)
    standing.require_fundable()  # before a number is used up
    number = await ports.numbers.issue(cmd.round, cause)
    project = Project.open(cause.new_id("project"), number, agreement, standing, act, invented=cmd.invented)
    return await ports.projects.create(project, cause)
