"""Draft a search notice (寻亲公告) for a colleague to approve."""

from services.rescue.domain.notice import NoticeText
from services.rescue.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class ProposeNotice(Command):
    """What the notice is to show."""

    case_id: str
    text: NoticeText


async def propose_notice(cmd: ProposeNotice, cause: Cause, ports: Ports) -> Receipt:
    notice_id, by = cause.new_id("notice"), cause.actor.id
    return await ports.cases.change(
        cmd.case_id, cause, lambda case: case.search.propose_notice(notice_id, cmd.text, by, cause.at)
    )
