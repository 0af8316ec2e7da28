"""What rescue tells the others: facts and numbers of cases, never anything about the person in care."""

from datetime import datetime
from typing import ClassVar

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class CaseOpened(Contract):
    """A person came into the station's care. ``case_no`` is the number on paper, such as 救2026-0117."""

    NAME: ClassVar[str] = "rescue.case.opened"
    LABEL: ClassVar[Label] = Label("求助已登记", "Case opened")
    ZH: ClassVar[str] = "为一名受助人员建立了个案。"
    FOR_OUTSIDERS: ClassVar[bool] = True

    case_id: str
    case_no: str


class CaseHandedOver(Contract):
    """Another member of staff is responsible for a case.

    ``responsible`` is who it is now, ``before`` who it was (None where nobody was known), ``handed_over_by`` who
    decided it; all three are user names of staff.
    """

    NAME: ClassVar[str] = "rescue.case.handed_over"
    LABEL: ClassVar[Label] = Label("个案已转交", "Case handed over")
    ZH: ClassVar[str] = "一件个案换了责任人；只给出工作人员的用户名。"

    case_id: str
    case_no: str
    responsible: str
    before: str | None = None
    handed_over_by: str


class InterpreterRequested(Contract):
    """Somebody is needed who speaks like the person in care. Area and dialect are taken from a clue, nothing else is.

    ``area`` is where the speech is thought to be from (such as 安徽阜阳), ``dialect`` its name where one was
    recognised; ``requested_by`` is the member of staff to be told who was found.
    """

    NAME: ClassVar[str] = "rescue.interpreter.requested"
    LABEL: ClassVar[Label] = Label("请求查找同乡翻译", "Interpreter requested")
    ZH: ClassVar[str] = "需要一位与受助人员说同样方言的人；只给出地区和方言。"

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str


class AbilityImproved(Contract):
    """The person in care communicates better than before, so the responsible worker should interview them again.

    How well, and what was said, stays inside. ``responsible`` is a user name of staff, None where nobody was named.
    """

    NAME: ClassVar[str] = "rescue.ability.improved"
    LABEL: ClassVar[Label] = Label("语言好转", "Speech improved")
    ZH: ClassVar[str] = "受助人员的语言能力好转，责任人应当再次问询；不含任何谈话内容。"

    case_id: str
    case_no: str
    responsible: str | None = None


class InterviewTaskSettled(Contract):
    """The interview that better speech asked for was recorded."""

    NAME: ClassVar[str] = "rescue.interview_task.settled"
    LABEL: ClassVar[Label] = Label("再问询已完成", "Interviewed again")
    ZH: ClassVar[str] = "语言好转后要做的问询已经记录。"

    case_id: str


class DeadlineDueSoon(Contract):
    """A legal limit of a case ends soon. ``code`` is the limit's code in the rule table, ``due_at`` its end.

    ``limit_zh`` and ``limit_en`` are what the rule table calls it; events from before they were sent have neither.
    """

    NAME: ClassVar[str] = "rescue.deadline.due_soon"
    LABEL: ClassVar[Label] = Label("个案期限将到", "Case deadline due soon")
    ZH: ClassVar[str] = "个案的一项法定期限即将届满。"

    case_id: str
    case_no: str
    code: str
    due_at: datetime
    limit_zh: str | None = None
    limit_en: str | None = None


class DeadlineMissed(Contract):
    """A legal limit of a case has passed and the duty was not done. Its fields are those of a limit that ends soon."""

    NAME: ClassVar[str] = "rescue.deadline.missed"
    LABEL: ClassVar[Label] = Label("个案期限已过", "Case deadline missed")
    ZH: ClassVar[str] = "个案的一项法定期限已届满而事项未办。"

    case_id: str
    case_no: str
    code: str
    due_at: datetime
    limit_zh: str | None = None
    limit_en: str | None = None


class DeadlinesEnded(Contract):
    """No legal limit of the case runs or waits any more: the person has said who they are, or care has ended."""

    NAME: ClassVar[str] = "rescue.deadlines.ended"
    LABEL: ClassVar[Label] = Label("个案期限已终止", "Case deadlines ended")
    ZH: ClassVar[str] = "个案不再有须办的法定期限：本人已说明身份，或者救助已经结束。"

    case_id: str


class NoticePublished(Contract):
    """A search notice (寻亲公告) was approved by a second person and published."""

    NAME: ClassVar[str] = "rescue.notice.published"
    LABEL: ClassVar[Label] = Label("寻亲公告已发布", "Search notice published")
    ZH: ClassVar[str] = "一份寻亲公告经第二人批准后发布。"

    case_id: str
    notice_id: str


class DnaRequested(Contract):
    """The police were asked to take and compare a DNA sample."""

    NAME: ClassVar[str] = "rescue.dna.requested"
    LABEL: ClassVar[Label] = Label("已报请采集 DNA", "DNA sample requested")
    ZH: ClassVar[str] = "已报请公安机关采集并比对 DNA。"

    case_id: str
