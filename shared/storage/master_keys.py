"""The keys that lie in files: the master key that wraps data keys, and the key of the search index beside it.

Each has a file of the key that holds, and while it is rotated a second one: ``master.key.next`` wraps from then on,
what ``master.key`` wrapped opens too, and so it is with ``master.key`` and ``master.key.old`` afterwards; what was
found by ``index.key.previous`` is found until it is written anew.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_KEY_BYTES = 96
INDEX_KEY_BYTES = 32
SEARCH = "rescue.search.v1"
"""What the index key was derived for (HKDF-SHA256, RFC 5869) while it had no file of its own."""


class MasterKeyWrong(Exception):
    """The master key does not hold exactly 96 bytes, or is not the one that the data keys were made with."""


def next_of(path: Path) -> Path:
    """Where the key lies that takes the place of the one in ``path``."""
    return path.with_name(path.name + ".next")


def old_of(path: Path) -> Path:
    """Where a rotation leaves the master key that it took off, for a person to put away."""
    return path.with_name(path.name + ".old")


def previous_of(path: Path) -> Path:
    """Where the key lies whose place the one in ``path`` took, while it is still needed."""
    return path.with_name(path.name + ".previous")


def index_key_beside(master: Path) -> Path:
    """Where the key of the search index lies."""
    return master.with_name("index.key")


def derived(master_key: bytes, purpose: str) -> bytes:
    """32 bytes derived from a master key (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=INDEX_KEY_BYTES, salt=None, info=purpose.encode()).derive(master_key)


@dataclass(frozen=True)
class MasterKeys:
    """The master key that wraps new data keys, and the one before it while there are keys that it wrapped."""

    current: bytes
    before: bytes | None = None

    def __post_init__(self) -> None:
        for key in (self.current, self.before):
            if key is not None and len(key) != MASTER_KEY_BYTES:
                raise MasterKeyWrong(f"a master key has {MASTER_KEY_BYTES} bytes, this file has {len(key)}")

    @classmethod
    def read(cls, path: Path) -> "MasterKeys":
        """Those in the file and beside it: during a rotation, and until the old one was put away after it.

        Raises OSError or MasterKeyWrong.
        """
        for current, before in ((next_of(path), path), (path, old_of(path))):
            try:
                return cls(current.read_bytes(), before.read_bytes())
            except FileNotFoundError:
                continue
        return cls(path.read_bytes())

    @property
    def provider(self) -> str:
        """The name by which a data key tells that ``current`` wrapped it."""
        return _named(self.current)

    @property
    def providers(self) -> dict[str, dict[str, bytes]]:
        """All names that data keys may tell, with their keys; ``local`` is the first key of an installation."""
        before = self.before or self.current
        return {"local": {"key": before}, _named(before): {"key": before}, self.provider: {"key": self.current}}


def _named(key: bytes) -> str:
    return f"local:{sha256(b'tongxin master key' + key).hexdigest()[:16]}"


def index_keys(master: Path) -> list[bytes]:
    """The keys of the search index, the present one first. Raises OSError.

    Without a file of its own it is the one that is derived from the master key.
    """
    path = index_key_beside(master)
    if not path.exists():
        return [derived(master.read_bytes(), SEARCH)]
    before = previous_of(path)
    return [path.read_bytes(), *([before.read_bytes()] if before.exists() else [])]
