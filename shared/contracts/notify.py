"""What notify tells the others: that somebody has something new to read."""

from typing import ClassVar

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class ItemCreated(Contract):
    """An inbox item was made: for the named members of staff, or for everybody who holds ``role``. Ids only.

    With ``scope`` (``organisation:<id>``) it is for the people from outside within whose scope that is.
    """

    NAME: ClassVar[str] = "notify.item.created"
    LABEL: ClassVar[Label] = Label("通知已生成", "Notification made")
    ZH: ClassVar[str] = "收件箱有一条新通知：给列出的人员，或给持有该身份的所有人，或给某一机构的人员。只含编号。"

    item_id: str
    recipients: list[str]
    role: str | None = None
    scope: str | None = None
