"""What the gateway signs is what services accept."""

from datetime import UTC, datetime, timedelta

import pytest
from joserfc.jwk import OKPKey

from services.gateway.auth.actor_tokens import ActorTokens
from shared.kernel.cause import Actor
from shared.web.actor import TokenRefused, verify

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_minted_token_is_accepted_by_services_for_a_minute() -> None:
    key = OKPKey.generate_key("Ed25519")
    token = ActorTokens(key).mint("jiuzhu", {"rescue_worker"}, NOW)
    assert verify(key, token, NOW) == Actor("jiuzhu", frozenset({"rescue_worker"}))
    with pytest.raises(TokenRefused):
        verify(key, token, NOW + timedelta(seconds=70))
    with pytest.raises(TokenRefused):
        verify(OKPKey.generate_key("Ed25519"), token, NOW)
