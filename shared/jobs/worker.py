"""Does jobs: on any replica, each by one process at a time, from where the last one left it.

A lease for each job says whose it is; whoever holds it renews it while it works, and loses it ten seconds after it was
killed. Should two work on one job for a moment, nothing happens twice: every step's writes have causes of their own,
and of two that have done a step one is told so.
"""

import asyncio
from collections.abc import Callable

import structlog

from shared.background import Background
from shared.jobs.errors import JobBroke, JobEnded, StepOvertaken
from shared.jobs.job import Job, JobState
from shared.jobs.storing import OpenJobs
from shared.jobs.work import Kinds, Run
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.errors import ChangedMeanwhile, DomainError, Unavailable
from shared.kernel.ids import derived_id
from shared.kernel.repository import Repository
from shared.storage.lease import Lease

EVERY_S = 0.5
AT_ONCE = 2
"""How many jobs one process does at the same time."""
LOOKED_AT = 20
RENEWED_EVERY_S = 3.0
log = structlog.get_logger()

LeaseOf = Callable[[str], Lease]


def cause_of(job: Job, clock: Clock, *parts: str) -> Cause:
    """The cause of one change that a job makes: its id follows from the job and ``parts``, its actor is who asked."""
    at, job_id = clock.now(), job.id
    return Cause(derived_id(job_id, *parts), Actor(job.by), at, correlation_id=job.correlation_id, causation_id=job_id)


class JobWorker(Background):
    """Looks twice a second for jobs that nobody does. Those of kinds that this version does not know are left alone."""

    def __init__(
        self, jobs: Repository[Job], open_jobs: OpenJobs, kinds: Kinds, lease_of: LeaseOf, clock: Clock
    ) -> None:
        super().__init__(self._run_always, "jobs")
        self._jobs = jobs
        self._open_jobs = open_jobs
        self._kinds = kinds
        self._lease_of = lease_of
        self._clock = clock
        self._mine: dict[str, asyncio.Task[None]] = {}

    async def _run_always(self) -> None:
        try:
            while True:
                try:
                    await self._take_up()
                except Unavailable as error:
                    log.warning("jobs.waiting", slug=error.slug)
                await asyncio.sleep(EVERY_S)
        finally:
            await _broken_off(*self._mine.values())

    async def _take_up(self) -> None:
        self._mine = {job_id: task for job_id, task in self._mine.items() if not task.done()}
        for job_id in await self._open_jobs.to_take_up(list(self._kinds), LOOKED_AT):
            if len(self._mine) >= AT_ONCE:
                return
            if job_id not in self._mine and await (lease := self._lease_of(job_id)).hold():
                self._mine[job_id] = asyncio.create_task(self._under(lease, job_id), name=f"job {job_id}")

    async def _under(self, lease: Lease, job_id: str) -> None:
        """Work until it is done or the lease is lost."""
        work, beat = asyncio.create_task(self._work(job_id)), asyncio.create_task(_renewed(lease))
        try:
            await asyncio.wait({work, beat}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _broken_off(work, beat)
            await lease.give_up()

    async def _work(self, job_id: str) -> None:
        job, runs = await self._jobs.get(job_id), list[Run]()
        try:
            await self._carry_out(job, runs)
        except (Unavailable, ChangedMeanwhile) as error:
            log.warning("job.waiting", job=job_id, slug=error.slug)
        except (JobEnded, StepOvertaken):
            log.info("job.overtaken", job=job_id)
        except DomainError as error:
            await self._fail(job, runs, error)
        except Exception:
            log.exception("job.broke", job=job_id, kind=job.kind)
            await self._fail(job, runs, JobBroke())

    async def _carry_out(self, job: Job, runs: list[Run]) -> None:
        """Do what is left of it; its run is put into ``runs`` once it is taken up."""
        if job.state is JobState.WAITING:
            job = await self._change(job, "begin", lambda one: one.begin(self._clock.now()))
        take_up = self._kinds.get(job.kind)
        run = await take_up(job) if take_up else None
        runs += [run] if run else []
        while run and job.step < run.steps and job.cancel_asked_at is None:
            job = await self._step(job, run)
        whole = run is not None and job.step == run.steps
        result = await run.end(whole=whole) if run else ""
        at = self._clock.now()
        if whole:
            await self._change(job, "end", lambda one: one.finish(result, at))
        else:
            await self._change(job, "end", lambda one: one.cancel(result, at))

    async def _step(self, job: Job, run: Run) -> Job:
        done, at, step = await run.do(job.step), self._clock.now(), job.step + 1
        return await self._change(job, f"step {step}", lambda one: one.advance(step, done, run.total, at))

    async def _change(self, job: Job, what: str, verb: Callable[[Job], None]) -> Job:
        """The job after this change, with all that others did to it before."""
        loaded: list[Job] = []

        def remembering(one: Job) -> None:
            verb(one)
            loaded.append(one)

        receipt = await self._jobs.change(job.id, cause_of(job, self._clock, what), remembering)
        return await self._jobs.get(job.id) if receipt.repeated else loaded[-1]

    async def _fail(self, job: Job, runs: list[Run], error: DomainError) -> None:
        """Keep what came of it until then, and say why it does not go on. With storage away it is taken up again."""
        result = ""
        try:
            for run in runs:
                result = await run.end(whole=False)
        except Unavailable:
            return
        except Exception:
            log.exception("job.result_lost", job=job.id, kind=job.kind)
        try:
            await self._change(job, "end", lambda one: one.fail(error, result, self._clock.now()))
        except DomainError as also:
            log.warning("job.not_failed", job=job.id, slug=also.slug)


async def _renewed(lease: Lease) -> None:
    """Renew the lease until it is another's."""
    held = True
    while held:
        await asyncio.sleep(RENEWED_EVERY_S)
        held = await lease.hold()


async def _broken_off(*tasks: asyncio.Task[None]) -> None:
    """Cancel these and wait until they have ended; how does not matter here."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            log.warning("job.broken_off", exc_info=outcome)
