"""Open a project (立项) once its agreement is signed; it gets the next number of its round."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from services.grants.domain.project import Agreement, Project, ServiceField
from services.grants.ports import Ports
from shared.contracts.command import Command
from shared.kernel.calendar import local_date
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class OpenProject(Command):
    """The agreement as signed. ``organisation_name`` is copied from the register as of that day; money in 分."""

    organisation_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    organisation_name: Words
    title: Words
    round: Annotated[int, Field(ge=2000, le=2100)]
    field: ServiceField
    contract_fen: Annotated[int, Field(gt=0, le=10**13)]
    signed_on: date


async def open_project(cmd: OpenProject, cause: Cause, ports: Ports) -> Receipt:
    agreement = Agreement(
        organisation_id=cmd.organisation_id,
        organisation_name=cmd.organisation_name,
        title=cmd.title,
        round=cmd.round,
        field=cmd.field,
        amount_fen=cmd.contract_fen,
        signed_on=cmd.signed_on,
    )
    agreement.require_signed(local_date(cause.at))
    standing = await ports.standings.get(cmd.organisation_id)
    standing.require_fundable()  # before a number is used up
    number = await ports.numbers.issue(cmd.round, cause)
    project = Project.open(cause.new_id("project"), number, agreement, standing, cause.actor.id, cause.at)
    return await ports.projects.create(project, cause)
