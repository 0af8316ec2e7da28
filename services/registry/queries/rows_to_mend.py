"""The rows of an import that need mending, as a sheet that can be mended and sent again (下载有问题的行)."""

import asyncio
from collections import defaultdict

from services.registry.domain.import_errors import RowsGone
from services.registry.domain.kinds import SheetFormat
from services.registry.domain.permissions import OFFICE
from services.registry.import_work import READING, READINGS, problems_of
from services.registry.ports import Ports
from services.registry.sheet_files import SheetFile, marked_up
from shared.kernel.cause import Actor


async def rows_to_mend(ports: Ports, actor: Actor, import_id: str, form: SheetFormat, language: str) -> SheetFile:
    """Every row with a problem as it stood in the file, for who sent it.

    Raises RoleRequired, ImportNotFound, ImportOfAnother and RowsGone.
    """
    actor.require(*sorted(OFFICE))
    run = await ports.imports.get(import_id)
    run.require_own(actor.id)
    kept = await ports.papers.get(run.job_id, READING) if run.job_id else None
    reading = await asyncio.to_thread(READINGS.validate_json, kept) if kept else None
    if reading is None or not reading.heads:
        raise RowsGone
    said: dict[int, list[str]] = defaultdict(list)
    for problem in await problems_of(ports.papers, run):
        sentence = problem.zh if language == "zh" else problem.en
        said[problem.row].append(sentence)
    rows = [(one.cells, " ".join(said[one.row])) for one in reading.given if one.row in said]
    name = run.file_name.rpartition(".")[0] or run.file_name
    return await asyncio.to_thread(marked_up, f"{name} 需要修改的行", form, language, reading.heads, rows)
