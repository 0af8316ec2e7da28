"""Approve a colleague's search notice (寻亲公告), which publishes it."""

from services.rescue.domain.texts import Text500
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class PublishNotice(Command):
    """Which notice; ``late_reason`` is needed once the limit has ended."""

    case_id: str
    notice_id: str
    late_reason: Text500 | None = None


async def publish_notice(cmd: PublishNotice, cause: Cause, ports: Ports) -> Receipt:
    by = cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.publish_notice(cmd.notice_id, cmd.late_reason, by, cause.at)
    )
