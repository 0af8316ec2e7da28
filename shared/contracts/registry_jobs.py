"""What registry tells of its long work: how far it is, for screens; nothing of what the work is about."""

from typing import ClassVar

from shared.contracts.contract import Contract
from shared.kernel.labels import Label


class JobProgressed(Contract):
    """A job has another state or is further on; while it runs this is told at most once a second.

    ``kind`` is ``import_organisations``; ``state`` is ``waiting``, ``running``, ``done``, ``failed`` or ``cancelled``.
    ``asked_by`` is the account of who asked for it. ``total`` is 0 as long as it is not known.
    """

    NAME: ClassVar[str] = "registry.job.progressed"
    LABEL: ClassVar[Label] = Label("任务有进展", "Job progressed")
    ZH: ClassVar[str] = "一项需要较长时间的任务有了新的进展或者已经结束；进行中每秒至多告知一次。"

    job_id: str
    kind: str
    state: str
    done: int
    total: int
    asked_by: str


class JobEnded(Contract):
    """A job that took half a minute or more is done, or ``failed``; one that was cancelled is not told.

    ``done`` is how many rows were dealt with; ``asked_by`` is the account of who asked for it.
    """

    NAME: ClassVar[str] = "registry.job.ended"
    LABEL: ClassVar[Label] = Label("任务已结束", "Job ended")
    ZH: ClassVar[str] = "一项用时半分钟以上的任务已经做完或者没有做成；由本人取消的不告知。"

    job_id: str
    kind: str
    failed: bool
    done: int
    asked_by: str
