"""The fields of a departure: what each way of leaving asks for. All other fields stand in ``fields.py``."""

from datetime import datetime
from typing import Annotated

from annotated_types import MinLen

from services.rescue.domain import departure_kinds, kinds
from services.rescue.domain.fields import Text60, Text200, Text500
from shared.kernel.labels import Label

AloneTo = Annotated[departure_kinds.AloneWay, Label("离站去向", "Where the person goes")]
Declaration = Annotated[
    Text200,
    Label(
        "自行离站声明书",
        "Signed declaration of leaving",
        "编号或者签字日期，原件存档；不会写字的按手印，写明由谁代书",
        "Its number or the day it was signed; who cannot write gives a fingerprint, and who wrote for them is named",
    ),
]
GivenDeclaration = Annotated[Declaration, MinLen(1)]
AssessedBy = Annotated[
    Text60,
    Label(
        "谁确认没有精神障碍或者智力残疾迹象",
        "Who found no signs of mental disorder or intellectual disability",
        "例如：驻站医生 陈某",
        "For example: the station's doctor",
    ),
]
GivenAssessedBy = Annotated[AssessedBy, MinLen(1)]

Relative = Annotated[Text60, Label("接领人姓名", "Name of who fetches the person")]
GivenRelative = Annotated[Relative, MinLen(1)]
KinTie = Annotated[
    Text60, Label("与本人的关系", "Tie to the person", "例如：长子、胞妹", "For example: eldest son, sister")
]
GivenKinTie = Annotated[KinTie, MinLen(1)]
IdChecked = Annotated[
    bool, Label("接领人的身份证件已经查验，复印件已经留存", "The identity card was checked, and a copy is kept")
]
RelativeSigned = Annotated[bool, Label("接领人已经签字", "Who fetches the person has signed")]

EscortName = Annotated[Text60, Label("护送人姓名", "Name of the escort")]
EscortSex = Annotated[kinds.Sex, Label("性别", "Sex")]
TakenOverBy = Annotated[departure_kinds.Receiver, Label("交接给谁", "Handed over to")]
ReceiverName = Annotated[
    Text200, Label("接收单位或者接收人", "Name of the receiver", "写全称或者姓名", "The full name")
]
GivenReceiver = Annotated[ReceiverName, MinLen(1)]
HandoverPaper = Annotated[
    Text200,
    Label(
        "交接单",
        "Handover paper",
        "编号或者日期；双方都签字以后才算交接",
        "Its number or day; the person is handed over when both have signed",
    ),
]
GivenHandoverPaper = Annotated[HandoverPaper, MinLen(1)]
BothSigned = Annotated[bool, Label("交接双方都已经签字", "Both sides have signed")]
BelongingsReturned = Annotated[
    Text500,
    Label(
        "随身物品",
        "Belongings",
        "怎样清点交还；没有寄存物品也写明",
        "How they were counted and given back; also say so when there were none",
    ),
]
GivenBelongingsReturned = Annotated[BelongingsReturned, MinLen(1)]

PoliceComparison = Annotated[
    Text200, Label("公安比对的答复", "Police's answer to the comparison", "文号", "Its number")
]
GivenPoliceComparison = Annotated[PoliceComparison, MinLen(1)]
CancelledHouseholds = Annotated[
    Text200,
    Label(
        "注销户口比对的答复",
        "Answer on cancelled households",
        "文号；家里可能已经申报死亡或者注销户口",
        "Its number; the family may have had the person declared dead or struck off",
    ),
]
GivenCancelledHouseholds = Annotated[CancelledHouseholds, MinLen(1)]
MissingList = Annotated[Text200, Label("失踪人员库比对的答复", "Answer on the missing list", "文号", "Its number")]
GivenMissingList = Annotated[MissingList, MinLen(1)]
PlanNo = Annotated[Text60, Label("安置方案批准文号", "Number of the approved plan")]
GivenPlanNo = Annotated[PlanNo, MinLen(1)]
HouseholdNo = Annotated[Text60, Label("户号", "Household number")]
GivenHouseholdNo = Annotated[HouseholdNo, MinLen(1)]
HouseholdOf = Annotated[Text200, Label("落在哪个机构的集体户", "Institution of the collective household")]
GivenHouseholdOf = Annotated[HouseholdOf, MinLen(1)]

Institution = Annotated[Text200, Label("接收机构", "Receiving institution")]
GivenInstitution = Annotated[Institution, MinLen(1)]
TransferPaper = Annotated[Text200, Label("转送文书", "Transfer paper", "名称和编号", "What it is, and its number")]
GivenTransferPaper = Annotated[TransferPaper, MinLen(1)]

DeathCertificate = Annotated[Text60, Label("死亡证明编号", "Number of the death certificate")]
GivenDeathCertificate = Annotated[DeathCertificate, MinLen(1)]
PoliceInformed = Annotated[
    Text200,
    Label("向哪个公安机关报告", "Police office informed", "例如：岳林派出所", "For example: 岳林派出所"),
]
GivenPoliceInformed = Annotated[PoliceInformed, MinLen(1)]
Ashes = Annotated[
    Text500,
    Label("遗体和骨灰", "Remains and ashes", "存放在哪里，由谁保管", "Where they are, and who keeps them"),
]
GivenAshes = Annotated[Ashes, MinLen(1)]

WalkedOutNote = Annotated[
    Text500,
    Label(
        "经过", "What happened", "什么时候发现、找过哪里、穿什么衣服", "When it was noticed, where you looked, clothing"
    ),
]
GivenWalkedOutNote = Annotated[WalkedOutNote, MinLen(1)]
PoliceReportNo = Annotated[Text60, Label("报警回执编号", "Number of the police report")]
GivenPoliceReportNo = Annotated[PoliceReportNo, MinLen(1)]

SignsFound = Annotated[
    departure_kinds.DisorderSigns,
    Label("精神障碍或者智力残疾迹象", "Signs of mental disorder or intellectual disability"),
]
SignsAssessedBy = Annotated[
    Text60, Label("谁评估的迹象", "Signs assessed by", "选了评估结果就要填写", "Needed with a finding")
]

Rightly = Annotated[
    kinds.Departure,
    Label(
        "实际情况",
        "What is true",
        "没有离站就空着；批准以后，实际的离站另外登记",
        "Left empty if the person never left; once approved, the true departure is recorded anew",
    ),
]
DepartureReason = Annotated[
    Text500,
    Label("更正理由", "Reason for the correction", "写明依据，例如：医院来电说人还在住院", "Say what shows it"),
]
GivenDepartureReason = Annotated[DepartureReason, MinLen(1)]
CorrectionProposedBy = Annotated[str, Label("提出人", "Proposed by")]
CorrectionProposedAt = Annotated[datetime, Label("提出时间", "Proposed")]
RecordedWay = Annotated[kinds.Departure, Label("登记的离站方式", "Recorded departure")]
RecordedDeparture = Annotated[datetime, Label("登记的离站时间", "Recorded time of departure")]
