"""Report to the police that a DNA sample is to be taken and compared (报请公安机关采集 DNA)."""

from services.rescue.domain.texts import Text200, Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class RequestDna(Command):
    """Which police office was asked, under which number; ``late_reason`` is needed once the limit has ended."""

    case_id: str
    office: Text200
    request_no: Text200 = ""
    late_reason: Text500 | None = None


async def request_dna(cmd: RequestDna, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id,
        cause,
        lambda case: case.search.request_dna(cmd.office, cmd.request_no, cmd.late_reason, by, cause.at),
    )
