"""The fields of registry: type, bounds, unit and words of each, once, for commands, answers, documents and forms.

What may stand empty has the plain name; ``Given...`` is the same where a command insists on it. Where an import or an
erasure may have left something else than commands take, the plain one carries no bound, so that it can still be shown.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen, MinLen

from services.registry.domain.kinds import (
    Availability,
    OrganisationKind,
    OrganisationStatus,
    Particular,
    ReasonCode,
    SeriousGround,
    SheetFormat,
    Standing,
    TaskKind,
)
from services.registry.domain.name_search import Fit
from shared.kernel.labels import Label, Unit

LINE = MaxLen(200)
"""What fits in one line of a certificate; commands and sheets are held to it."""

OrganisationId = str
ReasonId = str
TalentId = str

Uscc = Annotated[str, Label("统一社会信用代码", "Credit code", "18 位，可以粘贴", "18 characters, may be pasted")]
GivenUscc = Annotated[Uscc, MinLen(1), MaxLen(60)]
Name = Annotated[str, Label("名称", "Name")]
FormerNames = Annotated[tuple[str, ...], Label("曾用名", "Former names")]
GivenName = Annotated[Name, MinLen(1), LINE]
Kind = Annotated[OrganisationKind, Label("类型", "Kind")]
FoundedOn = Annotated[date, Label("成立日期", "Founded on")]
StreetCode = Annotated[str, Label("镇（街道）", "Street or town"), MaxLen(12)]
GivenStreetCode = Annotated[StreetCode, MinLen(1)]
Street = Annotated[str, Label("镇（街道）", "Street or town")]
Address = Annotated[str, Label("住所", "Address")]
Supervisor = Annotated[str, Label("业务主管单位", "Supervisor")]
LegalRepresentative = Annotated[str, Label("法定代表人", "Legal representative")]
CorrectionReason = Annotated[
    str,
    Label(
        "更正理由",
        "Reason for the correction",
        "例如：证书换发，名称有误",
        "For example: new certificate, name was wrong",
    ),
    MinLen(1),
    MaxLen(500),
]

FitOfName = Annotated[Fit, Label("相符程度", "How it fits")]
Status = Annotated[OrganisationStatus, Label("登记状态", "Registration")]
Existing = Annotated[bool, Label("没有终止的", "Not ended")]
RetractionToDecide = Annotated[bool, Label("等我决定更正误登", "Retraction for me to decide")]
StandingNow = Annotated[Standing, Label("信用状况", "Standing")]
OpenReasons = Annotated[int, Label("未移出的原因", "Open reasons")]
DecisionNo = Annotated[str, Label("决定文号", "Number of the decision"), MaxLen(100)]
GivenDecisionNo = Annotated[DecisionNo, MinLen(1)]
SuspendedUntil = Annotated[
    date,
    Label(
        "停止至",
        "Suspended until",
        "决定书写明的最后一天，期满自动恢复",
        "The last day that the decision names; it resumes by itself after that",
    ),
]

Reason = Annotated[ReasonCode, Label("列入原因", "Reason for listing")]
ReasonYear = Annotated[
    int,
    Label(
        "所属年度", "Year concerned", "未报年度报告时填写，例如 2025", "For a missing annual report, for example 2025"
    ),
    Unit("year"),
    Ge(1990),
    Le(2100),
]
ReasonNote = Annotated[str, Label("说明", "Note"), MaxLen(500)]
ListedAt = Annotated[datetime, Label("列入时间", "Listed on")]
ClearedAt = Annotated[datetime, Label("移出时间", "Cleared on")]
ClearingNote = Annotated[
    str,
    Label(
        "核实情况",
        "What was verified",
        "写明核实了什么，例如已补报年度报告",
        "Say what was verified, for example: report filed since",
    ),
    MaxLen(500),
]
GivenClearingNote = Annotated[ClearingNote, MinLen(1)]

Ground = Annotated[SeriousGround, Label("列入情形", "Ground for listing")]
MayLeaveOn = Annotated[
    date,
    Label(
        "最早可以移出",
        "May leave the list from",
        "期间再次被列入的重新计算",
        "Whatever is listed meanwhile starts it again",
    ),
]
EffectiveOn = Annotated[
    date, Label("变更日期", "Effective on", "准予变更的日期", "The day from which the approval makes it true")
]
TrueOn = Annotated[date, Label("以某日为准", "As true on", "那一天的情况", "How it was on that day")]
KnownOn = Annotated[
    date,
    Label(
        "按某日所知",
        "As known on",
        "那一天结束时登记册里的记载；不填就是现在",
        "What the register said by its end; now if empty",
    ),
]

WrongEntry = Annotated[str, Label("哪一项登记错了", "Which entry is wrong"), MinLen(1), MaxLen(80)]
RetractionReason = Annotated[
    str,
    Label(
        "错在哪里",
        "What is wrong",
        "写明依据，例如：决定书写的是另一个组织",
        "Say what shows it, for example: the order names another one",
    ),
    MaxLen(500),
]
GivenRetractionReason = Annotated[RetractionReason, MinLen(1)]
ProposedBy = Annotated[str, Label("提出人", "Proposed by")]
ProposedAt = Annotated[datetime, Label("提出时间", "Proposed")]

PersonName = Annotated[str, Label("姓名", "Name")]
GivenPersonName = Annotated[str, Label("姓名或称呼", "Name, or what they are called"), MinLen(1), MaxLen(60)]
Phone = Annotated[str, Label("电话", "Phone")]
GivenPhone = Annotated[Phone, MaxLen(30)]
NewPhone = Annotated[str, Label("电话", "Phone", "不改就空着", "Leave it empty to keep it as it is"), MaxLen(30)]
KeepPhone = Annotated[bool, Label("电话不变", "Keep the phone number")]
NativeCounty = Annotated[str, Label("籍贯", "From")]
NativeCode = Annotated[
    str,
    Label(
        "籍贯",
        "From",
        "写到县区，例如：临泉县；不清楚就空着",
        "Down to the county, for example 阜阳临泉; leave it empty if not known",
    ),
    MaxLen(6),
]
Word = Annotated[str, MinLen(1), MaxLen(40)]
Dialects = Annotated[
    tuple[Word, ...],
    Label(
        "会说的方言",
        "Dialects spoken",
        "用顿号隔开，例如：阜阳话、苗语、手语",
        "Separated by commas, for example 阜阳话, 苗语, 手语",
    ),
    MaxLen(10),
]
Skills = Annotated[
    tuple[Word, ...],
    Label(
        "技能",
        "Skills",
        "用顿号隔开，例如：方言沟通、手语",
        "Separated by commas, for example sign language, driving",
    ),
    MaxLen(20),
]
TimesHelped = Annotated[int, Label("听懂并帮上忙（次）", "Times understood and helped")]
TimesInVain = Annotated[int, Label("没能帮上忙（次）", "Times unable to help")]
WhenAvailable = Annotated[Availability, Label("何时可以参加", "Available")]
Remarks = Annotated[str, Label("备注", "Remarks"), MaxLen(500)]
Purpose = Annotated[
    str,
    Label("查看理由", "Reason for looking", "例如：请她周三来站沟通", "For example: ask her to come on Wednesday"),
    MinLen(2),
    MaxLen(200),
]

Invented = Annotated[bool, Label("示例", "Example")]
InventedFields = Annotated[
    tuple[Particular, ...], Label("是示例的登记事项", "Particulars that are examples"), MaxLen(8)
]
ImportId = Annotated[str, Label("导入", "Import"), MaxLen(60)]
RowOfFile = Annotated[int, Label("行", "Row")]
FileName = Annotated[str, Label("文件", "File"), MaxLen(200)]
WordsOfList = Annotated[
    str, Label("名称、拼音、首字母或信用代码", "Name, pinyin, initials or credit code"), MaxLen(100)
]
OrderOfList = Literal[
    "name", "-name", "kind", "-kind", "street", "-street", "founded_on", "-founded_on", "standing", "-standing"
]
Format = Annotated[SheetFormat, Label("文件格式", "File format")]
WithContacts = Annotated[
    bool,
    Label(
        "包含法定代表人姓名",
        "With the names of legal representatives",
        "每次下载都会记入查阅日志",
        "Each download is written into the log of readings",
    ),
]
ExportWhy = Annotated[
    str,
    Label(
        "用途",
        "What it is for",
        "包含姓名时必填，例如：寄发年报通知",
        "Needed with names, for example: letters about annual reports",
    ),
    MaxLen(200),
]
Task = Annotated[TaskKind, Label("任务", "Task")]
DryRun = Annotated[bool, Label("试运行（什么都不改）", "Dry run (changes nothing)")]
UpdateExisting = Annotated[
    bool,
    Label("表中内容与登记不同时，以表中为准更正", "Where the file differs from the register, correct the register"),
]

ParkPlace = Annotated[
    str,
    Label("入驻位置", "Place in the park", "例如：二楼 B12、B13 工位", "For example desks B12 and B13"),
    MinLen(1),
    LINE,
]
ResidentUntil = Annotated[date, Label("约定到期日", "Agreed until", "没有约定就空着", "Leave it empty if none")]
FigureId = str
WithdrawalReason = Annotated[
    str, Label("撤回原因", "Reason", "例如：年份抄错了", "For example: the years were wrong"), MinLen(1), MaxLen(500)
]
QuotedWording = Annotated[str, Label("报道的说法", "As printed", "例如：年平均增长率44%"), MinLen(1), LINE]
QuotedPercent = Annotated[int, Label("报道的年增长率（%）", "Yearly growth given (per cent)"), Ge(-100), Le(10_000)]
QuotedSource = Annotated[str, Label("出处", "Source", "报刊名和标题", "The paper and the title"), MinLen(1), LINE]
PublishedOn = Annotated[date, Label("刊登日期", "Published on", "不清楚就空着", "Leave it empty if not known")]
QuotedFirstYear = Annotated[int, Label("从哪一年年末", "From the end of"), Ge(1950), Le(2100), Unit("year")]
QuotedLastYear = Annotated[int, Label("到哪一年年末", "To the end of"), Ge(1950), Le(2100), Unit("year")]
