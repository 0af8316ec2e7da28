"""The fields of grants: type, bounds, unit and words of each, once, for commands, answers, documents and forms."""

from datetime import date, datetime
from typing import Annotated

from annotated_types import Ge, Gt, Le, MaxLen, MinLen

from shared.kernel.labels import Label, Unit
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
SignedOn = Annotated[date, Label("签约日期", "Signed on")]

Amount = Annotated[int, Unit("fen"), Gt(0), Le(10**13)]
ContractFen = Annotated[
    Amount, Label("合同金额", "Contract amount", "例如 20000、20,000.00 或 2万元", "For example 20000 or 20,000.00")
]
InstalmentFen = Annotated[Amount, Label("金额", "Amount", "例如 8000 或 8,000.00", "For example 8000 or 8,000.00")]
DueOn = Annotated[date, Label("计划拨付日期", "Planned for")]
VoucherNo = Annotated[str, Label("凭证号", "Voucher number"), MinLen(1), MaxLen(60)]

Sum = Annotated[Fen, Unit("fen")]
PlannedFen = Annotated[Sum, Label("已安排", "Planned")]
PaidFen = Annotated[Sum, Label("已拨付", "Paid")]
UnpaidFen = Annotated[Sum, Label("未拨付", "Unpaid")]
FrozenFen = Annotated[Sum, Label("已冻结", "Frozen")]
UnplannedFen = Annotated[Sum, Label("尚未安排", "Not planned yet")]
Frozen = Annotated[bool, Label("冻结", "Frozen")]
AmountWaits = Annotated[bool, Label("金额更正待批准", "Amount waits for approval")]
AmountToApprove = Annotated[bool, Label("等我批准金额", "Amount for me to approve")]
FrozenSince = Annotated[datetime | None, Label("冻结时间", "Frozen since")]
