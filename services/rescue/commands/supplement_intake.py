"""Complete or correct how the person came (补充来站情况)."""

from services.rescue.domain.intake import Intake
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class SupplementIntake(Command):
    """How the person came, as a whole; ``entered_at`` of it changes nothing."""

    case_id: str
    intake: Intake


async def supplement_intake(cmd: SupplementIntake, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.custody.supplement_intake(cmd.intake, by, cause.at)
    )
