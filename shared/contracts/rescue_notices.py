"""What rescue tells of search notices on their way to the public."""

from datetime import datetime
from typing import ClassVar

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class NoticeProposed(Contract):
    """A search notice was drafted and waits for the head's approval.

    ``author`` is the member of staff who wrote it, ``due_at`` when it has to be public; None once it was.
    """

    NAME: ClassVar[str] = "rescue.notice.proposed"
    LABEL: ClassVar[Label] = Label("寻亲公告待批准", "Search notice waits for approval")
    ZH: ClassVar[str] = "一份寻亲公告已经拟好，等待负责人批准。"

    case_id: str
    case_no: str
    notice_id: str
    author: str
    due_at: datetime | None = None


class NoticeApproved(Contract):
    """A search notice was approved; its author publishes it and writes down where."""

    NAME: ClassVar[str] = "rescue.notice.approved"
    LABEL: ClassVar[Label] = Label("寻亲公告已批准", "Search notice approved")
    ZH: ClassVar[str] = "一份寻亲公告已经批准，等待发布并登记发布渠道。"

    case_id: str
    case_no: str
    notice_id: str
    author: str
    due_at: datetime | None = None


class NoticeReturned(Contract):
    """A search notice was sent back to its author."""

    NAME: ClassVar[str] = "rescue.notice.returned"
    LABEL: ClassVar[Label] = Label("寻亲公告已退回", "Search notice sent back")
    ZH: ClassVar[str] = "一份寻亲公告被退回，等待拟稿人修改。"

    case_id: str
    case_no: str
    notice_id: str
    author: str


class NoticeWithdrawn(Contract):
    """A search notice was withdrawn, or replaced by a newer one."""

    NAME: ClassVar[str] = "rescue.notice.withdrawn"
    LABEL: ClassVar[Label] = Label("寻亲公告已撤回", "Search notice withdrawn")
    ZH: ClassVar[str] = "一份寻亲公告被撤回，或者被新的公告替换。"

    case_id: str
    case_no: str
    notice_id: str
    author: str


class NoticePublished(Contract):
    """A search notice (寻亲公告) was approved by a second person and published.

    ``channel`` is the code of where, ``published_at`` when; events from before these were told have neither.
    """

    NAME: ClassVar[str] = "rescue.notice.published"
    LABEL: ClassVar[Label] = Label("寻亲公告已发布", "Search notice published")
    ZH: ClassVar[str] = "一份寻亲公告经第二人批准后发布。"

    case_id: str
    notice_id: str
    case_no: str | None = None
    author: str | None = None
    channel: str | None = None
    published_at: datetime | None = None
