"""A notice is public no more: its words leave the log of events too, since nobody is to be told them again."""

from services.rescue.ports import Ports
from shared.contracts.rescue_public import NoticeTakenDown
from shared.kernel.cause import Cause


async def when_notice_taken_down(event: NoticeTakenDown, cause: Cause, ports: Ports) -> None:
    """Forget them. Basis: 《个人信息保护法》 第四十七条."""
    await ports.told_words.forget(cause.subject or "", event.notice_no, cause.id)
