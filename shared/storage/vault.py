"""Explicit client-side field encryption: one data key per aggregate, so that destroying the key erases the person.

Algorithm AEAD_AES_256_CBC_HMAC_SHA_512-Random (MongoDB client-side field level encryption); data keys are wrapped by a
local master key of 96 bytes read from a file. The server never sees a clear value or a clear key. While the master key
is rotated there are two, and a running process takes the new one when it first meets it.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from bson import Binary, CodecOptions
from bson.binary import UUID_SUBTYPE
from motor.motor_asyncio import AsyncIOMotorClientEncryption
from pymongo.errors import EncryptionError

from shared.kernel.errors import Erased
from shared.storage.master_keys import MASTER_KEY_BYTES, MasterKeys, MasterKeyWrong, derived, index_keys
from shared.storage.mongo import Client, Document, reaching_storage

__all__ = ["KEYS", "MASTER_KEY_BYTES", "MasterKeyWrong", "Vault", "is_sealed"]

T = TypeVar("T")
KEYS = "sealing_keys"
_SEALED_SUBTYPE = 6  # BSON specification: encrypted BSON value
_KEY_ID = slice(1, 17)  # in a sealed value: behind one byte that tells the algorithm
_NOT_OURS = (
    "the data key is there, but our master key does not fit it: put back the master key that belongs to this data"
)
_ALGORITHM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"


class Vault:
    """Seals and opens values with the data key of one aggregate."""

    def __init__(self, client: Client, database_name: str, master_key: bytes, path: Path | None = None) -> None:
        self._client = client
        self._database = database_name
        self._path = path
        self._keys = MasterKeys(master_key) if path is None else MasterKeys.read(path)
        self._encryption = self._open_encryption()
        self._proven = False

    @classmethod
    def from_file(cls, client: Client, database_name: str, path: Path) -> "Vault":
        """A vault with the master key in the file. Raises OSError or MasterKeyWrong."""
        return cls(client, database_name, path.read_bytes(), path)

    def _open_encryption(self) -> AsyncIOMotorClientEncryption[Document]:
        return AsyncIOMotorClientEncryption(
            self._keys.providers,
            f"{self._database}.{KEYS}",
            self._client,
            CodecOptions(tz_aware=True),
        )

    def blind_keys(self, purpose: str) -> tuple[bytes, ...]:
        """The keys of blind indexes, 32 bytes each and the present one first: from the file beside the master key's, or
        derived from the master key for this purpose. Raises OSError.
        """
        return (derived(self._keys.current, purpose),) if self._path is None else tuple(index_keys(self._path))

    def _reread(self) -> bool:
        """Take the keys that are in the files now; whether they are others than before."""
        if self._path is None or (keys := MasterKeys.read(self._path)) == self._keys:
            return False
        self._keys = keys
        self._forget_keys()
        return True

    async def _unlocked(self, work: Callable[[AsyncIOMotorClientEncryption[Document]], Awaitable[T]]) -> T:
        """Do something that needs a data key; again where its key was wrapped by a master key that is new here."""
        try:
            async with reaching_storage():
                return await work(self._encryption)
        except EncryptionError:
            if not self._reread():
                raise
        async with reaching_storage():
            return await work(self._encryption)

    async def prove(self) -> None:
        """Check once that our master key opens an existing data key: with a different one we would not find people whom
        we already have, and would seal new data under keys that do not fit. Raises MasterKeyWrong or StorageAway."""
        if self._proven:
            return
        async with reaching_storage():
            key = await self._client[self._database][KEYS].find_one({}, {"_id": 1})
        if key is None:
            return
        try:
            await self._unlocked(lambda opened: opened.encrypt("proof", _ALGORITHM, key_id=key["_id"]))
        except EncryptionError as error:
            raise _why(key) from error
        self._proven = True

    async def make_key(self, aggregate_id: str) -> None:
        """Make the aggregate's data key; one that exists already stays. Raises MasterKeyWrong beside others' keys."""
        await self.prove()
        self._reread()
        async with reaching_storage():
            if await self._encryption.get_key_by_alt_name(aggregate_id) is not None:
                return
            try:
                await self._encryption.create_data_key(self._keys.provider, key_alt_names=[aggregate_id])
            except EncryptionError:
                if await self._encryption.get_key_by_alt_name(aggregate_id) is None:
                    raise  # not a lost race: another writer would have left its key

    async def destroy_key(self, aggregate_id: str) -> bool:
        """Destroy the data key: every value sealed with it is gone for good. Says whether there was one.

        Other processes may still hold the key in memory for up to a minute.
        """
        async with reaching_storage():
            key = await self._encryption.get_key_by_alt_name(aggregate_id)
            if key is None:
                return False
            await self._encryption.delete_key(key["_id"])
        self._forget_keys()
        return True

    async def seal(self, aggregate_id: str, value: object) -> Binary:
        """The value (anything BSON holds) encrypted with the aggregate's key. Raises Erased if there is none."""
        try:
            return await self._unlocked(
                lambda opened: opened.encrypt({"v": value}, _ALGORITHM, key_alt_name=aggregate_id)
            )
        except EncryptionError as error:
            async with reaching_storage():
                key = await self._encryption.get_key_by_alt_name(aggregate_id)
            raise _why(key) from error

    async def open(self, sealed: Binary) -> object:
        """The value that was sealed. Raises Erased when its key was destroyed."""
        try:
            opened: Any = await self._unlocked(lambda keys: keys.decrypt(sealed))
            return opened["v"]
        except EncryptionError as error:
            async with reaching_storage():
                key = await self._encryption.get_key(Binary(sealed[_KEY_ID], UUID_SUBTYPE))
            raise _why(key) from error

    async def wrapped_otherwise(self) -> int:
        """How many data keys another master key than the present one wrapped. Raises StorageAway."""
        self._reread()
        async with reaching_storage():
            return int(await self._client[self._database][KEYS].count_documents(self._otherwise))

    async def rewrap(self, most: int) -> int:
        """Wrap up to ``most`` data keys that another master key wrapped by the present one; says how many it were.

        May be stopped and called again. What the keys sealed is not touched. Raises MasterKeyWrong and StorageAway.
        """
        async with reaching_storage():
            found = self._client[self._database][KEYS].find(self._otherwise, {"_id": 1}).limit(most)
            ids = [key["_id"] async for key in found]
        if not ids:
            return 0
        try:
            async with reaching_storage():
                await self._encryption.rewrap_many_data_key({"_id": {"$in": ids}}, provider=self._keys.provider)
        except EncryptionError as error:
            raise MasterKeyWrong(_NOT_OURS) from error
        return len(ids)

    @property
    def _otherwise(self) -> Document:
        return {"masterKey.provider": {"$ne": self._keys.provider}}

    async def close(self) -> None:
        """Drop the keys held in memory."""
        self._forget_keys()

    def _forget_keys(self) -> None:
        """Start again without any key in memory.

        The driver's own ``close`` frees memory that another thread may just be encrypting with, which kills the
        process; dropped like this, it is freed when its last user is done.
        """
        self._encryption = self._open_encryption()


def _why(key: object) -> Exception:
    """Why sealing or opening failed: no key, or one that our master key does not open."""
    return Erased() if key is None else MasterKeyWrong(_NOT_OURS)


def is_sealed(value: object) -> bool:
    """Whether a stored value is a sealed one."""
    return isinstance(value, Binary) and value.subtype == _SEALED_SUBTYPE
