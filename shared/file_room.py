"""The room of a service's files: what is uploaded becomes a draft, a command takes it, and whoever may sees it.

A service says in one place (FilesSpec) below which address its files are, what each use takes, and who decides.
"""

import asyncio
import errno
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from tempfile import TemporaryFile, gettempdir
from typing import IO, Any, Protocol

import structlog

from shared.background import Background
from shared.files import errors
from shared.files.arriving import require_folder
from shared.files.checking import Checking
from shared.files.limits import MEGABYTE, MOST_BYTES, WAIT_S
from shared.files.sniffing import ENOUGH, sniffed
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.errors import DomainError
from shared.kernel.files import FileKind, FileRef
from shared.kernel.labels import listed
from shared.storage.file_store import KEPT, FileStore, Owner, StoredFile, sweep
from shared.storage.mongo import Database
from shared.storage.vault import Vault

DRAFTS_LAST = timedelta(hours=24)
"""After this a draft that no command took is removed."""
TAKEN_WITHIN = timedelta(hours=23)
"""Until this a command may take a draft: an hour before anybody removes it."""
SWEEP_EVERY_S = 3600.0
_FULL = (errno.ENOSPC, errno.EDQUOT)
ARRIVING_AT_ONCE = 8
log = structlog.get_logger()


class FileGate(Protocol):
    """Who may add files to an aggregate, and see them: decided by the service, by the rules of the aggregate itself."""

    async def require_addable(self, actor: Actor, owner: str, use: str) -> None:
        """Raise what stands against this actor adding a file for this use."""

    async def require_seen(self, actor: Actor, owner: str) -> frozenset[str]:
        """The ids of the files that the aggregate holds and this actor may see. Raises what stands against it."""

    async def held(self, owner: str) -> frozenset[str]:
        """The ids of the files that the aggregate holds; none of one that is gone."""


@dataclass(frozen=True)
class FilesSpec:
    """What a service says of its files. ``path`` names the id of their owner: ``/cases/{case_id}/files``.

    ``uses`` are the kinds of file that are taken for each use; ``gate`` makes the service's gate from its app, and
    ``refusals`` are what that may raise.
    """

    path: str
    uses: Mapping[str, tuple[FileKind, ...]]
    gate: Callable[[Any], FileGate]
    refusals: tuple[type[DomainError], ...]
    makes_keys: bool = False


class FileRoom:
    """Takes files in, hands them to commands, and gives them out."""

    def __init__(self, spec: FilesSpec, store: FileStore, clock: Clock) -> None:
        self.spec = spec
        self.store = store
        self.clock = clock
        self._checking = Checking()
        self._arriving = asyncio.Semaphore(ARRIVING_AT_ONCE)

    async def take_in(
        self, content: AsyncIterator[bytes], owner: Owner, by: str, kinds: Sequence[FileKind]
    ) -> StoredFile:
        """Keep what is sent as a draft of this owner; the same bytes again are the same file.

        What comes is bounded while it comes, and never in memory as a whole: it waits in a file without a name.
        Raises a FileRefused, TooManyFiles, FilesBusy or Erased.
        """
        try:
            async with asyncio.timeout(WAIT_S):
                await self._arriving.acquire()
        except TimeoutError as error:
            raise errors.FilesBusy from error
        try:
            with TemporaryFile() as arrived:
                kind, form, digest = await _receive(content, arrived, kinds)
                if same := await self.store.same(owner, by, digest):
                    return same
                async with self._checking.checked(arrived, kind, form) as checked:
                    return await self.store.add(owner, by, self.clock.now(), digest, checked)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            log.error("files.no_space_to_receive", folder=gettempdir())
            raise errors.FilesBusy from error
        finally:
            self._arriving.release()

    async def taken(self, owner: str, use: str, file_ids: Sequence[str], actor: Actor) -> tuple[FileRef, ...]:
        """What an aggregate keeps of the files that a command names, each once: files it has, or drafts of this actor,
        uploaded for this use.

        Raises FileNotThere or FileOutlived.
        """
        found = []
        for file_id in dict.fromkeys(file_ids):
            stored = await self.store.get(owner, file_id)
            if stored.use != use or (stored.state != KEPT and stored.ref.by != actor.id):
                raise errors.FileNotThere
            if stored.state != KEPT and self.clock.now() - stored.ref.at > TAKEN_WITHIN:
                raise errors.FileOutlived
            found.append(stored.ref)
        return tuple(found)

    async def keep(self, owner: str, refs: Sequence[FileRef]) -> None:
        """Note that the aggregate has taken these files. What a crash leaves undone the sweep does."""
        await self.store.keep(owner, [ref.id for ref in refs])

    async def remove(self, owner: str, file_id: str) -> None:
        """Delete one file of an owner; nothing where it is gone already."""
        try:
            stored = await self.store.get(owner, file_id)
        except errors.FileNotThere:
            return
        await self.store.remove([stored.ref.id])

    async def erase(self, owner: str) -> int:
        """Delete every file of an owner; says how many there were."""
        return await self.store.erase(owner)

    async def seen(self, owner: str, file_id: str, actor: Actor, held: frozenset[str]) -> StoredFile:
        """A file for this actor: one that the aggregate holds, or their own draft. Raises FileNotThere."""
        stored = await self.store.get(owner, file_id)
        if file_id not in held and (stored.state == KEPT or stored.ref.by != actor.id):
            raise errors.FileNotThere
        return stored


class DraftSweep(Background):
    """Removes drafts that nobody used for a day. Safe on any number of replicas, and to interrupt."""

    def __init__(self, room: FileRoom, gate: FileGate) -> None:
        super().__init__(self._run_always, "drafts of files")
        self._room, self._gate = room, gate

    async def _run_always(self) -> None:
        while True:
            await self.once()
            await asyncio.sleep(SWEEP_EVERY_S)

    async def once(self) -> int:
        """Remove what has outlived its day; says how many. Raises StorageAway."""
        removed = await sweep(self._room.store, self._gate.held, self._room.clock.now() - DRAFTS_LAST)
        if removed:
            log.info("files.drafts_removed", files=removed)
        return removed


def file_room(spec: FilesSpec, database: Database, vault: Vault | None, clock: Clock) -> FileRoom:
    """The room of a service's files. Raises ValueError without a master key, and FolderWrong."""
    require_folder()
    if vault is None:
        raise ValueError("a service that keeps files needs TONGXIN_MASTER_KEY")
    return FileRoom(spec, FileStore(database, vault, makes_keys=spec.makes_keys), clock)


def sweeping(room: FileRoom | None, app: object) -> list[DraftSweep]:
    """What removes the drafts that nobody used; nothing where a service keeps no files."""
    return [DraftSweep(room, room.spec.gate(app))] if room else []


async def _receive(
    content: AsyncIterator[bytes], arrived: IO[bytes], kinds: Sequence[FileKind]
) -> tuple[FileKind, str, bytes]:
    """Write what comes into the file: its kind and format by its beginning, and the hash of all of it."""
    digest, size, known = hashlib.sha256(), 0, None
    begins = b""
    async for part in content:
        digest.update(part)
        arrived.write(part)
        size += len(part)
        begins = begins if known else (begins + part)[:ENOUGH]
        if known is None and len(begins) >= ENOUGH:
            known = _wanted(begins, kinds)
        if size > (most := MOST_BYTES[known[0]] if known else MEGABYTE):
            raise errors.FileTooLarge(megabytes=most // MEGABYTE)
    kind, form = known or _wanted(begins, kinds)
    arrived.flush()
    return kind, form, digest.digest()


def _wanted(begins: bytes, kinds: Sequence[FileKind]) -> tuple[FileKind, str]:
    """The kind and format by the beginning. Raises a FileRefused, also for a kind that is not taken here."""
    kind, form = sniffed(begins)
    if kind not in kinds:
        labels = [one.label for one in kinds]
        raise errors.FileKindRefused(kinds_zh=listed(labels, "zh"), kinds_en=listed(labels, "en"))
    return kind, form
