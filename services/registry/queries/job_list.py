"""The jobs of whoever asks, of all kinds, newest first; operators see everybody's."""

from typing import Any, Literal

from services.registry.answers import Answer
from services.registry.domain.permissions import JOB_READERS
from services.registry.queries.job_page import JobLine, job_line
from shared.jobs.job import Job
from shared.jobs.storing import JOBS
from shared.kernel.cause import Actor
from shared.kernel.roles import Role
from shared.kernel.scope import powers
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

Sort = Literal["at", "-at"]
_JOB = adapter_of(Job)


class JobList(Answer):
    """One page, how many there are in all, and the mark of the next page."""

    items: list[JobLine]
    next_cursor: str | None
    total: int


class JobFilter(Answer):
    """In which order to list."""

    sort: Sort = "-at"


async def job_list(
    reader: Reader, actor: Actor, wanted: JobFilter, cursor: str | None = None, limit: int = 50
) -> JobList:
    """The jobs in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(JOB_READERS))
    where: dict[str, Any] = {} if Role.OPERATOR in powers(actor.roles, actor.scope) else {"view.by": actor.id}
    page = await reader.page(JOBS, where, [("view.at", -1 if wanted.sort == "-at" else 1)], cursor, limit)
    return JobList(
        items=[job_line(read_state(_JOB, {**one["state"], "id": one["_id"]})) for one in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count(JOBS, where),
    )
