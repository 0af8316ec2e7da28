"""Make a trial run real (正式导入): what the trial read is imported, without the file being chosen again."""

import asyncio
from dataclasses import replace
from typing import Annotated

from services.registry.domain.fields import ImportId, UpdateExisting
from services.registry.domain.import_errors import (
    ImportOfAnother,
    NotATrial,
    RegisterMoved,
    TrialCarriedOutAlready,
    TrialGone,
)
from services.registry.domain.import_run import Plan
from services.registry.domain.permissions import OFFICE, ON_IMPORT
from services.registry.domain.sheet import Reading
from services.registry.import_work import PLAN, PLANNED, READING, READINGS, Wanted, kept_for
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.jobs.asking import require_room
from shared.jobs.errors import TooManyJobs
from shared.kernel.cause import Cause
from shared.kernel.ids import derived_id
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

Anyway = Annotated[
    bool,
    Label(
        "登记册有变动时仍然导入",
        "Import even if the register has changed",
        "试运行以后登记册变了的，每一行按现在的登记册重新判断",
        "Where the register changed since the trial, each row is judged by what the register says now",
    ),
]


class CarryOutTrial(Command):
    """Which trial run, and the two wishes that its sender may still choose."""

    import_id: ImportId
    update_existing: UpdateExisting = False
    anyway: Anyway = False


@command(
    CarryOutTrial,
    post("/imports/{import_id}/carry-out"),
    label=Label(
        "正式导入",
        "Import for real",
        "导入试运行读到的内容，不用再选文件；试运行后三天内可以这样做",
        "Imports what the trial read, without choosing the file again; for three days after the trial",
    ),
    roles=OFFICE,
    offered=ON_IMPORT.when(lambda run, actor: run.require_trial_of(actor.id)),
    refusals=(NotATrial, TrialCarriedOutAlready, ImportOfAnother, TrialGone, RegisterMoved, TooManyJobs),
)
async def carry_out_trial(cmd: CarryOutTrial, cause: Cause, ports: Ports) -> Receipt:
    trial = await ports.imports.get(cmd.import_id)
    job_id = cause.new_id("job")
    trial.require_trial_of(cause.actor.id, job_id)
    kept, planned = [await ports.papers.get(trial.job_id, name) for name in (READING, PLAN)]
    if kept is None or planned is None:
        raise TrialGone
    reading = await asyncio.to_thread(READINGS.validate_json, kept)
    if not cmd.anyway and (rows := await _moved(reading, planned, ports)):
        raise RegisterMoved(rows=rows)
    await require_room(ports.open_jobs, cause.actor.id)
    wanted = Wanted(trial.file_name, trial.sha256, dry_run=False, update_existing=cmd.update_existing)
    job = wanted.job(job_id, cause, reading.rows)
    await ports.papers.keep(job_id, READING, kept, kept_for(job))
    carried = replace(cause, id=derived_id(cause.id, "trial"), digest=None)
    await ports.imports.change(trial.id, carried, lambda run: run.carry_out(cause.actor.id, job_id, cause.at))
    return await ports.jobs.create(job.ask(), replace(cause, expected_version=None))


async def _moved(reading: Reading, planned: bytes, ports: Ports) -> int:
    """How many rows would come out otherwise than the trial foresaw: others changed the register meanwhile."""
    foreseen = (await asyncio.to_thread(PLANNED.validate_json, planned)).plan
    known = await ports.register.known([draft.particulars for draft in reading.drafts])
    return foreseen.rows_unlike(await asyncio.to_thread(Plan.of, reading.drafts, known, ports.rules))
