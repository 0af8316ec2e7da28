"""Enter one reason on the list of abnormal activity (列入活动异常名录)."""

from typing import Annotated

from pydantic import Field, StringConstraints

from services.registry.domain.kinds import ReasonCode
from services.registry.domain.organisation import Listing
from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ListAbnormal(Command):
    """Which reason, of which year where it is a missing annual report; each further reason is a command of its own."""

    organisation_id: str
    code: ReasonCode
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""
    decision_no: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] = ""


async def list_abnormal(cmd: ListAbnormal, cause: Cause, ports: Ports) -> Receipt:
    listing = Listing(cmd.code, cmd.year, cmd.note, cmd.decision_no)
    return await ports.organisations.change(
        cmd.organisation_id,
        cause,
        lambda o: o.list_abnormal(cause.new_id("reason"), listing, cause.actor.id, cause.at),
    )
