"""What deadlines refuse, each by its name and in both languages."""

from datetime import datetime

from shared.kernel.end_of_limit import end_of_limit
from shared.kernel.errors import Conflict, Invalid


class NothingDue(Conflict):
    """Time was already passed here by another process, or nothing is due yet."""

    slug = "nothing-due"
    zh, en = "现在没有到期事项。", "Nothing is due now."


class DeadlineNotRunning(Conflict):
    slug = "deadline-not-running"
    zh, en = "期限“{code}”没有在计时。", "The deadline “{code}” is not running."


class LateReasonRequired(Invalid):
    slug = "late-reason-required"
    zh = "期限已于 {due_zh} 届满，请填写超期原因。"
    en = "The limit ended on {due_en}. Say why it was missed."

    def __init__(self, due_at: datetime) -> None:
        told = end_of_limit(due_at)
        super().__init__(due_zh=told.zh, due_en=told.en)
