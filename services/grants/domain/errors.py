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
    zh = "计划拨付日期不能早于签约日期 {signed_on}。"
    en = "An instalment cannot fall due before the contract was signed ({signed_on})."


class SignedInFuture(Invalid):
    slug = "signed-in-future"
    zh, en = (
        "签约日期 {day} 还没有到；签约之后才能立项。",
        "{day} is still to come; a project opens once its agreement is signed.",
    )


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


class ProjectIsFrozen(Conflict):
    slug = "project-is-frozen"
    zh = "项目已冻结：承办组织被列入活动异常名录，信用恢复之前不能拨付。"
    en = "The project is frozen: its organisation is listed as abnormal. Nothing can be paid until that is cleared."


class OrganisationUnknown(NotFound):
    slug = "organisation-unknown"
    zh = "资助服务还没有这个组织的登记信息。如果刚刚登记，请等几秒钟再提交；如果仍然不行，请核对它是否在登记名册中。"
    en = (
        "Grants has not heard of this organisation. If it was registered only moments ago, wait a few seconds and send "
        "again; otherwise check that it is in the register."
    )


class OrganisationSuspended(Conflict):
    slug = "organisation-suspended"
    zh = "承办组织被限期停止活动，恢复活动之前不能立项，也不能拨付。"
    en = "The organisation was ordered to stop its activities: until it resumes, no project is opened and nothing paid."


class OrganisationGone(Conflict):
    slug = "organisation-gone"
    zh = "承办组织已经注销或者被撤销登记，不能再立项，也不能再拨付。"
    en = "The organisation was deregistered or revoked: no project can be opened any more, and nothing paid."


class ProjectIsSettled(Conflict):
    slug = "project-is-settled"
    zh, en = "项目款项已全部拨付，不能再安排拨款。", "The contract has been paid in full; nothing more can be planned."


class ProjectNotFound(NotFound):
    slug = "project-not-found"
    zh, en = "没有这个资助项目。", "There is no such project."


class AmountCorrectionWaits(Conflict):
    slug = "amount-correction-waits"
    zh = "已经有一项金额更正等待批准，请先批准或者不批准。"
    en = "A correction of the amount waits for approval already. Approve or decline it first."


class NoAmountWaits(Conflict):
    slug = "no-amount-waits"
    zh, en = "没有等待批准的金额更正。", "No correction of the amount waits for approval."


class AmountUnchanged(Invalid):
    slug = "amount-unchanged"
    zh, en = "金额没有变化，请填写正确的合同金额。", "The amount is the same as before. Give the right contract amount."


class AmountBelowPlan(Invalid):
    slug = "amount-below-plan"
    zh = "各期拨款已经安排 {planned}，合同金额不能比它少；请先取消没有拨付的期次。"
    en = "Instalments of {planned} are planned; the contract cannot be less. Cancel unpaid instalments first."


class SecondPersonRequired(Forbidden):
    slug = "second-person-required"
    zh, en = "不能批准自己提出的更正，请另一位同事批准。", "Nobody approves their own correction. Ask a colleague."


class NothingToPay(Conflict):
    slug = "nothing-to-pay"
    zh, en = "目前没有待拨付的款项，请先安排拨款计划。", "There is nothing to pay now. Plan an instalment first."


class ProjectNumberTaken(Conflict):
    slug = "project-number-taken"
    zh, en = (
        "刚刚有人用了同一个项目编号，请再提交一次。",
        "Somebody has just taken the same project number. Please send again.",
    )
