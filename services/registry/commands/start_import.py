"""Start an import (批量导入) as a job: the file is read, what it says is kept, and the rows are written afterwards."""

import asyncio
from hashlib import sha256

from services.registry.commands.import_organisations import ImportOrganisations, import_organisations
from services.registry.domain.permissions import OFFICE, ON_IMPORTS
from services.registry.import_work import READING, READINGS, Wanted, kept_for
from services.registry.importing import read_file
from services.registry.ports import Ports
from shared.command.declaration import command
from shared.jobs.asking import require_room
from shared.jobs.errors import TooManyJobs
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class StartImport(ImportOrganisations):
    """The same file and wishes, for work that goes on after the answer."""


@command(
    StartImport,
    label=import_organisations.label,
    roles=OFFICE,
    offered=ON_IMPORTS.always,
    refusals=(*import_organisations.refusals, TooManyJobs),
)
async def start_import(cmd: StartImport, cause: Cause, ports: Ports) -> Receipt:
    reading = await read_file(ports, cmd.file_name, cmd.content, cause.at)
    job_id = cause.new_id("job")
    await require_room(ports.open_jobs, cause.actor.id)
    wanted = Wanted(cmd.file_name, sha256(cmd.content).hexdigest(), cmd.dry_run, cmd.update_existing)
    job = wanted.job(job_id, cause, reading.rows)
    await ports.papers.keep(job_id, READING, await asyncio.to_thread(READINGS.dump_json, reading), kept_for(job))
    return await ports.jobs.create(job.ask(), cause)
