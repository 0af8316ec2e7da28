"""Has a file checked and written anew in a process of its own, which may neither grow nor last without bounds."""

import asyncio
import errno
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import structlog

from shared.files import errors
from shared.files.facts import Facts
from shared.files.limits import MEGABYTE, WAIT_S, WORKER_WALL_S, WORKERS
from shared.kernel.files import FileKind

_ROOT = Path(__file__).resolve().parents[2]
_MOST_ANSWER = 4096
log = structlog.get_logger()


class Checked:
    """A file that was found good: what it is, its copy without what was beside it, and its thumbnail (may be empty)."""

    def __init__(self, facts: Facts, copy: IO[bytes], thumbnail: bytes) -> None:
        self.facts = facts
        self.copy = copy
        self.thumbnail = thumbnail
        self.size = copy.seek(0, os.SEEK_END)
        copy.seek(0)


class Checking:
    """Checks a few files at once; others wait for their turn, and not for long."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._turns = asyncio.Semaphore(workers)

    @asynccontextmanager
    async def checked(self, source: IO[bytes], kind: FileKind, form: str) -> AsyncIterator[Checked]:
        """The file as it may be kept; nothing of it is left on disk afterwards.

        Raises a FileRefused that says what is wrong with it, FilesBusy, or OSError where its copy has no space.
        """
        with TemporaryFile() as copy, TemporaryFile() as thumbnail:
            async with self._turn():
                try:
                    facts = await _run(source, kind, form, copy, thumbnail)
                except (errors.FileBroken, errors.FileTooDemanding):
                    _require_space(copy)
                    raise
            thumbnail.seek(0)
            yield Checked(facts, copy, thumbnail.read())

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WAIT_S):
                await self._turns.acquire()
        except TimeoutError as error:
            raise errors.FilesBusy from error
        try:
            yield
        finally:
            self._turns.release()


async def _run(source: IO[bytes], kind: FileKind, form: str, copy: IO[bytes], thumbnail: IO[bytes]) -> Facts:
    """One run of the worker. It is killed when it takes too long, or whoever asked goes away."""
    source.seek(0)
    passed = copy.fileno(), thumbnail.fileno()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "shared.files.worker", kind.value, form, *map(str, passed)),
        stdin=source,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        pass_fds=passed,
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    assert process.stdout is not None  # noqa: S101  (asked for above)
    try:
        async with asyncio.timeout(WORKER_WALL_S):
            said = await process.stdout.read(_MOST_ANSWER)
            code = await process.wait()
    except TimeoutError as error:
        log.warning("files.check_took_too_long", kind=kind.value, form=form)
        raise errors.FileTooDemanding from error
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if code != 0:
        log.warning("files.check_ended", kind=kind.value, form=form, code=code)
        raise errors.FileTooDemanding
    return _facts(json.loads(said))


def _require_space(copy: IO[bytes]) -> None:
    """A copy that cannot be written looks like a damaged file to whoever reads that. Raises OSError where it was so."""
    if os.pwrite(copy.fileno(), bytes(MEGABYTE), os.fstat(copy.fileno()).st_size) < MEGABYTE:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _facts(told: dict[str, object]) -> Facts:
    """What the worker found. Raises what it refused the file for."""
    if slug := told.get("refused"):
        params = told.get("params")
        raise errors.BY_SLUG[str(slug)](**(params if isinstance(params, dict) else {}))
    facts = told["facts"]
    if not isinstance(facts, dict):
        raise errors.FileTooDemanding
    return Facts(**{**facts, "kind": FileKind(facts["kind"])})
