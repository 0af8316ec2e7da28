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
    recognised, or a language (苗语, 手语); one of the two may be empty. ``requested_by`` is the member of staff to be
    told who was found. ``case_no`` is the number on paper; events from before it was sent have none.
    """

    NAME: ClassVar[str] = "rescue.interpreter.requested"
    LABEL: ClassVar[Label] = Label("请求查找同乡翻译", "Interpreter requested")
    ZH: ClassVar[str] = "需要一位与受助人员说同样方言的人；只给出地区、方言和个案编号。"

    request_id: str
    case_id: str
    area: str
    dialect: str | None = None
    requested_by: str
    case_no: str | None = None


class InterpreterContacted(Contract):
    """Somebody of the talent pool was called about a request, and ``outcome`` says how it went: nothing of the case.

    ``outcome`` is ``agreed``, ``declined``, ``not_reached``, ``helped`` or ``could_not_understand``. ``person_id`` is a
    number of the talent pool; remarks of the call stay in rescue, for they may tell of the person in care.
    """

    NAME: ClassVar[str] = "rescue.interpreter.contacted"
    LABEL: ClassVar[Label] = Label("已联系翻译", "Interpreter contacted")
    ZH: ClassVar[str] = "为一次查找联系了人才库中的一个人，以及结果；不含受助人员的任何信息。"

    request_id: str
    person_id: str
    outcome: str


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
    ``about`` tells limits of one code in one case apart; None where there is one.
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
    about: str | None = None


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
    about: str | None = None


class DeadlinesEnded(Contract):
    """No legal limit of the case runs or waits any more: the person has said who they are, or care has ended."""

    NAME: ClassVar[str] = "rescue.deadlines.ended"
    LABEL: ClassVar[Label] = Label("个案期限已终止", "Case deadlines ended")
    ZH: ClassVar[str] = "个案不再有须办的法定期限：本人已说明身份，或者救助已经结束。"

    case_id: str


class DeadlineSettled(Contract):
    """A legal limit of a case waits for nobody now: its duty was done, it pauses, or it is owed no more.

    With the code ``interview`` it is the task to interview again, and with ``notice`` that to change a draft which was
    sent back; both pause when the person says who they are.

    Without ``about`` it is every limit of this code in the case.
    """

    NAME: ClassVar[str] = "rescue.deadline.settled"
    LABEL: ClassVar[Label] = Label("个案期限已了结", "Case deadline settled")
    ZH: ClassVar[str] = "个案的一项法定期限不再等待办理：已经办理、暂停，或者不再需要。"

    case_id: str
    code: str
    about: str | None = None


class DepartureCorrectionProposed(Contract):
    """Somebody says that a departure was recorded wrong; a second person has to decide."""

    NAME: ClassVar[str] = "rescue.departure.correction_proposed"
    LABEL: ClassVar[Label] = Label("离站更正待批准", "Correction of a departure proposed")
    ZH: ClassVar[str] = "有人提出一项离站登记有误，须由另一人核对后决定。"

    case_id: str
    case_no: str


class DepartureCorrectionDeclined(Contract):
    """The departure stays as it was recorded; nobody need decide any more.

    ``refused_to`` is the user name of whoever proposed the correction, where a colleague declined it; ``case_no`` is
    told with it.
    """

    NAME: ClassVar[str] = "rescue.departure.correction_declined"
    LABEL: ClassVar[Label] = Label("离站更正未批准", "Correction of a departure declined")
    ZH: ClassVar[str] = "一项离站登记的更正没有批准，或者由提出的人撤回。"

    case_id: str
    case_no: str | None = None
    refused_to: str | None = None


class DepartureCorrected(Contract):
    """A departure was recorded wrong and taken back by two people: the person is in care again, or in care still.

    Legal limits that had ended with the departure are owed again.
    """

    NAME: ClassVar[str] = "rescue.departure.corrected"
    LABEL: ClassVar[Label] = Label("离站登记已撤销", "Departure taken back")
    ZH: ClassVar[str] = "一项登记错误的离站经第二人批准后撤销；随之终止的法定期限恢复。"

    case_id: str
    case_no: str


class EntryCorrectionProposed(Contract):
    """Somebody says that a person came at another time than was written down; a second person has to decide.

    ``author`` is a user name of staff: nobody decides about their own. When the person came is not told.
    """

    NAME: ClassVar[str] = "rescue.entry.correction_proposed"
    LABEL: ClassVar[Label] = Label("入站时间更正待批准", "Correction of an arrival proposed")
    ZH: ClassVar[str] = "有人提出一项入站时间登记有误，须由另一人核对后决定；不含时间本身。"

    case_id: str
    case_no: str
    author: str


class EntryCorrectionDecided(Contract):
    """A correction of the time of arrival waits no more. ``refused``: a colleague of ``author`` did not approve it.

    Otherwise it was approved, or its author took it back.
    """

    NAME: ClassVar[str] = "rescue.entry.correction_decided"
    LABEL: ClassVar[Label] = Label("入站时间更正已决定", "Correction of an arrival decided")
    ZH: ClassVar[str] = "提出的入站时间更正已经批准、没有批准，或者由提出的人收回。"

    case_id: str
    case_no: str
    author: str
    refused: bool


class ErasureProposed(Contract):
    """Somebody proposes to erase the person from a case; a second person has to decide, and one of the two is a head.

    ``by_head`` says whether a head proposed it: any colleague may decide then, otherwise a head alone.
    """

    NAME: ClassVar[str] = "rescue.erasure.proposed"
    LABEL: ClassVar[Label] = Label("清除个人信息待批准", "Erasure proposed")
    ZH: ClassVar[str] = "有人提出依法清除一件个案的个人信息，须由另一人决定，两人中必须有一人是救助站长。"

    case_id: str
    case_no: str
    by_head: bool


class ErasureDecided(Contract):
    """The person was erased, or is not: nobody need decide any more. Which of the two is not told."""

    NAME: ClassVar[str] = "rescue.erasure.decided"
    LABEL: ClassVar[Label] = Label("清除个人信息已决定", "Erasure decided")
    ZH: ClassVar[str] = "提出的清除个人信息已经批准、没有批准，或者由提出的人收回。"

    case_id: str


class DnaRequested(Contract):
    """The police were asked to take and compare a DNA sample."""

    NAME: ClassVar[str] = "rescue.dna.requested"
    LABEL: ClassVar[Label] = Label("已报请采集 DNA", "DNA sample requested")
    ZH: ClassVar[str] = "已报请公安机关采集并比对 DNA。"

    case_id: str
