"""What may stand against something that is asked of a job."""

from shared.kernel.errors import Conflict, DomainError, Forbidden, NotFound


class JobNotFound(NotFound):
    slug = "job-not-found"
    zh, en = (
        "没有找到这项任务，它可能已过保留期。",
        "There is no such task; it may have been kept for its time and removed.",
    )


class JobOfAnother(Forbidden):
    slug = "job-of-another"
    zh, en = (
        "这项任务是别人交办的，只有本人和运维人员可以查看或取消。",
        "Somebody else asked for this task. Only they and operators may see or cancel it.",
    )


class JobEnded(Conflict):
    slug = "job-ended"
    zh, en = "这项任务已经结束。", "This task has ended already."


class CancelAskedAlready(Conflict):
    slug = "cancel-asked-already"
    zh, en = "已经要求取消，正在停下。", "It was asked to stop already and is stopping."


class TooManyJobs(Conflict):
    slug = "too-many-jobs"
    zh = "您已有 {most} 项任务没有结束，请等其中一项结束后再试。"
    en = "{most} of your tasks have not ended yet. Wait until one of them has, then try again."


class StepOvertaken(Conflict):
    """Another replica took the job over and has done this step: whoever meets this stops."""

    slug = "step-overtaken"
    zh, en = "这一步已由另一个进程完成。", "Another process has done this step."


class JobBroke(DomainError):
    """An error of ours, told without its details; those are in the log."""

    slug = "job-broke"
    zh = "系统出错，任务没有做完。已完成的部分都已保留，请再次提交；仍不成功时请联系运维人员。"
    en = (
        "Something went wrong and the task was not finished. What was done is kept. "
        "Submit it again, or ask an operator."
    )
