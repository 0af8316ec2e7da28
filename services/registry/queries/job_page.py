"""How far a job is, and what became of it; for who asked for it and for operators."""

from datetime import datetime
from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.export import FILE_KEPT_FOR
from services.registry.domain.fields import DryRun, FileName, Task, WithContacts
from services.registry.domain.kinds import TaskKind
from services.registry.domain.permissions import JOB_READERS, ON_JOB
from services.registry.ports import Ports
from shared.jobs.job import Job, JobState
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label


class JobLine(Answer):
    """One job in a list. ``done`` of ``total`` are rows; ``dry_run`` is said of an import."""

    id: str
    kind: Task
    file_name: FileName
    dry_run: DryRun
    state: Annotated[JobState, Label("进度", "State")]
    done: Annotated[int, Label("已处理的行", "Rows dealt with")]
    total: Annotated[int, Label("行数", "Rows")]
    by: str
    at: Annotated[datetime, Label("交办时间", "Asked for at")]
    ended_at: Annotated[datetime | None, Label("结束时间", "Ended at")]


class JobPage(JobLine):
    """One job. ``result`` is what it made, empty until it ends: the id of an import, or that there is a file.

    A file may be downloaded by who asked for it until ``file_until``; ``with_contacts`` says that it names people.
    """

    began_at: datetime | None
    stopping: bool
    result: str
    file_until: Annotated[datetime | None, Label("可以下载至", "To be downloaded until")]
    with_contacts: WithContacts
    why_zh: str
    why_en: str
    allowed_actions: list[AllowedAction]


async def job_page(ports: Ports, offers: Offers, actor: Actor, job_id: str) -> JobPage:
    """The job as it stands. Raises RoleRequired, JobNotFound and JobOfAnother."""
    actor.require(*sorted(JOB_READERS))
    job = await ports.jobs.get(job_id)
    job.require_seen_by(actor)
    has_file = job.result and TaskKind.of(job.kind) is TaskKind.EXPORT
    return JobPage(
        **job_line(job).model_dump(),
        began_at=job.began_at,
        stopping=job.state.is_open and job.cancel_asked_at is not None,
        result=job.result,
        file_until=job.ended_at + FILE_KEPT_FOR if has_file and job.ended_at else None,
        with_contacts=job.parameters.get("with_contacts") == "yes",
        why_zh=job.why_zh,
        why_en=job.why_en,
        allowed_actions=offers.on(ON_JOB, job, actor),
    )


def job_line(job: Job) -> JobLine:
    """A job as a line of the list."""
    return JobLine(
        id=job.id,
        kind=TaskKind.of(job.kind),
        file_name=job.parameters.get("file_name", ""),
        dry_run=job.parameters.get("dry_run") == "yes",
        state=job.state,
        done=job.done,
        total=job.total,
        by=job.by,
        at=job.at,
        ended_at=job.ended_at,
    )
