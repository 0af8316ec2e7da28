"""What rescue tells the others: facts and numbers of cases, never anything about the person in care."""

from datetime import datetime
from typing import ClassVar

from shared.contracts.contract import Contract


class CaseOpened(Contract):
    """A person came into the station's care. ``case_no`` is the number on paper, such as 救2026-0117."""

    NAME: ClassVar[str] = "rescue.case.opened"
    FOR_OUTSIDERS: ClassVar[bool] = True

    case_id: str
    case_no: str


class InterpreterRequested(Contract):
    """Somebody is needed who speaks like the person in care. Area and dialect are taken from a clue, nothing else is.

    ``area`` is where the speech is thought to be from (such as 安徽阜阳), ``dialect`` its name where one was
    recognised; ``requested_by`` is the member of staff to be told who was found.
    """

    NAME: ClassVar[str] = "rescue.interpreter.requested"

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str


class DeadlineDueSoon(Contract):
    """A legal limit of a case ends soon. ``code`` is the limit's code in the rule table, ``due_at`` its end."""

    NAME: ClassVar[str] = "rescue.deadline.due_soon"

    case_id: str
    case_no: str
    code: str
    due_at: datetime


class DeadlineMissed(Contract):
    """A legal limit of a case has passed and the duty was not done."""

    NAME: ClassVar[str] = "rescue.deadline.missed"

    case_id: str
    case_no: str
    code: str
    due_at: datetime


class NoticePublished(Contract):
    """A search notice (寻亲公告) was approved by a second person and published."""

    NAME: ClassVar[str] = "rescue.notice.published"
    FOR_OUTSIDERS: ClassVar[bool] = True

    case_id: str
    notice_id: str


class DnaRequested(Contract):
    """The police were asked to take and compare a DNA sample."""

    NAME: ClassVar[str] = "rescue.dna.requested"
    FOR_OUTSIDERS: ClassVar[bool] = True

    case_id: str
