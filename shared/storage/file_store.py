"""Files of aggregates in the layout of GridFS, sealed with the aggregate's key; nothing of them is readable without it.

``files.files`` says of each what it is, ``files.chunks`` holds its pieces. The pieces are written one by one: the
driver's own GridFS writer keeps up to 48 MB of an upload in memory. What only helps to find a file again (the hash of
what was sent) is sealed too, so that nobody can compare files across people, not even by looking into a backup.
"""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from bson import Binary

from shared.files.checking import Checked
from shared.files.errors import FileNotThere, TooManyFiles
from shared.files.limits import MOST_FILES
from shared.kernel.errors import Erased
from shared.kernel.files import FileKind, FileRef
from shared.kernel.ids import new_id
from shared.storage.mongo import Database, Document, reaching_storage
from shared.storage.sealed_chunks import (
    ADDED,
    PIECE,
    THUMBNAIL,
    ContentAltered,
    new_key,
    open_piece,
    pieces,
    seal_piece,
)
from shared.storage.vault import Vault

FILES, CHUNKS = "files.files", "files.chunks"
ARRIVING, DRAFT, KEPT = "arriving", "draft", "kept"
"""A file is arriving until it is whole, a draft until a command has taken it, and then kept."""


@dataclass(frozen=True)
class Owner:
    """To which aggregate a file is sent, and for which of its uses: files of two uses are never the same file."""

    id: str
    use: str


@dataclass(frozen=True)
class StoredFile:
    """A file as it is stored: what an aggregate keeps of it, whose it is, and how it is served."""

    ref: FileRef
    owner: str
    use: str
    state: str
    media_type: str
    ending: str
    sealed: Binary


class FileStore:
    """The files of one service. ``makes_keys``: whether an owner that has no data key yet gets one with its first file;
    elsewhere a missing key means that the owner was erased.
    """

    def __init__(self, database: Database, vault: Vault, *, makes_keys: bool = False) -> None:
        self._files = database[FILES]
        self._chunks = database[CHUNKS]
        self._vault = vault
        self._makes_keys = makes_keys

    async def same(self, owner: Owner, by: str, digest: bytes) -> StoredFile | None:
        """A file of this owner and use that was made of the same bytes: kept, or a draft of the same person.

        Raises Erased, and TooManyFiles when no further one fits.
        """
        found = await self._of(owner.id)
        for one in found:
            usable = one.state == KEPT or (one.state == DRAFT and one.ref.by == by)
            if usable and one.use == owner.use and (await self._header(one))["digest"] == digest:
                return one
        if len(found) >= MOST_FILES:
            raise TooManyFiles(count=len(found))
        return None

    async def add(self, owner: Owner, by: str, at: datetime, digest: bytes, checked: Checked) -> StoredFile:
        """Keep a checked file as a draft. Raises Erased when the owner's key was destroyed; a crash leaves what
        ``outlived`` finds.
        """
        if self._makes_keys:
            await self._vault.make_key(owner.id)
        file_id, key = new_id(), new_key()
        sealed = await self._vault.seal(owner.id, {"key": key, "digest": digest})
        facts = checked.facts
        document: Document = {
            "_id": file_id,
            "length": checked.size + ADDED * -(-checked.size // PIECE),
            "chunkSize": PIECE + ADDED,
            "uploadDate": at,
            "metadata": {
                "owner": owner.id,
                "use": owner.use,
                "by": by,
                "state": ARRIVING,
                "kind": facts.kind.value,
                "media_type": facts.media_type,
                "ending": facts.ending,
                "size": checked.size,
                **{name: getattr(facts, name) for name in ("width", "height", "pages", "seconds")},
                "sealed": sealed,
                "thumbnail": _thumbnail(key, file_id, checked.thumbnail),
            },
        }
        async with reaching_storage():
            await self._files.insert_one(document)
            for place, piece in enumerate(pieces(checked.copy)):
                data = Binary(seal_piece(key, file_id, place, piece))
                await self._chunks.insert_one({"files_id": file_id, "n": place, "data": data})
            await self._files.update_one({"_id": file_id}, {"$set": {"metadata.state": DRAFT}})
        document["metadata"]["state"] = DRAFT
        return _stored(document)

    async def get(self, owner: str, file_id: str) -> StoredFile:
        """A file of this owner. Raises FileNotThere."""
        found = await self._one(owner, file_id)
        return _stored(found)

    async def thumbnail(self, owner: str, file_id: str) -> bytes:
        """The small picture of a file, JPEG; empty where there is none. Raises FileNotThere, Erased, ContentAltered."""
        found = await self._one(owner, file_id, with_thumbnail=True)
        sealed = found["metadata"].get("thumbnail")
        if not sealed:
            return b""
        header = await self._header(_stored(found))
        return open_piece(header["key"], file_id, THUMBNAIL, sealed)

    async def content(self, stored: StoredFile, begins: int = 0, ends: int | None = None) -> AsyncIterator[bytes]:
        """The bytes of the file from ``begins`` to before ``ends``, in pieces. Raises Erased, ContentAltered."""
        key, end = (await self._header(stored))["key"], stored.ref.size if ends is None else ends
        first, last = begins // PIECE, -(-end // PIECE)
        for place in range(first, last):
            async with reaching_storage():
                chunk = await self._chunks.find_one({"files_id": stored.ref.id, "n": place}, {"data": 1})
            if chunk is None:
                raise ContentAltered(f"piece {place} of file {stored.ref.id} is missing")
            piece = open_piece(key, stored.ref.id, place, chunk["data"])
            at = place * PIECE
            yield piece[max(0, begins - at) : max(0, end - at)]

    async def keep(self, owner: str, file_ids: Sequence[str]) -> None:
        """Note that the owner holds these files now: they are drafts no more."""
        async with reaching_storage():
            await self._files.update_many(
                {"_id": {"$in": [*file_ids]}, "metadata.owner": owner}, {"$set": {"metadata.state": KEPT}}
            )

    async def remove(self, file_ids: Sequence[str]) -> None:
        """Delete these files. The pieces go first: what is left half done is found again."""
        async with reaching_storage():
            for file_id in file_ids:
                await self._chunks.delete_many({"files_id": file_id})
                await self._files.delete_one({"_id": file_id})

    async def erase(self, owner: str) -> int:
        """Delete every file of an owner, drafts too; says how many there were."""
        async with reaching_storage():
            found = [one["_id"] async for one in self._files.find({"metadata.owner": owner}, {"_id": 1})]
        await self.remove(found)
        return len(found)

    async def outlived(self, before: datetime, limit: int = 200) -> list[StoredFile]:
        """Files from before this time that no command is known to have taken, the oldest first."""
        wanted = {"metadata.state": {"$in": [ARRIVING, DRAFT]}, "uploadDate": {"$lt": before}}
        async with reaching_storage():
            found = self._files.find(wanted, _WITHOUT).sort("uploadDate", 1).limit(limit)
            return [_stored(one) async for one in found]

    async def _of(self, owner: str) -> list[StoredFile]:
        async with reaching_storage():
            return [_stored(one) async for one in self._files.find({"metadata.owner": owner}, _WITHOUT)]

    async def _one(self, owner: str, file_id: str, *, with_thumbnail: bool = False) -> Document:
        parts = None if with_thumbnail else _WITHOUT
        async with reaching_storage():
            found: Document | None = await self._files.find_one({"_id": file_id, "metadata.owner": owner}, parts)
        if found is None or found["metadata"]["state"] == ARRIVING:
            raise FileNotThere
        return found

    async def _header(self, stored: StoredFile) -> dict[str, bytes]:
        """The key of the content and the hash of what was sent. Raises Erased."""
        return cast(dict[str, bytes], await self._vault.open(stored.sealed))


_WITHOUT = {"metadata.thumbnail": 0}
Holds = Callable[[str], Coroutine[Any, Any, frozenset[str]]]
"""Says which files an owner holds; none of one that is gone."""


async def sweep(files: FileStore, holds: Holds, before: datetime) -> int:
    """Remove drafts from before this time that their owners do not hold; says how many.

    A command that took one and crashed before it said so is asked for here: the aggregate alone tells the truth.
    """
    removed = 0
    for one in await files.outlived(before):
        try:
            held = one.ref.id in await holds(one.owner)
        except Erased:
            held = False
        if held:
            await files.keep(one.owner, [one.ref.id])
        else:
            await files.remove([one.ref.id])
            removed += 1
    return removed


def _thumbnail(key: bytes, file_id: str, small: bytes) -> Binary | None:
    return Binary(seal_piece(key, file_id, THUMBNAIL, small)) if small else None


def _stored(document: Document) -> StoredFile:
    told = document["metadata"]
    ref = FileRef(
        id=document["_id"],
        kind=FileKind(told["kind"]),
        size=told["size"],
        by=told["by"],
        at=document["uploadDate"],
        width=told["width"],
        height=told["height"],
        pages=told["pages"],
        seconds=told["seconds"],
    )
    return StoredFile(
        ref, told["owner"], told["use"], told["state"], told["media_type"], told["ending"], told["sealed"]
    )
