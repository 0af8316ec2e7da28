"""What grants refuses, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class AmountNotPositive(Invalid):
    slug = "amount-not-positive"
    zh, en = "金额必须大于零。", "The amount must be more than zero."


class InstalmentsExceedContract(Invalid):
    slug = "instalments-exceed-contract"
    zh = "各期拨款合计不得超过合同金额：最多还能安排 {rest}。"
    en = "The instalments may not add up to more than the contract: at most {rest} can still be planned."


class InstalmentDueBeforeSigning(Invalid):
    slug = "instalment-due-before-signing"
    zh = "计划拨付日期不能早于签约日期{signed_on}。"
    en = "An instalment cannot fall due before the contract was signed ({signed_on})."


class SignedInFuture(Invalid):
    slug = "signed-in-future"
    zh, en = (
        "签约日期{day}还没有到；签约之后才能立项。",
        "{day} is still to come; a project opens once its agreement is signed.",
    )


class SignedTooLongAgo(Invalid):
    """公益创投 has rounds from 2000 on at the earliest (fields.Round): an earlier day is a slip."""

    slug = "signed-too-long-ago"
    zh, en = "签约日期{day}早于 2000 年，请核对年份。", "{day} is before the year 2000. Check the year of signing."


class NoSuchInstalment(NotFound):
    slug = "no-such-instalment"
    zh, en = "这个项目没有第 {no} 期拨款。", "This project has no instalment {no}."


class InstalmentAlreadyPaid(Conflict):
    slug = "instalment-already-paid"
    zh, en = (
        "第 {no} 期已经拨付，不能再次拨付或取消；登记有误时先冲销。",
        "Instalment {no} has been paid; it cannot be paid again or cancelled. If that was a mistake, reverse it first.",
    )


class InstalmentIsCancelled(Conflict):
    slug = "instalment-is-cancelled"
    zh, en = "第 {no} 期已经取消。", "Instalment {no} has been cancelled."


class InstalmentNotPaid(Conflict):
    slug = "instalment-not-paid"
    zh, en = "第 {no} 期没有登记拨付，无可冲销。", "Instalment {no} has not been paid; there is nothing to reverse."


class PaidWhileFrozen(Invalid):
    """It is said to have been paid while the project was frozen; what went out before that is recorded at any time."""

    slug = "paid-while-frozen"
    zh = "拨付时间在冻结期间（{since}至{until}），不能登记；冻结或者解除当天、冻结之外付出的，请按回单写明钟点。"
    en = (
        "It cannot have been paid while the project was frozen ({since} to {until}). For the day on which that began "
        "or ended, give the time of day on the slip."
    )


class ProjectIsFrozen(Conflict):
    slug = "project-is-frozen"
    zh = "项目已冻结：{because_zh}，解除冻结之前不能拨付。"
    en = "The project is frozen ({because_en}): nothing can be paid before it is released."


class OrganisationUnknown(NotFound):
    slug = "organisation-unknown"
    zh = "资助服务还没有这个组织的登记信息。如果刚刚登记，请等几秒钟再提交；如果仍然不行，请核对它是否在登记名册中。"
    en = (
        "Grants has not heard of this organisation. If it was registered only moments ago, wait a few seconds and send "
        "again; otherwise check that it is in the register."
    )


class OrganisationSuspended(Conflict):
    slug = "organisation-suspended"
    zh = "承办组织被限期停止活动，现在不能立项，也不能拨付。"
    en = "The organisation was ordered to stop its activities: for now no project is opened for it, and nothing paid."


class OrganisationListedSeriously(Conflict):
    """Nothing is granted to it (不给予资金资助). Basis: 民政部令第60号; registry-grants notes 4.5 (credit clear)."""

    slug = "organisation-listed-seriously"
    zh = "承办组织被列入严重违法失信名单，不给予资金资助，移出名单之前不能立项。"
    en = "The organisation is on the list of serious breaches: nothing is granted to it before it has left that list."


class OrganisationGone(Conflict):
    slug = "organisation-gone"
    zh = "承办组织已经注销、被撤销登记或者被吊销登记证书，不能再立项，也不能再拨付。"
    en = "The organisation has ended: no project can be opened any more, and nothing paid."


class ProjectIsSettled(Conflict):
    slug = "project-is-settled"
    zh, en = "项目款项已全部拨付，不能再安排拨款。", "The contract has been paid in full; nothing more can be planned."


class ProjectNotFound(NotFound):
    slug = "project-not-found"
    zh, en = "没有这个资助项目。", "There is no such project."


class CorrectionWaits(Conflict):
    slug = "correction-waits"
    zh, en = (
        "已经有一项更正等待批准，请先批准或者不批准。",
        "A correction waits for approval already. Approve or decline it first.",
    )


class NoCorrectionWaits(Conflict):
    slug = "no-correction-waits"
    zh, en = "没有等待批准的更正。", "No correction waits for approval."


class NothingCorrected(Invalid):
    slug = "nothing-corrected"
    zh, en = "没有任何改动，请改正有误的地方。", "Nothing is different from before. Correct what is wrong."


class AmountBelowPlan(Invalid):
    slug = "amount-below-plan"
    zh = "各期拨款已经安排 {planned}，合同金额不能比它少；请先取消没有拨付的期次。"
    en = "Instalments of {planned} are planned; the contract cannot be less. Cancel unpaid instalments first."


class OrganisationIsPaid(Conflict):
    slug = "organisation-is-paid"
    zh = "已经拨付 {paid}，不能再更正承办组织；拨付登记有误、或者款项已经退回的，先冲销。"
    en = "{paid} has been paid: the organisation is not corrected any more. Reverse a wrong or returned payment first."


class SignedAfterInstalments(Invalid):
    slug = "signed-after-instalments"
    zh = "签约日期不能晚于已经安排的计划拨付日期或者已经登记的拨付（{day}）。"
    en = "The contract cannot have been signed after an instalment that is planned or paid ({day})."


class SecondPersonRequired(Forbidden):
    slug = "second-person-required"
    zh = "不能批准自己提出或者登记的事，请另一位同事办理。"
    en = "Nobody approves what they proposed or entered themselves. Ask a colleague."


class ThreePeopleRequired(Forbidden):
    """Plan, approval and payment of one instalment are three people's work (不相容岗位相互分离; domain/hands.py).

    Basis: 《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条; registry-grants notes 4.6.
    """

    slug = "three-people-required"
    zh = (
        "第 {no} 期您已经{did_zh}，不能再由您{does_zh}；计划、批准、拨付要由三个人分别办理，"
        "登记账户、审核报告的人也不拨付，请同事办理。"
    )
    en = (
        "You have {did_en} instalment {no}, so it is not for you to {does_en} it: plan, approval and payment are "
        "three people's work, and who enters the account or accepts the report does not pay. Ask a colleague."
    )


class PlanIsApproved(Conflict):
    slug = "plan-is-approved"
    zh, en = "没有等待批准的拨款计划。", "No planned instalment waits for approval."


class InstalmentNotApproved(Conflict):
    slug = "instalment-not-approved"
    zh, en = (
        "第 {no} 期的计划还没有批准，批准之后才能拨付。",
        "Instalment {no} has not been approved; it is paid once it is.",
    )


class ReportNeedUnknown(Conflict):
    slug = "report-need-unknown"
    zh = "第 {no} 期拨付前是否需要报告没有记载，请先用“更正这一期”按合同补上。"
    en = "It is not recorded whether instalment {no} needs a report. Correct the instalment by the contract first."


class ReportNotAccepted(Conflict):
    slug = "report-not-accepted"
    zh, en = (
        "第 {no} 期的报告还没有通过，通过之后才能拨付。",
        "The report of instalment {no} has not been accepted; it is paid once it is.",
    )


class NoReportNeeded(Conflict):
    slug = "no-report-needed"
    zh, en = "按合同，第 {no} 期无需报告。", "By the contract instalment {no} needs no report."


class ReportThere(Conflict):
    slug = "report-there"
    zh, en = "第 {no} 期的报告已经提交。", "The report of instalment {no} has been handed in already."


class NoReportWaits(Conflict):
    slug = "no-report-waits"
    zh, en = "没有等待审核的报告。", "No report waits to be examined."


class ReportDecidedTooEarly(Invalid):
    slug = "report-decided-too-early"
    zh, en = (
        "审核日期不能早于报告的提交日期{day}。",
        "The report cannot have been examined before it was handed in ({day}).",
    )


class DoneBeforeSigning(Invalid):
    slug = "done-before-signing"
    zh, en = "日期不能早于签约日期{day}。", "This cannot have happened before the contract was signed ({day})."


class PaidTooEarly(Invalid):
    slug = "paid-too-early"
    zh = "拨付日期不能早于{cause_zh}（{day}），请核对凭证上的日期。"
    en = "It cannot have been paid before {cause_en} ({day}). Check the date on the voucher."


class ReversedTooEarly(Invalid):
    slug = "reversed-too-early"
    zh, en = "退回日期不能早于拨付日期{day}。", "It cannot have come back before it was paid ({day})."


class ReversalWaits(Conflict):
    slug = "reversal-waits"
    zh, en = "冲销已经提出，等待批准。", "A reversal waits for approval already."


class NoReversalWaits(Conflict):
    slug = "no-reversal-waits"
    zh, en = "没有等待批准的冲销。", "No reversal waits for approval."


class AccountMissing(NotFound):
    slug = "account-missing"
    zh = "承办组织还没有核对过的收款账户，请先登记账户，再由另一位同事核对。"
    en = "The organisation has no verified account yet. Enter it; then a colleague verifies it."


class AccountWaits(Conflict):
    slug = "account-waits"
    zh, en = (
        "收款账户等待另一位同事核对，核对之前不能拨付，也不能再改。",
        "The account waits to be verified by a colleague; until then nothing is paid, and it is not changed again.",
    )


class NoAccountWaits(Conflict):
    slug = "no-account-waits"
    zh, en = "没有等待核对的收款账户。", "No account waits to be verified."


class AccountUnchanged(Invalid):
    slug = "account-unchanged"
    zh, en = "账户与已经核对的相同，无需再登记。", "This is the verified account already."


class AccountNumberWrong(Invalid):
    slug = "account-number-wrong"
    zh, en = "账号应为 8 到 32 位数字，请核对。", "An account number has 8 to 32 digits. Please check."


class AccountNumberDiffers(Invalid):
    slug = "account-number-differs"
    zh = "与登记的账号不一致：请对照材料再核对一次；登记有误时请选择“退回账户”。"
    en = "This is not the number that was entered. Check it against the paper; if the entry is wrong, decline it."


class ProjectNumberTaken(Conflict):
    slug = "project-number-taken"
    zh, en = (
        "刚刚有人用了同一个项目编号，请再提交一次。",
        "Somebody has just taken the same project number. Please send again.",
    )
