"""What happens to a job, in the past tense; the journal of the service that does it keeps them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class JobAsked:
    """Somebody asked for long work of this kind."""

    job_id: str
    kind: str
    by: str
    at: datetime


@dataclass(frozen=True)
class JobMoved:
    """A job has another state, or is further on: told at most once a second while it runs."""

    job_id: str
    kind: str
    asked_by: str
    state: str
    done: int
    total: int
    at: datetime


@dataclass(frozen=True)
class CancelAsked:
    """Somebody wants a running job to stop after the step that is under way."""

    job_id: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LongJobEnded:
    """A job that took so long that who asked for it will have turned to something else is done, or has failed."""

    job_id: str
    kind: str
    asked_by: str
    failed: bool
    done: int
    at: datetime


JobEvent = JobAsked | JobMoved | CancelAsked | LongJobEnded
