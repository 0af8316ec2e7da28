"""Actor tokens: short-lived JWTs signed on Ed25519 (RFC 7519, 8037, 9864) by which the gateway says who acts.

A token names its audience (RFC 7519, 4.1.3), so that a service that is given one can do nothing with it at another, and
the key that signed it (``kid``, RFC 7515, 4.1.4), so that two may hold while they are changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

import structlog
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.kernel.cause import Actor
from shared.kernel.errors import Forbidden
from shared.kernel.scope import Scope
from shared.storage.server_clock import MOST_APART

LIFETIME = timedelta(seconds=60)
TOLERANCE = 2 * MOST_APART
"""How far the clocks of a gateway and of a service may be apart, either way, while both are ready."""
BEFORE = "tongxin"
"""The one audience of the version before, whose gateway may still run beside a service while they are replaced."""
_ALGORITHM = "Ed25519"
_PEM = re.compile(rb"-----BEGIN [A-Z ]+-----.+?-----END [A-Z ]+-----", re.DOTALL)
log = structlog.get_logger()


class TokenRefused(Forbidden):
    """No actor token, or one that is expired, altered, meant for another service or not ours."""

    status = 401
    slug = "token-refused"
    zh, en = "身份凭证缺失或已过期，请重新登录。", "Your sign-in has expired or is missing. Please sign in again."


def audience_of(service: str) -> str:
    """Whom a token for this service is meant for."""
    return f"tongxin.{service}"


def read_key(path: Path) -> OKPKey:
    """The Ed25519 key in a PEM file, private or public. Raises OSError or ValueError."""
    return _key(path, path.read_bytes())


def read_keys(path: Path) -> list[OKPKey]:
    """The Ed25519 keys in a PEM file, one after the other. Raises OSError, or ValueError where there is none."""
    content = path.read_bytes()
    return [_key(path, one) for one in _PEM.findall(content) or [content]]


def _key(path: Path, pem: bytes) -> OKPKey:
    try:
        return OKPKey.import_key(pem)
    except ValueError as error:
        raise ValueError(f"{path} holds no Ed25519 key in PEM") from error


def mint(key: OKPKey, actor: Actor, now: datetime, token_id: str, service: str) -> str:
    """A token for one request of this actor to this service; valid for LIFETIME."""
    issued = int(now.timestamp())
    claims = {
        "aud": audience_of(service),
        "sub": actor.id,
        "roles": sorted(actor.roles),
        "iat": issued,
        "exp": issued + int(LIFETIME.total_seconds()),
        "jti": token_id,
    }
    if actor.scope is not None:
        claims["scope"] = actor.scope.texts
    return jwt.encode({"alg": _ALGORITHM, "kid": key.thumbprint()}, claims, key, algorithms=[_ALGORITHM])


@dataclass
class TrustedKeys:
    """The public halves of the keys whose tokens one service takes: one, or two while they are changed.

    A file of theirs is read again when it was written, so that keys change without a restart.
    """

    service: str
    keys: Mapping[str, OKPKey]
    """By their thumbprints (RFC 7638)."""
    file: Path | None = None
    _read: tuple[int, int] = field(default=(0, 0), repr=False)

    @classmethod
    def of(cls, service: str, *keys: OKPKey) -> Self:
        """These keys, for good."""
        return cls(service, {key.thumbprint(): key for key in keys})

    @classmethod
    def from_file(cls, service: str, file: Path) -> Self:
        """The keys in a PEM file. Raises OSError or ValueError."""
        made = cls(service, {}, file)
        made._read_again(file)
        return made

    def verify(self, token: str, now: datetime) -> Actor:
        """Who acts by this token. Raises TokenRefused."""
        self._follow()
        try:
            audience, key = self._meant(token)
            claims = jwt.decode(token, key, algorithms=[_ALGORITHM]).claims
        except (JoseError, ValueError) as error:
            raise TokenRefused from error
        subject, roles = claims.get("sub"), claims.get("roles")
        if claims.get("aud") != audience or not isinstance(subject, str) or not isinstance(roles, list):
            raise TokenRefused
        if not _holds(claims, now):
            raise TokenRefused
        return Actor(subject, frozenset(map(str, roles)), _scope(claims))

    def _meant(self, token: str) -> tuple[str, OKPKey]:
        """The audience that the token must name, and the key that must have signed it. One that names no key is of a
        gateway of the version before."""
        named = jws.extract_compact(token.encode()).headers().get("kid")
        key = self.keys.get(named) if isinstance(named, str) else next(iter(self.keys.values()))
        if key is None:
            raise TokenRefused
        return audience_of(self.service) if named else BEFORE, key

    def _follow(self) -> None:
        """Read the file again when it was written; what cannot be read leaves the keys that are known."""
        if self.file is None:
            return
        try:
            if _mark(self.file) != self._read:
                self._read_again(self.file)
        except (OSError, ValueError):
            log.exception("actor_keys.unreadable")

    def _read_again(self, file: Path) -> None:
        mark = _mark(file)
        self.keys = {key.thumbprint(): key for key in read_keys(file)}
        self._read = mark


def _mark(file: Path) -> tuple[int, int]:
    told = file.stat()
    return told.st_mtime_ns, told.st_ino


def _holds(claims: Mapping[str, object], now: datetime) -> bool:
    """Whether a token holds at this moment, by a clock that may be TOLERANCE apart from its issuer's."""
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int) or not isinstance(expires, int):
        return False
    apart = TOLERANCE.total_seconds()
    return issued - apart <= now.timestamp() <= expires + apart


def _scope(claims: Mapping[str, object]) -> Scope | None:
    """The scope in a token, None for staff. One that is not understood is refused: it must never become none."""
    texts = claims.get("scope")
    if "scope" not in claims:
        return None
    if not isinstance(texts, list):
        raise TokenRefused
    try:
        return Scope.parse(map(str, texts))
    except ValueError as error:
        raise TokenRefused from error
