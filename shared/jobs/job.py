"""A job: long work that somebody asked for, how far it is, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.jobs.errors import CancelAskedAlready, JobEnded, JobOfAnother, StepOvertaken
from shared.jobs.events import CancelAsked, JobAsked, JobMoved, LongJobEnded
from shared.kernel.aggregate import Aggregate
from shared.kernel.cause import Actor
from shared.kernel.errors import DomainError
from shared.kernel.labels import LabelledEnum
from shared.kernel.roles import Role
from shared.kernel.scope import powers

TOLD_EVERY = timedelta(seconds=1)
"""How often others hear at most how far a running job is."""

LONG = timedelta(seconds=30)
"""After this long, from when it was asked for, its end is told to who asked for it."""


class JobState(LabelledEnum):
    """Where a job stands. The last three are final."""

    WAITING = "waiting", "等待中", "Waiting"
    RUNNING = "running", "进行中", "Running"
    DONE = "done", "已完成", "Done"
    FAILED = "failed", "未完成", "Failed"
    CANCELLED = "cancelled", "已取消", "Cancelled"

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self in (JobState.WAITING, JobState.RUNNING)


@dataclass
class Job(Aggregate):
    """One job. ``step`` counts the steps that are done, and is the place from which another process goes on.

    ``done`` of ``total`` is for people, in units of the work (rows). ``result`` is the id of what the work made.
    Of a failed one ``why_zh`` and ``why_en`` say why.
    """

    id: str
    kind: str
    by: str
    at: datetime
    correlation_id: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    total: int = 0
    done: int = 0
    step: int = 0
    state: JobState = JobState.WAITING
    began_at: datetime | None = None
    told_at: datetime | None = None
    cancel_asked_at: datetime | None = None
    ended_at: datetime | None = None
    result: str = ""
    why_zh: str = ""
    why_en: str = ""

    def ask(self) -> "Job":
        """Record that it was asked for."""
        self.record(JobAsked(self.id, self.kind, self.by, self.at))
        return self

    def require_seen_by(self, actor: Actor) -> None:
        """Raise JobOfAnother unless the actor asked for it or is an operator."""
        if actor.id != self.by and Role.OPERATOR not in powers(actor.roles, actor.scope):
            raise JobOfAnother

    def begin(self, at: datetime) -> None:
        """A process takes it up. Raises JobEnded."""
        self._require_open()
        self.state, self.began_at = JobState.RUNNING, at
        self._tell(at)

    def advance(self, step: int, done: int, total: int, at: datetime) -> None:
        """Step number ``step`` (counted from 1) is done. Raises JobEnded, and StepOvertaken where it was before."""
        self._require_open()
        if step != self.step + 1:
            raise StepOvertaken
        self.step, self.done, self.total = step, done, total
        if self.told_at is None or at - self.told_at >= TOLD_EVERY:
            self._tell(at)

    def require_cancel(self, actor: Actor) -> None:
        """Raise JobOfAnother, JobEnded or CancelAskedAlready."""
        self.require_seen_by(actor)
        self._require_open()
        if self.cancel_asked_at is not None:
            raise CancelAskedAlready

    def ask_cancel(self, actor: Actor, at: datetime) -> None:
        """Stop it: at once while it waits, else after the step under way. Raises what ``require_cancel`` raises."""
        self.require_cancel(actor)
        self.cancel_asked_at = at
        self.record(CancelAsked(self.id, actor.id, at))
        if self.state is JobState.WAITING:
            self._end(JobState.CANCELLED, at)

    def cancel(self, result: str, at: datetime) -> None:
        """It stopped because that was asked. Raises JobEnded."""
        self._require_open()
        self.result = result
        self._end(JobState.CANCELLED, at)

    def finish(self, result: str, at: datetime) -> None:
        """All of it is done. Raises JobEnded."""
        self._require_open()
        self.result, self.done = result, self.total
        self._end(JobState.DONE, at)

    def fail(self, error: DomainError, result: str, at: datetime) -> None:
        """It cannot be done, for this reason. Raises JobEnded."""
        self._require_open()
        self.result, self.why_zh, self.why_en = result, error.sentence("zh"), error.sentence("en")
        self._end(JobState.FAILED, at)

    def _end(self, state: JobState, at: datetime) -> None:
        self.state, self.ended_at = state, at
        self._tell(at)
        if state is not JobState.CANCELLED and at - self.at >= LONG:
            failed = state is JobState.FAILED
            self.record(LongJobEnded(self.id, self.kind, self.by, failed, self.done, at))

    def _require_open(self) -> None:
        if not self.state.is_open:
            raise JobEnded

    def _tell(self, at: datetime) -> None:
        self.told_at = at
        self.record(JobMoved(self.id, self.kind, self.by, self.state.value, self.done, self.total, at))
