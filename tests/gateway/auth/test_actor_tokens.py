"""What the gateway signs for a service is what that service accepts, and no other."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.gateway.auth.actor_tokens import ActorTokens
from shared.kernel.cause import Actor
from shared.kernel.scope import Scope, ScopeKind
from shared.web.actor import LIFETIME, TOLERANCE, TokenRefused, TrustedKeys, audience_of

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WORKER = Actor("jiuzhu", frozenset({"rescue_worker"}))


@pytest.fixture
def key() -> OKPKey:
    """The gateway's."""
    return OKPKey.generate_key("Ed25519")


def minted(key: OKPKey, service: str = "rescue") -> str:
    """A token of the worker."""
    return ActorTokens(key).mint(service, WORKER.id, WORKER.roles, NOW)


def written(file: Path, *keys: OKPKey) -> Path:
    """A file with the public halves of these keys."""
    file.write_bytes(b"".join(key.as_pem(private=False) for key in keys))
    return file


def test_minted_token_is_accepted_for_its_lifetime_by_clocks_that_are_a_little_apart(key: OKPKey) -> None:
    trusted, token = TrustedKeys.of("rescue", key), minted(key)
    for now in (NOW, NOW - TOLERANCE, NOW + LIFETIME + TOLERANCE):
        assert trusted.verify(token, now) == WORKER
    for now in (NOW - TOLERANCE - SECOND, NOW + LIFETIME + TOLERANCE + SECOND):
        with pytest.raises(TokenRefused):
            trusted.verify(token, now)


def test_service_cannot_use_a_token_that_it_was_given_at_another(key: OKPKey) -> None:
    with pytest.raises(TokenRefused):
        TrustedKeys.of("grants", key).verify(minted(key, "rescue"), NOW)


def test_token_of_a_stranger_s_key_is_refused_also_under_the_name_of_ours(key: OKPKey) -> None:
    stranger = OKPKey.generate_key("Ed25519")
    with pytest.raises(TokenRefused):
        TrustedKeys.of("rescue", key).verify(minted(stranger), NOW)
    claims = {"aud": audience_of("rescue"), "sub": "x", "roles": [], "iat": int(NOW.timestamp()), "exp": 2**40}
    forged = jwt.encode({"alg": "Ed25519", "kid": key.thumbprint()}, claims, stranger, algorithms=["Ed25519"])
    with pytest.raises(TokenRefused):
        TrustedKeys.of("rescue", key).verify(forged, NOW)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.b.c", "\ud800", "a." * 5000])
def test_text_that_is_no_token_is_refused(key: OKPKey, token: str) -> None:
    with pytest.raises(TokenRefused):
        TrustedKeys.of("rescue", key).verify(token, NOW)


def test_keys_change_while_the_service_runs(tmp_path: Path, key: OKPKey) -> None:
    following = OKPKey.generate_key("Ed25519")
    file = written(tmp_path / "actor.pub.pem", key)
    trusted = TrustedKeys.from_file("rescue", file)
    with pytest.raises(TokenRefused):
        trusted.verify(minted(following), NOW)
    written(file, key, following)
    assert trusted.verify(minted(key), NOW) == trusted.verify(minted(following), NOW) == WORKER
    written(file, following)
    with pytest.raises(TokenRefused):
        trusted.verify(minted(key), NOW)


def test_file_that_cannot_be_read_leaves_the_keys_that_are_known(tmp_path: Path, key: OKPKey) -> None:
    file = written(tmp_path / "actor.pub.pem", key)
    trusted = TrustedKeys.from_file("rescue", file)
    file.write_bytes(b"half a key")
    assert trusted.verify(minted(key), NOW) == WORKER
    file.unlink()
    assert trusted.verify(minted(key), NOW) == WORKER


def test_token_of_a_gateway_of_the_version_before_holds_while_services_are_replaced(key: OKPKey) -> None:
    issued = int(NOW.timestamp())
    claims = {"aud": "tongxin", "sub": WORKER.id, "roles": sorted(WORKER.roles), "iat": issued, "exp": issued + 60}
    of_before = jwt.encode({"alg": "Ed25519"}, claims, key, algorithms=["Ed25519"])
    assert TrustedKeys.of("rescue", key).verify(of_before, NOW) == WORKER
    named = jwt.encode({"alg": "Ed25519", "kid": key.thumbprint()}, claims, key, algorithms=["Ed25519"])
    with pytest.raises(TokenRefused):
        TrustedKeys.of("rescue", key).verify(named, NOW)


def test_scope_travels_in_the_token(key: OKPKey) -> None:
    scope = Scope.of(ScopeKind.ORGANISATION, "o-2", "o-1")
    token = ActorTokens(key).mint("grants", "xingling", {"organisation_member"}, NOW, scope)
    found = TrustedKeys.of("grants", key).verify(token, NOW)
    assert found == Actor("xingling", frozenset({"organisation_member"}), scope)


@pytest.mark.parametrize("scope", [None, "organisation:o-1", [], ["king:1"], ["organisation:"], [1]])
def test_scope_that_is_not_understood_is_refused_and_never_becomes_none(key: OKPKey, scope: object) -> None:
    issued = int(NOW.timestamp())
    claims = {"aud": audience_of("rescue"), "sub": "x", "roles": ["registrar"], "iat": issued, "exp": issued + 60}
    header = {"alg": "Ed25519", "kid": key.thumbprint()}
    token = jwt.encode(header, claims | {"scope": scope}, key, algorithms=["Ed25519"])
    with pytest.raises(TokenRefused):
        TrustedKeys.of("rescue", key).verify(token, NOW)
