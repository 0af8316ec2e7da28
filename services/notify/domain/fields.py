"""The fields of notify: type, bounds and words of each, once, for commands, answers, documents and forms."""

from datetime import date, datetime, time
from typing import Annotated

from annotated_types import MaxLen, MinLen

from services.notify.domain.announcement import ItemKind
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.roles import Role


class Language(LabelledEnum):
    """In which language somebody is mailed; each is called as its speakers call it."""

    ZH = "zh", "中文", "中文"
    EN = "en", "English", "English"


ItemId = str
DeliveryId = str
StaffId = Annotated[str, Label("用户名", "User name"), MinLen(1), MaxLen(64)]
RolesHeld = Annotated[list[Role], Label("岗位", "Roles"), MaxLen(len(Role))]
ScopeHeld = Annotated[str, MinLen(3), MaxLen(200)]
ScopesHeld = Annotated[
    list[ScopeHeld],
    Label("范围", "Scope", "机构人员所在的组织；工作人员没有", "The organisation of its people; staff have none"),
    MaxLen(50),
]
Email = Annotated[str, Label("邮件地址", "E-mail address"), MaxLen(254)]
MailLanguage = Annotated[Language, Label("邮件的语言", "Language of mails")]
MailByKind = Annotated[
    dict[ItemKind, bool],
    Label(
        "哪些发邮件",
        "Which come by mail",
        "站内通知总会收到；这里选择哪些另外发邮件",
        "You always get them here; choose which also come by mail",
    ),
]
AwayFrom = Annotated[date, Label("休假第一天", "First day of leave")]
AwayUntil = Annotated[date, Label("休假最后一天", "Last day of leave")]
Substitute = Annotated[str, Label("代理人", "Substitute"), MinLen(1), MaxLen(64)]
AWAY = Label("休假", "Leave", "休假期间，发给本人的通知也发给代理人", "During leave the substitute is told as well")
InsteadOf = Annotated[str | None, Label("代谁收到", "For whom")]
HandedFrom = Annotated[str | None, Label("由谁移交", "Handed over by")]
QuietFrom = Annotated[time, Label("免打扰开始", "Quiet from")]
QuietUntil = Annotated[time, Label("免打扰结束", "Quiet until")]
QUIET = Label(
    "免打扰时间",
    "Quiet hours",
    "免打扰时间内不发邮件，过后补发。两项都填才生效。",
    "No mail is sent in quiet hours; it follows afterwards. Fill in both.",
)

Kind = Annotated[ItemKind, Label("类别", "Kind")]
Title = Annotated[str, Label("通知", "Notification")]
Why = Annotated[str, Label("为什么发给您", "Why you got it")]
ToRole = Annotated[Role | None, Label("发给全体", "To everybody who is")]
Time = Annotated[datetime, Label("时间", "Time")]
ReadAt = Annotated[datetime | None, Label("已读", "Read")]
ArchivedAt = Annotated[datetime | None, Label("已归档", "Archived")]
SettledAt = Annotated[datetime | None, Label("已办结", "Done")]
AGAIN = Label("再提醒的时间", "Again at")
"""Of an item that was put off."""

NextAttempt = Annotated[datetime | None, Label("下次发送", "Next attempt")]
ServerCode = Annotated[str, Label("邮件服务器的代码", "Code of the mail server")]
