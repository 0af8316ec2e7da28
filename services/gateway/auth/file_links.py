"""Links to one file: for one person, for a few minutes. Nothing can be read from them, and nobody else can use them."""

import hashlib
from datetime import datetime, timedelta

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import BaseModel, ConfigDict, ValidationError

FOR = timedelta(minutes=5)
_HEADER = {"alg": "dir", "enc": "A256GCM"}


class FileLink(BaseModel):
    """Which file of which aggregate of which service, for whom, and since when."""

    model_config = ConfigDict(frozen=True)

    service: str
    owner: str
    file_id: str
    staff_id: str
    at: datetime


class FileLinks:
    """Makes and reads links; the key is made from the gateway's own secret."""

    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(hashlib.sha256(b"file link" + secret).digest())

    def make(self, link: FileLink) -> str:
        """The link as it stands in an address."""
        return jwe.encrypt_compact(_HEADER, link.model_dump_json().encode(), self._key)

    def read(self, sealed: str, staff_id: str, now: datetime) -> FileLink | None:
        """The link, for whom it was made and in its time; None for anybody else, later, or when we did not make it."""
        try:
            link = FileLink.model_validate_json(jwe.decrypt_compact(sealed, self._key).plaintext or b"")
        except (JoseError, ValidationError, ValueError):
            return None
        return link if link.staff_id == staff_id and timedelta() <= now - link.at < FOR else None
