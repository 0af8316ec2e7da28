"""The press: worker processes that are started when a paper is wanted, bounded while they make it, and ended when idle.

WeasyPrint and the fonts are loaded there alone, so that the service itself stays small.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import structlog

from services.printing.adapters.frames import Broken, framed, job_as_bytes, length_of
from services.printing.domain.errors import PressBusy, PressStopped, TooManyPages, TooSlow
from services.printing.ports import Job, MadePaper
from shared.kernel.errors import DomainError
from shared.observability import metrics

ROOT = Path(__file__).resolve().parents[3]
KEPT = ("PATH", "PYTHONPATH", "TONGXIN_SUPERVISED", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
"""What a worker is told of the environment: no key and no address."""
MOST_WAITING = 16
"""Papers that may wait for a worker; whoever comes then is asked to come again."""
MOST_JOBS = 50
"""Papers after which a worker is replaced, so that nothing grows for ever."""
_OUTCOMES: dict[type[DomainError], str] = {
    TooManyPages: "refused",
    TooSlow: "slow",
    PressStopped: "stopped",
    PressBusy: "busy",
}
log = structlog.get_logger()


@dataclass(frozen=True)
class Bounds:
    """What papers may take: workers at once; seconds, megabytes and pages of each; seconds that a worker idles."""

    workers: int = 1
    seconds: float = 20
    memory_mb: int = 1024
    pages: int = 100
    idle_seconds: float = 60


@dataclass
class _Worker:
    process: Process
    jobs: int = 0
    ending: asyncio.TimerHandle | None = field(default=None, repr=False)


class WorkerPress:
    """Makes papers in processes of their own. A part of its host: it ends what still runs."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._turns = asyncio.Semaphore(bounds.workers)
        self._waiting = 0
        self._idle: list[_Worker] = []
        self._all: set[Process] = set()

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [process.pid for process in self._all if process.returncode is None]

    async def start(self) -> None:
        """Nothing runs before somebody prints."""

    async def stop(self) -> None:
        """End every worker, also one that is at work."""
        for worker in self._idle:
            if worker.ending:
                worker.ending.cancel()
        self._idle.clear()
        await asyncio.gather(*(_end(process) for process in list(self._all)))
        self._all.clear()

    async def paper(self, job: Job) -> MadePaper:
        """The paper, as soon as a worker is free. Raises TooManyPages, TooSlow, PressStopped or PressBusy."""
        with metrics.paper_seconds.time():
            try:
                made = await self._in_turn(job)
            except tuple(_OUTCOMES) as refused:
                metrics.papers.labels(_OUTCOMES[type(refused)]).inc()
                raise
        metrics.papers.labels("made").inc()
        return made

    async def _in_turn(self, job: Job) -> MadePaper:
        if self._waiting >= MOST_WAITING:
            raise PressBusy
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            return await self._by_a_worker(job)
        finally:
            self._turns.release()

    async def _by_a_worker(self, job: Job) -> MadePaper:
        worker = await self._take()
        try:
            async with asyncio.timeout(self._bounds.seconds):
                made = await _ask(worker.process, job, self._bounds.pages)
        except TooManyPages:
            self._give_back(worker)
            raise
        except TimeoutError as late:
            await self._drop(worker)
            log.warning("press.too_slow", after_s=self._bounds.seconds, number=job.number)
            raise TooSlow(seconds=round(self._bounds.seconds)) from late
        except (Broken, OSError, EOFError) as broken:
            await self._drop(worker)
            log.warning("press.stopped", why=str(broken), code=worker.process.returncode, number=job.number)
            raise PressStopped from broken
        except BaseException:
            await self._drop(worker)
            raise
        self._give_back(worker)
        return made

    async def _take(self) -> _Worker:
        """A worker that lives and is idle, or a new one. Raises PressStopped where none can be started."""
        while self._idle:
            worker = self._idle.pop()
            if worker.ending:
                worker.ending.cancel()
            if worker.process.returncode is None:
                return worker
        self._all = {process for process in self._all if process.returncode is None}
        try:
            return await self._begin()
        except OSError as error:
            log.warning("press.not_started", why=type(error).__name__)
            raise PressStopped from error

    async def _begin(self) -> _Worker:
        bounds = self._bounds
        told = (str(round(bounds.seconds)), str(bounds.memory_mb), str(bounds.pages))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "services.printing.adapters.worker", *told),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            cwd=ROOT,
            env=_environment(),
        )
        self._all.add(process)
        return _Worker(process)

    def _give_back(self, worker: _Worker) -> None:
        worker.jobs += 1
        if worker.jobs >= MOST_JOBS:
            self._retire(worker)
            return
        self._idle.append(worker)
        loop = asyncio.get_running_loop()
        worker.ending = loop.call_later(self._bounds.idle_seconds, self._retire, worker)

    def _retire(self, worker: _Worker) -> None:
        """Close its input: it ends by itself."""
        if worker in self._idle:
            self._idle.remove(worker)
        if worker.process.stdin:
            worker.process.stdin.close()

    async def _drop(self, worker: _Worker) -> None:
        await _end(worker.process)
        self._all.discard(worker.process)


async def _ask(process: Process, job: Job, most_pages: int) -> MadePaper:
    """Give the job to this worker and read its answer. Raises TooManyPages, Broken, or an OSError of the pipe."""
    if process.stdin is None or process.stdout is None:
        raise Broken
    process.stdin.write(framed(job_as_bytes(job)))
    await process.stdin.drain()
    answer = orjson.loads(await _frame(process.stdout))
    if answer.get("refused") == TooManyPages.slug:
        raise TooManyPages(most=most_pages)
    if failed := answer.get("failed"):
        raise Broken(failed)
    return MadePaper(await _frame(process.stdout), answer["pages"])


async def _frame(stream: asyncio.StreamReader) -> bytes:
    return await stream.readexactly(length_of(await stream.readexactly(4)))


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
    await process.wait()


def _environment() -> dict[str, str]:
    told = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**told, **own, "MALLOC_ARENA_MAX": "2"}
