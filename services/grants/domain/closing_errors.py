"""What grants refuses when a project is closed, each by its name and in both languages."""

from shared.kernel.errors import Conflict, Invalid


class ProjectIsClosed(Conflict):
    slug = "project-is-closed"
    zh = "项目已经结项或者终止，不能再办理；确需恢复的，先冲销有误的拨付。"
    en = "The project was closed; nothing more is done with it, unless a payment that was wrong is reversed first."


class ClosureWaits(Conflict):
    slug = "closure-waits"
    zh = "结项或者终止已经提出，等待批准；批准或者不批准之前不能拨付。"
    en = "The closing of the project waits for approval; until it is decided nothing is paid."


class NoClosureWaits(Conflict):
    slug = "no-closure-waits"
    zh, en = "没有等待批准的结项或者终止。", "No closing waits for approval."


class ReturnedMoreThanPaid(Invalid):
    slug = "returned-more-than-paid"
    zh, en = "退回的金额不能超过已拨付的 {paid}。", "No more can have come back than was paid ({paid})."


class ClosedBeforePayment(Invalid):
    slug = "closed-before-payment"
    zh, en = (
        "结项或者终止的日期不能早于最后一次拨付的日期{day}。",
        "The project cannot have ended before it was last paid ({day}).",
    )
