"""The fields of the search: notices, publications, requests to police and laboratories, checks of identity.

As in ``fields``: type, bounds and words of each stand once.
"""

from datetime import date, datetime
from typing import Annotated

from annotated_types import MinLen

from services.rescue.domain import search_kinds
from services.rescue.domain.fields import Text200, Text500
from shared.kernel.labels import Label

StateOfNotice = Annotated[search_kinds.NoticeState, Label("状态", "State")]
NoticeName = Annotated[
    Text500, Label("公告用名", "Name in the notice", "不知道就写“无名氏”", "Write 无名氏 if it is not known")
]
NoticeSex = Annotated[Text500, Label("性别", "Sex")]
NoticeAge = Annotated[Text500, Label("年龄", "Age", "例如：约 50 岁", "For example: about 50")]
NoticeHeight = Annotated[Text500, Label("身高", "Height")]
NoticeFeatures = Annotated[Text500, Label("体貌特征", "Features")]
NoticeSpeech = Annotated[Text500, Label("口音", "Accent")]
NoticeClothing = Annotated[Text500, Label("发现时衣着", "Clothing when found")]
NoticeCondition = Annotated[Text500, Label("身体和精神状况", "Health and mind")]
FoundOn = Annotated[date, Label("发现日期", "Date found")]
NoticePlace = Annotated[Text500, Label("发现地点", "Place found")]
ContactPhone = Annotated[Text500, Label("联系电话", "Contact phone", "救助站的电话", "The station's phone")]
NoticeWaiting = Annotated[bool, Label("公告待批准", "Notice to approve")]
NoticeOutlived = Annotated[bool, Label("公告待撤回", "Notice to be withdrawn")]
DraftedAt = Annotated[datetime, Label("拟稿时间", "Drafted")]
DraftedBy = Annotated[str, Label("拟稿人", "Drafted by")]
PublishedAt = Annotated[datetime, Label("发布时间", "Published")]
ApprovedBy = Annotated[str, Label("批准人", "Approved by")]

PoliceOffice = Annotated[
    Text200, Label("公安机关或实验室", "Police office or laboratory", "例如：岳林派出所", "For example: 岳林派出所")
]
GivenOffice = Annotated[PoliceOffice, MinLen(1)]
InquiryKindOf = Annotated[search_kinds.InquiryKind, Label("报请事项", "What is asked for")]
ReplyOutcomeOf = Annotated[search_kinds.ReplyOutcome, Label("答复结果", "What was answered")]
ReplyPaper = Annotated[
    Text200,
    Label("答复文号", "Number of the reply", "没有文号的，写回执或电话记录", "Without one: the receipt or call record"),
]
GivenReplyPaper = Annotated[ReplyPaper, MinLen(1)]
ReplyRemarks = Annotated[Text500, Label("说明", "Remarks")]
StatedAt = Annotated[datetime, Label("自述时间", "Stated")]
StatedBy = Annotated[list[str], Label("自述由谁登记", "Statement written down by")]
CheckedWith = Annotated[search_kinds.CheckSource, Label("核实渠道", "Checked with")]
OutcomeOfCheck = Annotated[search_kinds.CheckOutcome, Label("核实结果", "What the check showed")]
CheckPaper = Annotated[
    Text200,
    Label("核实依据", "By which paper", "文号、回执或通话记录", "The number of a paper, a receipt, or a call record"),
]
GivenCheckPaper = Annotated[CheckPaper, MinLen(1)]
CheckRemarks = Annotated[Text500, Label("说明", "Remarks")]
Channel = Annotated[search_kinds.PublicationChannel, Label("发布渠道", "Where it was published")]
PublicationReference = Annotated[
    Text500,
    Label(
        "编号或网址",
        "Number or link there",
        "外部网站给的编号、文章网址；张贴的写地点；本站公众网站不用填，由系统编号",
        "The number or address that the outside gave it; for a board, where it hangs; on the station's own site it is"
        " numbered by itself",
    ),
]
WithdrawnBecause = Annotated[
    Text500, Label("理由", "Reason", "会写进档案，时间线里能看到", "Kept in the file and shown in the timeline")
]
GivenWithdrawal = Annotated[WithdrawnBecause, MinLen(1)]
RequestNo = Annotated[Text200, Label("报请文号", "Number of the request")]
