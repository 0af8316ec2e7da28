"""Importing a file as a job: planned once, then written in steps, and told as an import that went through at once."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter

from services.registry.domain.import_run import OrganisationImport, Outcome, Plan
from services.registry.domain.sheet import Problem, Reading
from services.registry.importing import RowWrite, RowWriter, all_told, read_file, written
from services.registry.ports import Ports
from shared.jobs.errors import JobBroke
from shared.jobs.job import Job
from shared.jobs.work import KEPT_FOR, Papers
from shared.jobs.worker import cause_of
from shared.kernel.cause import Cause
from shared.kernel.ids import derived_id

IMPORT = "import_organisations"
"""The kind of job."""
READING, PLAN = "reading", "plan"
FILE = "file"
"""What jobs of before were given: the file itself."""
TRIAL_KEPT_FOR = timedelta(days=3)
"""How long a trial run can be made real without choosing the file again."""
STEP_ROWS = 48
"""How many organisations one step writes: a few tenths of a second."""


@dataclass(frozen=True)
class Planned:
    """What was decided at the beginning, and holds however often the job is taken up. ``reading`` has no drafts: those
    that matter are in the plan."""

    reading: Reading
    plan: Plan


PLANNED, _OUTCOME = TypeAdapter(Planned), TypeAdapter(Outcome)
READINGS = TypeAdapter(Reading)


def kept_for(job: Job) -> timedelta:
    """How long what was read is kept: after a trial run, for as long as it can be made real."""
    return TRIAL_KEPT_FOR if job.parameters.get("dry_run") == "yes" else KEPT_FOR


@dataclass(frozen=True)
class Wanted:
    """What is asked of an import job: of which file, whether as a trial run, and whether known ones are corrected."""

    file_name: str
    sha256: str
    dry_run: bool
    update_existing: bool

    def job(self, job_id: str, cause: Cause, rows: int) -> Job:
        """The job of whoever asks, over so many rows."""
        parameters = {
            "file_name": self.file_name,
            "sha256": self.sha256,
            "dry_run": "yes" if self.dry_run else "no",
            "update_existing": "yes" if self.update_existing else "no",
        }
        return Job(job_id, IMPORT, cause.actor.id, cause.at, cause.correlation_id, parameters, total=rows)


def import_id_of(job: Job) -> str:
    """The id of the import that a job makes."""
    return derived_id("import", job.id)


async def problems_of(papers: Papers, run: OrganisationImport) -> Sequence[Problem]:
    """All that was wrong in the file of an import that a job did, also of very many; none once its papers are gone."""
    kept = await papers.get(run.job_id, PLAN)
    if kept is None:
        return run.problems
    planned = await asyncio.to_thread(PLANNED.validate_json, kept)
    noted = [_OUTCOME.validate_json(one) for one in await papers.each(run.job_id, "step ")]
    plan, update = planned.plan, run.update_existing
    outcome = plan.foreseen(update) if run.dry_run else all_told(plan, update, noted)
    return [*planned.reading.problems, *outcome.problems]


class ImportWork:
    """Takes up jobs that import organisations."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    async def __call__(self, job: Job) -> "ImportRun":
        """The run of this job. Raises what the file is refused for as a whole."""
        ports = self._ports
        update, dry = job.parameters["update_existing"] == "yes", job.parameters["dry_run"] == "yes"
        planned = await self._planned(job)
        begun = OrganisationImport(
            import_id_of(job), job.parameters["file_name"], job.parameters["sha256"], dry, update, job.by, job.at
        )
        begun.job_id = job.id
        await ports.imports.create(begun.begin(), cause_of(job, ports.clock, "import"))
        return ImportRun(job, planned, ports, update_existing=update, dry_run=dry)

    async def _planned(self, job: Job) -> Planned:
        papers: Papers = self._ports.papers
        kept = await papers.get(job.id, PLAN)
        if kept is None:
            reading = await self._reading(job)
            known = await self._ports.register.known([draft.particulars for draft in reading.drafts])
            plan = await asyncio.to_thread(Plan.of, reading.drafts, known, self._ports.rules)
            made = Planned(Reading(reading.rows, (), reading.problems), plan)
            await papers.keep(job.id, PLAN, await asyncio.to_thread(PLANNED.dump_json, made), kept_for(job))
            kept = await papers.get(job.id, PLAN)
        if kept is None:
            raise JobBroke
        return await asyncio.to_thread(PLANNED.validate_json, kept)

    async def _reading(self, job: Job) -> Reading:
        kept = await self._ports.papers.get(job.id, READING)
        if kept is not None:
            return await asyncio.to_thread(READINGS.validate_json, kept)
        content = await self._ports.papers.get(job.id, FILE)
        if content is None:
            raise JobBroke
        return await read_file(self._ports, job.parameters["file_name"], content, job.at)


class ImportRun:
    """One import under way. ``steps`` and ``total`` follow from the plan alone."""

    def __init__(self, job: Job, planned: Planned, ports: Ports, *, update_existing: bool, dry_run: bool) -> None:
        self._job, self._planned, self._ports = job, planned, ports
        self._update, self._dry = update_existing, dry_run
        writer = RowWriter(import_id_of(job), job.parameters["file_name"], self._cause("rows"), ports)
        phases = [] if dry_run else writer.phases(planned.plan, update_existing)
        self._parts: list[Sequence[RowWrite]] = [
            phase[start : start + STEP_ROWS] for phase in phases for start in range(0, len(phase), STEP_ROWS)
        ]

    @property
    def steps(self) -> int:
        """Every so many rows that are to be written."""
        return len(self._parts)

    @property
    def total(self) -> int:
        """The rows of the file."""
        return self._planned.reading.rows

    async def do(self, step: int) -> int:
        """Write some rows and note what became of them. Raises Unavailable."""
        outcome = await written(self._parts[step])
        await self._ports.papers.keep(self._job.id, f"step {step:06}", _OUTCOME.dump_json(outcome))
        return self.total - sum(len(part) for part in self._parts[step + 1 :])

    async def end(self, *, whole: bool) -> str:
        """Keep the result of the import, also of one that was stopped; what was not reached is not told of."""
        plan, at = self._planned.plan, self._ports.clock.now()
        if self._dry:
            outcome = plan.foreseen(self._update)
        else:
            noted = await self._ports.papers.each(self._job.id, "step ")
            outcome = all_told(plan, self._update, [_OUTCOME.validate_json(one) for one in noted])
        import_id, reading = import_id_of(self._job), self._planned.reading
        await self._ports.imports.change(
            import_id,
            self._cause("import finished" if whole else "import stopped"),
            lambda run: run.finish(reading, outcome, at) if whole else run.stop(reading, outcome, at),
        )
        return import_id

    def _cause(self, what: str) -> Cause:
        return cause_of(self._job, self._ports.clock, what)
