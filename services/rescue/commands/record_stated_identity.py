"""Record that the person has said who they are (自述身份); a running search ends."""

from pydantic import Field

from services.rescue.domain.answers import Answer, not_asked
from services.rescue.domain.person import StatedName
from services.rescue.domain.texts import Text60
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RecordStatedIdentity(Command):
    """The name, and the ID number if the person knows it; one that was not asked for leaves the known one as it is."""

    case_id: str
    name: StatedName
    id_number: Answer[Text60] = Field(default_factory=not_asked)


async def record_stated_identity(cmd: RecordStatedIdentity, cause: Cause, ports: Ports) -> Receipt:
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.identity.record_statement(cmd.name, cmd.id_number, cause.actor.id, cause.at),
    )
