"""Seals what somebody typed until that person has signed in again: at a shared desk nobody else can read or send it."""

import hashlib
from datetime import datetime, timedelta

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import BaseModel, ValidationError

from services.gateway.saved_form import SavedForm

FOR = timedelta(hours=12)
_HEADER = {"alg": "dir", "enc": "A256GCM"}


class _Sealed(BaseModel):
    form: SavedForm
    at: datetime


class Sealing:
    """The key is made from the gateway's own secret; only the browser's page holds what is sealed."""

    def __init__(self, secret: bytes) -> None:
        self._key = OctKey.import_key(hashlib.sha256(b"saved form" + secret).digest())
        self._rest = OctKey.import_key(hashlib.sha256(b"at rest" + secret).digest())

    def seal_text(self, text: str) -> str:
        """Seal a secret that is kept in the database."""
        return jwe.encrypt_compact(_HEADER, text.encode(), self._rest)

    def unseal_text(self, sealed: str) -> str | None:
        """Open such a secret; None when another gateway, or this one with another key, sealed it."""
        try:
            return (jwe.decrypt_compact(sealed, self._rest).plaintext or b"").decode()
        except (JoseError, ValueError):
            return None

    def seal(self, form: SavedForm, at: datetime) -> str:
        """Seal it for its writer."""
        content = _Sealed(form=form, at=at).model_dump_json().encode()
        return jwe.encrypt_compact(_HEADER, content, self._key)

    def unseal(self, sealed: str, staff_id: str, at: datetime) -> SavedForm | None:
        """Open it for its writer; None for anybody else, after half a day, or when we did not seal it."""
        try:
            content = jwe.decrypt_compact(sealed, self._key).plaintext
            known = _Sealed.model_validate_json(content or b"")
        except (JoseError, ValidationError, ValueError):
            return None
        return known.form if known.form.staff_id == staff_id and at - known.at < FOR else None
