"""The fields of grants: type, bounds, unit and words of each, once, for commands, answers, documents and forms."""

from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from shared.kernel.files import FileId, FileKind, Takes
from shared.kernel.labels import AsNumber, Label, Unit
from shared.kernel.money import Fen

Reason = Annotated[str, Label("原因", "Reason"), MinLen(1), MaxLen(500)]
ProjectId = str
InstalmentNo = Annotated[int, Label("期次", "Instalment"), Ge(1), Le(1000)]

OrganisationId = Annotated[str, Label("组织", "Organisation"), MinLen(1), MaxLen(64)]
OrganisationName = Annotated[str, Label("承办组织", "Organisation"), MinLen(1), MaxLen(200)]
"""As long as the register lets a name be."""
Title = Annotated[str, Label("项目名称", "Project"), MinLen(1), MaxLen(120)]
Number = Annotated[str, Label("编号", "Number")]
Round = Annotated[int, Label("批次年份", "Round (year)"), Unit("year"), Ge(2000), Le(2100)]
ContractNo = Annotated[
    str, Label("合同编号", "Contract number", "没有编号时留空", "Empty where it has none"), MinLen(1), MaxLen(60)
]
SignedOn = Annotated[date, Label("签约日期", "Signed on")]

Amount = Annotated[int, AsNumber(), Unit("fen"), Gt(0), Le(10**13)]
"""A number as such: neither ``true`` nor a text is money."""
ContractFen = Annotated[
    Amount, Label("合同金额", "Contract amount", "例如 20000、20,000.00 或 2万元", "For example 20000 or 20,000.00")
]
InstalmentFen = Annotated[Amount, Label("金额", "Amount", "例如 8000 或 8,000.00", "For example 8000 or 8,000.00")]
ReturnedFen = Annotated[
    int,
    AsNumber(),
    Unit("fen"),
    Ge(0),
    Le(10**13),
    Label(
        "组织退回的金额",
        "Returned by the organisation",
        "已经拨付、没有用完、组织已经退回的；没有的留空",
        "Of what was paid, what came back unspent; empty where nothing did",
    ),
]
DueOn = Annotated[date, Label("计划拨付日期", "Planned for")]
Overdue = Annotated[bool, Label("有款项逾期未拨", "Payment overdue")]
VoucherNo = Annotated[
    str,
    Label("凭证号", "Voucher number", "银行回单或者记账凭证的编号", "Of the bank's slip or the accounting voucher"),
    MinLen(1),
    MaxLen(60),
]
ReportTitle = Annotated[str, Label("报告名称", "Report"), MinLen(1), MaxLen(120)]
ReportTold = Annotated[
    str,
    Label(
        "做了什么，钱用在哪里",
        "What was done, and what the money was spent on",
        "写明时间、地点、人次和各项支出",
        "Say when, where, for how many, and each expense",
    ),
    MinLen(10),
    MaxLen(4000),
]
ReportReference = Annotated[
    str,
    Label("材料编号", "Number of the paper", "收文号、档案号或者附件编号", "As filed: the number of the paper or file"),
    MinLen(1),
    MaxLen(60),
]
RECEIPTS = "receipts"
"""For what files are uploaded to a project."""
RECEIPT_KINDS = (FileKind.PICTURE, FileKind.PAPER)
Receipts = Annotated[
    tuple[FileId, ...],
    Label(
        "票据",
        "Receipts",
        "发票、签收表、照片等，可以选多个；手机拍照即可",
        "Invoices, lists of signatures, photographs; several may be chosen, and a telephone's photographs will do",
    ),
    MaxLen(30),
    Takes(RECEIPTS, RECEIPT_KINDS),
]

Sum = Annotated[Fen, Unit("fen")]
PlannedFen = Annotated[Sum, Label("已安排", "Planned")]
PaidFen = Annotated[Sum, Label("已拨付", "Paid")]
UnpaidFen = Annotated[Sum, Label("未拨付", "Unpaid")]
ReleasedFen = Annotated[Sum, Label("不再拨付", "Not paid any more")]
FrozenFen = Annotated[Sum, Label("已冻结", "Frozen")]
UnplannedFen = Annotated[Sum, Label("尚未安排", "Not planned yet")]
Frozen = Annotated[bool, Label("冻结", "Frozen")]
CorrectionWaits = Annotated[bool, Label("更正待批准", "Correction waits for approval")]
ClosureWaits = Annotated[bool, Label("结项或终止待批准", "Closing waits for approval")]
FrozenSince = Annotated[datetime | None, Label("冻结时间", "Frozen since")]

AccountHolder = Annotated[
    str,
    Label("账户名称", "Account holder", "应当是承办组织的全称", "It should be the organisation's full name"),
    MinLen(1),
    MaxLen(200),
]
HolderReason = Annotated[
    str,
    Label(
        "名称不一致的原因",
        "Why the holder differs",
        "账户名称就是承办组织名称的，不用填写",
        "Empty where the holder is the organisation",
    ),
    MaxLen(200),
]
PayeeAccountId = Annotated[
    str,
    Label("打款账户", "Paid to", "与银行回单一致的账户", "The account on the bank's slip"),
    MinLen(1),
    MaxLen(100),
]
Bank = Annotated[
    str,
    Label(
        "开户银行",
        "Bank",
        "写到支行，例如：中国银行奉化支行",
        "With its branch, for example Bank of China Fenghua branch",
    ),
    MinLen(1),
    MaxLen(120),
]
AccountNumber = Annotated[str, Label("账号", "Account number"), MinLen(1), MaxLen(60)]
AccountPaper = Annotated[
    str,
    Label(
        "依据材料",
        "Paper",
        "例如：开户许可证编号、盖章的账户说明",
        "For example the bank's account permit, a stamped statement",
    ),
    MinLen(1),
    MaxLen(120),
]
MaskedNumber = Annotated[str, Label("账号", "Account number")]
Invented = Annotated[bool, Label("示例", "Example")]
