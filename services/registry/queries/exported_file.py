"""The file of an export, piece by piece, for who asked for it, while it is kept."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.registry.domain.export import FILE_KEPT_FOR, Export
from services.registry.domain.export_errors import ExportFileGone
from services.registry.domain.kinds import SheetFormat, TaskKind
from services.registry.domain.permissions import JOB_READERS
from services.registry.ports import Ports
from shared.jobs.errors import JobOfAnother
from shared.kernel.cause import Actor


@dataclass(frozen=True)
class ExportedFile:
    """``why`` is set where it names people: whoever sends it logs that reading. ``rows`` is how many lines it has."""

    name: str
    format: SheetFormat
    rows: int
    why: str
    pieces: AsyncIterator[bytes]


async def exported_file(ports: Ports, actor: Actor, job_id: str) -> ExportedFile:
    """What was made. Raises RoleRequired, JobNotFound, JobOfAnother (operators too) and ExportFileGone."""
    actor.require(*sorted(JOB_READERS))
    job = await ports.jobs.get(job_id)
    if actor.id != job.by:
        raise JobOfAnother
    if TaskKind.of(job.kind) is not TaskKind.EXPORT or not job.result or job.ended_at is None:
        raise ExportFileGone
    if ports.clock.now() > job.ended_at + FILE_KEPT_FOR:
        raise ExportFileGone
    asked, pieces = Export.of(job.parameters), ports.papers.pieces(job_id, job.result)
    first = await anext(pieces, None)
    if first is None:
        raise ExportFileGone
    why = asked.why if asked.with_contacts else ""
    return ExportedFile(job.parameters["file_name"], asked.format, job.total, why, _again(first, pieces))


async def _again(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
