"""Reverse a payment that was recorded by mistake or sent back by the bank (冲销拨付)."""

from typing import Annotated

from pydantic import StringConstraints

from services.grants.ports import Ports
from shared.contracts.command import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ReversePayment(Command):
    """The payment of which instalment, and why."""

    project_id: str
    no: int
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


async def reverse_payment(cmd: ReversePayment, cause: Cause, ports: Ports) -> Receipt:
    return await ports.projects.change(
        cmd.project_id, cause, lambda project: project.reverse_payment(cmd.no, cmd.reason, cause.actor.id, cause.at)
    )
