"""Actor tokens: short-lived JWTs signed on Ed25519 (RFC 7519, 8037, 9864) by which the gateway says who acts."""

from datetime import UTC, datetime
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from shared.kernel.cause import Actor
from shared.kernel.errors import Forbidden

AUDIENCE = "tongxin"
LIFETIME_S = 60
_LEEWAY_S = 5


class TokenRefused(Forbidden):
    """No actor token, or one that is expired, altered or not ours."""

    status = 401
    slug = "token-refused"
    zh, en = "身份凭证缺失或已过期，请重新登录。", "Your sign-in has expired or is missing. Please sign in again."


def read_key(path: Path) -> OKPKey:
    """The Ed25519 key in a PEM file, private or public. Raises OSError or ValueError."""
    try:
        return OKPKey.import_key(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path} holds no Ed25519 key in PEM") from error


def mint(key: OKPKey, actor: Actor, now: datetime, token_id: str) -> str:
    """A token for one request of this actor; valid for a minute."""
    issued = int(now.timestamp())
    claims = {
        "aud": AUDIENCE,
        "sub": actor.id,
        "roles": sorted(actor.roles),
        "iat": issued,
        "exp": issued + LIFETIME_S,
        "jti": token_id,
    }
    return jwt.encode({"alg": "Ed25519"}, claims, key, algorithms=["Ed25519"])


def verify(key: OKPKey, token: str, now: datetime) -> Actor:
    """Who acts by this token. Raises TokenRefused."""
    try:
        claims = jwt.decode(token, key, algorithms=["Ed25519"]).claims
    except (JoseError, ValueError) as error:
        raise TokenRefused from error
    subject, roles, expires = claims.get("sub"), claims.get("roles"), claims.get("exp")
    if claims.get("aud") != AUDIENCE or not isinstance(subject, str) or not isinstance(expires, int):
        raise TokenRefused
    if not isinstance(roles, list) or datetime.fromtimestamp(expires + _LEEWAY_S, UTC) < now:
        raise TokenRefused
    return Actor(subject, frozenset(map(str, roles)))
