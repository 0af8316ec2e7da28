"""Explicit client-side field encryption: one data key per aggregate, so that destroying the key erases the person.

Algorithm AEAD_AES_256_CBC_HMAC_SHA_512-Random (MongoDB client-side field level encryption); data keys are wrapped by a
local master key of 96 bytes read from a file. The server never sees a clear value or a clear key.
"""

from pathlib import Path

from bson import Binary, CodecOptions
from bson.binary import UUID_SUBTYPE
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from motor.motor_asyncio import AsyncIOMotorClientEncryption
from pymongo.errors import EncryptionError

from shared.kernel.errors import Erased
from shared.storage.mongo import Client, Document, reaching_storage

KEYS = "sealing_keys"
MASTER_KEY_BYTES = 96
_SEALED_SUBTYPE = 6  # BSON specification: encrypted BSON value
_KEY_ID = slice(1, 17)  # in a sealed value: behind one byte that tells the algorithm
_NOT_OURS = (
    "the data key is there, but our master key does not fit it: put back the master key that belongs to this data"
)
_ALGORITHM = "AEAD_AES_256_CBC_HMAC_SHA_512-Random"


class MasterKeyWrong(Exception):
    """The master key does not hold exactly 96 bytes, or is not the one that the data keys were made with."""


class Vault:
    """Seals and opens values with the data key of one aggregate."""

    def __init__(self, client: Client, database_name: str, master_key: bytes) -> None:
        if len(master_key) != MASTER_KEY_BYTES:
            raise MasterKeyWrong(f"a master key has {MASTER_KEY_BYTES} bytes, this file has {len(master_key)}")
        self._client = client
        self._database = database_name
        self._master_key = master_key
        self._encryption = self._open_encryption()
        self._proven = False

    @classmethod
    def from_file(cls, client: Client, database_name: str, path: Path) -> "Vault":
        """A vault with the master key in the file. Raises OSError or MasterKeyWrong."""
        return cls(client, database_name, path.read_bytes())

    def _open_encryption(self) -> AsyncIOMotorClientEncryption[Document]:
        return AsyncIOMotorClientEncryption(
            {"local": {"key": self._master_key}},
            f"{self._database}.{KEYS}",
            self._client,
            CodecOptions(tz_aware=True),
        )

    def blind_key(self, purpose: str) -> bytes:
        """32 bytes derived from the master key (HKDF-SHA256, RFC 5869) for blind indexes of this purpose."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(self._master_key)

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
            async with reaching_storage():
                await self._encryption.encrypt("proof", _ALGORITHM, key_id=key["_id"])
        except EncryptionError as error:
            raise _why(key) from error
        self._proven = True

    async def make_key(self, aggregate_id: str) -> None:
        """Make the aggregate's data key; one that exists already stays. Raises MasterKeyWrong beside others' keys."""
        await self.prove()
        async with reaching_storage():
            if await self._encryption.get_key_by_alt_name(aggregate_id) is not None:
                return
            try:
                await self._encryption.create_data_key("local", key_alt_names=[aggregate_id])
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
            async with reaching_storage():
                return await self._encryption.encrypt({"v": value}, _ALGORITHM, key_alt_name=aggregate_id)
        except EncryptionError as error:
            async with reaching_storage():
                key = await self._encryption.get_key_by_alt_name(aggregate_id)
            raise _why(key) from error

    async def open(self, sealed: Binary) -> object:
        """The value that was sealed. Raises Erased when its key was destroyed."""
        try:
            async with reaching_storage():
                return (await self._encryption.decrypt(sealed))["v"]
        except EncryptionError as error:
            async with reaching_storage():
                key = await self._encryption.get_key(Binary(sealed[_KEY_ID], UUID_SUBTYPE))
            raise _why(key) from error

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
