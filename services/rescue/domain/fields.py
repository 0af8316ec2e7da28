"""The fields of rescue: type, bounds, unit and words of each, once, for commands, answers, documents and forms.

A bound is checked where a text comes in, by whoever reads the types; whatever is stored has passed that door. It may
be widened at any time, but never narrowed: texts that were let in before must still be read. What may stand empty has
the plain name; ``Given...`` is the same where a command insists on it.
"""

from datetime import date, datetime
from typing import Annotated

from annotated_types import Interval, MaxLen, MinLen

from services.rescue.domain import kinds, search_kinds
from services.rescue.domain.answers import Answer
from shared.clock.deadline import DeadlineState
from shared.kernel.labels import Codes, Label, Unit

SPEECH_LIMIT = 20
"""How long the words about somebody's speech may be that go out to the talent pool, in characters."""

Text60 = Annotated[str, MaxLen(60)]
Text200 = Annotated[str, MaxLen(200)]
Text500 = Annotated[str, MaxLen(500)]
Text2000 = Annotated[str, MaxLen(2000)]
Text4000 = Annotated[str, MaxLen(4000)]

CaseId = str
ClueId = Annotated[str, MinLen(1), MaxLen(64)]
NoticeId = str
InquiryId = str
RequestId = str
TalentId = Annotated[str, MinLen(1), MaxLen(64)]

CaseNo = Annotated[str, Label("编号", "Number")]
OpenedAt = Annotated[datetime, Label("登记", "Registered")]
Custody = Annotated[kinds.CustodyState, Label("照料状态", "Care")]
Identity = Annotated[kinds.IdentityState, Label("身份", "Identity")]
ShownName = Annotated[str, Label("姓名", "Name")]
SearchEnded = Annotated[bool, Label("寻亲已结束", "Search has ended")]
NameRefuted = Annotated[bool, Label("姓名核实不符", "Name was checked and is wrong")]
MayBeMinor = Annotated[bool, Label("可能未成年", "May be a minor")]
AbilityImproved = Annotated[bool, Label("语言好转", "Speech improved")]
DepartedAt = Annotated[datetime, Label("离站", "Departed")]
InCareFor = Annotated[int, Label("在站", "In the station"), Unit("s")]

ArrivalBy = Annotated[kinds.Arrival, Label("求助方式", "How the person came")]
EnteredAt = Annotated[
    datetime,
    Label("入站时间", "Time of arrival", "法定期限从这一刻起算", "The legal deadlines run from this moment"),
]
TrueEntry = Annotated[
    datetime,
    Label(
        "实际入站时间",
        "True time of arrival at the station",
        "法定期限从这一刻起算",
        "The legal deadlines run from this moment",
    ),
]
CorrectionReason = Annotated[
    Text500,
    Label(
        "更正理由",
        "Reason for the correction",
        "例如：交接表上写的是前一晚",
        "For example: the handover sheet says the evening before",
    ),
]
GivenCorrectionReason = Annotated[CorrectionReason, MinLen(1)]
StateOfCorrection = Annotated[kinds.CorrectionState, Label("状态", "State")]
IdentityStated = Annotated[
    bool,
    Label(
        "本人说得清自己是谁（登记为自述身份，待核实）",
        "The person says who they are (kept as their statement, to be checked)",
    ),
]
FoundAt = Annotated[datetime, Label("发现时间", "Time found")]
FoundPlace = Annotated[Text2000, Label("发现地点", "Place found")]
BroughtBy = Annotated[Text2000, Label("护送单位或护送人", "Brought by whom")]
HandoverSheet = Annotated[Text2000, Label("交接表编号", "Number of the handover sheet")]
Circumstances = Annotated[Text2000, Label("来站情况", "Circumstances")]

CareAt = Annotated[kinds.Place, Label("照料地点", "Place of care")]
PlaceName = Annotated[
    Text200,
    Label("机构名称", "Name of the place", "只在本案内部看到，不会公开", "Seen within this case only, never published"),
]
LeftBy = Annotated[kinds.Departure, Label("离站方式", "How the person left")]
Ground = Annotated[
    kinds.ErasureGround,
    Label(
        "清除依据",
        "Ground for erasing",
        "个人信息保护法第四十七条第一款，会留在查看记录里",
        "PIPL article 47, paragraph 1; it is kept in the access log",
    ),
]

TemporaryLabel = Annotated[
    Text60, Label("临时称呼", "Temporary label", "例如：无名氏 岳林01", "For example: 无名氏 岳林01")
]
StatedNameText = Annotated[Text60, Label("姓名", "Name", "以前说过的姓名会保留", "Names given before are kept")]
GivenName = Annotated[StatedNameText, MinLen(1)]
StatedIdNumber = Annotated[
    Text60,
    Label(
        "身份证号",
        "ID number",
        "可以粘贴；保存后加密。留空则保留已登记的号码",
        "May be pasted; encrypted when saved. Left empty, a recorded number stays",
    ),
]
IdNumber = Annotated[
    Answer[Text60], Label("身份证号", "ID number", "可以粘贴；保存后加密", "May be pasted; kept encrypted")
]
Phone = Annotated[Answer[Text60], Label("电话", "Phone")]
SexAnswer = Annotated[Answer[kinds.Sex], Label("性别", "Sex")]
SexSeen = Annotated[kinds.Sex, Label("性别", "Sex")]
Years = Annotated[int, Interval(ge=0, le=120)]
AgeLow = Annotated[Years, Label("年龄下限", "Age from")]
AgeHigh = Annotated[Years, Label("年龄上限", "Age to")]
EstimatedBy = Annotated[Text60, Label("谁估计的年龄", "Age estimated by")]
EstimatedOn = Annotated[
    date,
    Label(
        "估计年龄的日期",
        "Day of the estimate",
        "年龄从这一天起逐年增加。不填：年龄有改动的，就是今天；没有改动的，保留原来的日期",
        "The age grows from this day on. Left empty: today if the age was changed, else the day known before",
    ),
]
AgeNowLow = Annotated[Years, Label("现在年龄下限", "Age today from")]
AgeNowHigh = Annotated[Years, Label("现在年龄上限", "Age today to")]
Centimetres = Annotated[int, Interval(ge=30, le=250)]
"""A height, of children too."""
Height = Annotated[Answer[Centimetres], Label("身高（厘米）", "Height (cm)"), Unit("cm")]
Home = Annotated[Answer[Text2000], Label("家乡", "Home", "说过的地名都可以写", "Any place that was mentioned")]
Ethnicity = Annotated[Answer[Text60], Label("民族", "Ethnicity")]
Site = Annotated[Text200, Label("部位", "Where")]
KindOfMark = Annotated[kinds.MarkKind, Label("种类", "Kind")]
MarkText = Annotated[Text200, Label("说明", "Note")]
Features = Annotated[Text2000, Label("体貌特征", "Features")]
Clothing = Annotated[Text2000, Label("衣着", "Clothing")]
Belongings = Annotated[Text2000, Label("随身物品", "Belongings")]
Health = Annotated[Text2000, Label("身体状况", "Health")]

Language = Annotated[
    Text4000, Label("用什么话交谈", "Language used", "例如：普通话、手势", "For example: Mandarin, gestures")
]
AbilityShown = Annotated[kinds.Ability, Label("能交流到什么程度", "How well the person could communicate")]
SaidBy = Annotated[
    Text200,
    Label(
        "谁说的",
        "Who says so",
        "例如：本人、护理员王阿姨、驻站医生",
        "For example: the person, a carer, the station's doctor",
    ),
]
GivenSaidBy = Annotated[SaidBy, MinLen(1)]
InterviewDue = Annotated[bool, Label("要再问询", "To be interviewed again")]
Companion = Annotated[Text4000, Label("翻译或陪同", "Interpreter or companion")]
WordsHeard = Annotated[
    Text4000,
    Label("本人原话", "The person's own words", "照听到的写，听不准的也写", "As heard, also when not sure"),
]
Remarks = Annotated[Text4000, Label("备注", "Remarks")]
KindOfClue = Annotated[kinds.ClueKind, Label("种类", "Kind")]
ClueWords = Annotated[Text500, Label("原话", "Words")]
ClueMeaning = Annotated[Text500, Label("指的是", "Meaning")]
StateOfClue = Annotated[kinds.ClueState, Label("状态", "State")]
Finding = Annotated[Text500, Label("核查情况", "What was found")]
RefutedBecause = Annotated[
    Text500,
    Label("排除理由", "Why it is ruled out", "会保留，以后不再重复核查", "Kept, so that nobody checks it again"),
]
GivenRefutation = Annotated[RefutedBecause, MinLen(1)]

ByClue = Annotated[ClueId, Label("依据哪条线索", "By which clue")]
Speech = Annotated[str, MaxLen(SPEECH_LIMIT)]
Area = Annotated[
    Speech,
    Label(
        "地区",
        "Area",
        "照线索里的字写，例如：安徽阜阳；手语等语言不分地区，可以空着",
        "In the words of the clue, for example 安徽阜阳; leave it empty for a language such as 手语",
    ),
]
Dialect = Annotated[
    Speech,
    Label(
        "方言或语言",
        "Dialect or language",
        "例如：安徽话、苗语、手语；不知道就空着",
        "For example 安徽话, 苗语 or 手语; leave it empty if not known",
    ),
]
NativeCounty = Annotated[str, Label("籍贯", "From")]
ReasonProposed = Annotated[str, Codes(kinds.ProposalReason)]
WhyProposed = Annotated[tuple[ReasonProposed, ...], Label("为什么推荐", "Why")]
Kilometres = Annotated[float, Unit("km")]
Outcome = Annotated[kinds.ContactOutcome, Label("联系结果", "How the call went")]
CallRemarks = Annotated[Text500, Label("备注", "Remarks")]
InterpreterNow = Annotated[kinds.InterpreterState, Label("同乡翻译", "Interpreters")]

IsErased = Annotated[bool, Label("个人信息已清除", "Personal data erased")]

DutyCode = Annotated[str, Label("法定期限", "Legal deadline"), MaxLen(40)]
PaperOfDuty = Annotated[
    Text200, Label("文号", "Number of the paper", "报告、审批或会议纪要的文号", "Of the report, approval or minutes")
]
GivenPaper = Annotated[PaperOfDuty, MinLen(1)]
AsStated = Annotated[
    bool,
    Label(
        "校验不符也按本人所说保留",
        "Keep it as stated though it does not check",
        "只在反复核对后勾选",
        "Only after checking again",
    ),
]
LateReason = Annotated[
    Text500,
    Label(
        "超期原因",
        "Reason for being late",
        "期限已过时必须说明，会写入档案",
        "Needed once the deadline has passed; it is kept in the file",
    ),
]
Step = Annotated[search_kinds.DutyStep, Label("现在要做的", "What to do now")]
Paused = Annotated[bool, Label("暂停计算", "Paused")]
Overdue = Annotated[bool, Label("已超期", "Overdue")]
NextEnd = Annotated[datetime, Label("最近期限", "Next deadline")]

At = Annotated[datetime, Label("时间", "Time")]
LimitName = Annotated[str, Label("法定期限", "Legal deadline")]
Basis = Annotated[str, Label("依据", "Basis")]
EndsAt = Annotated[datetime, Label("期限", "Deadline")]
MetAt = Annotated[datetime, Label("办理时间", "Done")]
LeftFor = Annotated[int, Label("剩余时间", "Time left"), Unit("s")]
StateOfLimit = Annotated[DeadlineState, Label("状态", "State")]
RecordedAt = Annotated[datetime, Label("记录时间", "Recorded")]
RecordedBy = Annotated[str, Label("记录人", "Recorded by")]

Unidentified = Annotated[bool, Label("身份不明或寻亲中", "Unknown or being searched for")]
InCareOnly = Annotated[bool, Label("只看未离站的", "Not departed only")]
NoticeToApprove = Annotated[bool, Label("等我批准公告", "Notice for me to approve")]
CorrectionToDecide = Annotated[bool, Label("等我决定离站更正", "Correction of a departure for me to decide")]
EntryToDecide = Annotated[bool, Label("等我决定入站时间更正", "Correction of an arrival for me to decide")]
ErasureToDecide = Annotated[bool, Label("等我决定清除个人信息", "Erasure for me to decide")]
PartOfNumber = Annotated[str, Label("案件编号", "Case number"), MaxLen(100)]
SearchedName = Annotated[
    str,
    Label("姓名", "Name", "汉字、拼音，或听上去像的字", "Characters, pinyin, or what it sounded like"),
    MaxLen(60),
]
IdTail = Annotated[
    str, Label("身份证号", "ID number", "整个号码或末四位", "The whole number or its last four"), MaxLen(30)
]
PhoneTail = Annotated[str, Label("电话", "Phone", "整个号码或末四位", "The whole number or its last four"), MaxLen(30)]
SearchedMarks = Annotated[
    str,
    Label("体貌特征", "Features", "例如：左手缺小指", "For example: little finger of the left hand missing"),
    MaxLen(100),
]
SearchedPlace = Annotated[str, Label("家乡或说过的地名", "Home, or places mentioned"), MaxLen(100)]
Purpose = Annotated[
    str,
    Label(
        "查看理由",
        "Reason for looking",
        "例如：联系家属、核对户籍；会记录在案",
        "For example: to reach the family, to check the household register; it is written down",
    ),
    MinLen(2),
    MaxLen(200),
]
