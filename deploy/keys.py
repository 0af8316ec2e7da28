"""Keys of one installation: the pair that signs actor tokens, and the master key of field encryption. Made once."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from deploy.local.home import write_private
from deploy.local.operator_error import master_key_missing

MASTER_KEY_BYTES = 96
"""What MongoDB's client-side field encryption asks of a local master key."""


@dataclass(frozen=True)
class KeyFiles:
    """Where the three keys lie; the private key is for the gateway alone."""

    actor_private: Path
    actor_public: Path
    master: Path

    @classmethod
    def below(cls, folder: Path) -> "KeyFiles":
        """All keys in one folder, as on a developer's machine."""
        return cls(folder / "actor.pem", folder / "actor.pub.pem", folder / "master.key")

    @classmethod
    def from_environment(cls) -> "KeyFiles":
        """The files that the services are told of; raises KeyError when one is not named."""
        names = ("TONGXIN_ACTOR_PRIVATE_KEY", "TONGXIN_ACTOR_PUBLIC_KEY", "TONGXIN_MASTER_KEY")
        return cls(*(Path(os.environ[name]) for name in names))

    def environment(self) -> dict[str, str]:
        """What tells a service where the keys are."""
        return {
            "TONGXIN_ACTOR_PRIVATE_KEY": str(self.actor_private),
            "TONGXIN_ACTOR_PUBLIC_KEY": str(self.actor_public),
            "TONGXIN_MASTER_KEY": str(self.master),
        }


def new_private_pem() -> bytes:
    """A new key that signs actor tokens, in PEM."""
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_pem_of(private: Path) -> bytes:
    """The public half of the key in this file, in PEM. Raises OSError or ValueError."""
    key = load_pem_private_key(private.read_bytes(), password=None)
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def ensure_keys(files: KeyFiles, *, sealed_data: bool) -> list[Path]:
    """Make the keys that are missing, readable by their owner only; answers which. Existing ones never change.

    Raises OperatorError where `sealed_data` is there and its master key is not: no new one could take its place.
    """
    if sealed_data and not files.master.exists():
        raise master_key_missing(files.master)
    made = []
    if not files.actor_private.exists():
        write_private(files.actor_private, new_private_pem())
        files.actor_public.unlink(missing_ok=True)
        made.append(files.actor_private)
    if not files.actor_public.exists():
        write_private(files.actor_public, public_pem_of(files.actor_private))
        made.append(files.actor_public)
    if not files.master.exists():
        write_private(files.master, secrets.token_bytes(MASTER_KEY_BYTES))
        made.append(files.master)
    return made
