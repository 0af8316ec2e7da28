"""A search notice appears on the station's own public site, and goes; members of the union in ``events.py``."""

from dataclasses import dataclass
from datetime import datetime

from services.rescue.domain.notice import Notice, NoticeText, public_number
from shared.kernel.act import Act


@dataclass(frozen=True, kw_only=True)
class NoticeMadePublic:
    """Everybody may read it from ``act.occurred_at`` on, first since ``published_at``. No line of the history.

    ``text`` is what the head approved, word by word.
    """

    case_id: str
    act: Act
    notice_no: str
    text: NoticeText
    published_at: datetime


@dataclass(frozen=True, kw_only=True)
class NoticeTakenDown:
    """Nobody may read it any more; ``replaced_by`` is the number of the notice that stands in its place, or empty."""

    case_id: str
    act: Act
    notice_no: str
    replaced_by: str = ""


def made_public(case_id: str, notice: Notice, act: Act) -> NoticeMadePublic:
    """The notice was published on the own site, first or once more."""
    since = notice.first_on_own_site or act.occurred_at
    no = public_number(notice.id)
    return NoticeMadePublic(case_id=case_id, act=act, notice_no=no, text=notice.text, published_at=since)


def taken_down(case_id: str, notice: Notice, replaced_by: str, act: Act) -> NoticeTakenDown:
    """The notice left the own site."""
    return NoticeTakenDown(case_id=case_id, act=act, notice_no=public_number(notice.id), replaced_by=replaced_by)
