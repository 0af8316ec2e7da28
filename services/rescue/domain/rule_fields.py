"""The fields of the page of rules: of a legal limit as the table has it, and of a year of the working calendar."""

from datetime import date, datetime
from typing import Annotated

from annotated_types import Interval, MaxLen, MinLen

from services.rescue.domain.kinds import Departure
from shared.clock.rules import LimitUnit, Status
from shared.kernel.labels import Label, Unit

AmountOfLimit = Annotated[int, Label("时长", "Length")]
UnitOfLimit = Annotated[LimitUnit, Label("单位", "Unit")]
CountedFrom = Annotated[str, Label("从何时起算", "Counted from")]
WarnAmount = Annotated[int, Label("提前提醒", "Warned before")]
BasisStatus = Annotated[Status, Label("核对情况", "Checked")]
SeenIn = Annotated[str, Label("见于", "Read in")]
InForceFrom = Annotated[date, Label("施行日期", "In force from")]
InForceTo = Annotated[date, Label("施行至", "In force to")]
Rolls = Annotated[bool, Label("末日遇休假日顺延", "Rolls over days off")]
RollsBasis = Annotated[str, Label("顺延的依据", "Basis of rolling")]
EarlierBasis = Annotated[str, Label("施行前的怎样算", "Those before it was in force")]

WayOfLeaving = Annotated[Departure, Label("离站方式", "Way of leaving")]

YearNumber = Annotated[int, Interval(ge=2004, le=2100), Label("年份", "Year"), Unit("year")]
YearShown = Annotated[int, Label("年份", "Year"), Unit("year")]
ReplacesYear = Annotated[
    bool,
    Label(
        "替换已有的年份",
        "Replace the year that is there",
        "录入会替换整年；原来的会保留，可以撤销",
        "An entry replaces the whole year; the earlier one is kept and can be brought back",
    ),
]
WrongYear = Annotated[bool, Label("有误", "Wrong")]
DaysOff = Annotated[list[date], Label("放假的工作日", "Weekdays off")]
MakeUpDays = Annotated[list[date], Label("调休上班的周末", "Weekend days worked")]
NoticeNumber = Annotated[
    str,
    MaxLen(200),
    Label(
        "通知名称和文号",
        "Title and number of the notice",
        "例如：国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕…号）",
        "For example: 国务院办公厅关于2027年部分节假日安排的通知（国办发明电〔2026〕…号）",
    ),
]
GivenNoticeNumber = Annotated[NoticeNumber, MinLen(4)]
NoticeText = Annotated[
    str,
    MaxLen(8000),
    Label(
        "通知全文",
        "Full text of the notice",
        "把通知的文字粘贴在这里，系统读出放假和上班的日子，并核对星期",
        "Paste the text of the notice; the days off and the days worked are read from it, and their weekdays checked",
    ),
]
GivenNoticeText = Annotated[NoticeText, MinLen(1)]
TakesBack = Annotated[bool, Label("撤销", "Takes the entry before it back")]
StillHolds = Annotated[bool, Label("有效", "Holds")]
EntryId = Annotated[str, Label("录入编号", "Entry")]
WhyTakenBack = Annotated[
    str,
    MinLen(2),
    MaxLen(200),
    Label(
        "撤销的理由",
        "Why it is taken back",
        "例如：录错了年份；通知已经更正，写明文号",
        "For example: wrong year; the notice was corrected, with its number",
    ),
]
PackageVersion = Annotated[str, Label("数据包", "Package")]
EnteredBy = Annotated[str, Label("录入人", "Entered by")]
EnteredOn = Annotated[datetime, Label("录入时间", "Entered")]
