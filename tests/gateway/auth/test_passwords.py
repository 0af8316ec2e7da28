"""Passwords are kept as argon2id hashes whose parameters stand in RFC 9106; other tests take cheap ones."""

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from services.gateway.auth import passwords
from services.gateway.auth.passwords import hash_password, matches

REAL, NOBODY = passwords._hasher, passwords._NOBODY
"""As they are before any test makes them cheap."""


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are kept as in the office."""
    monkeypatch.setattr(passwords, "_hasher", REAL)
    monkeypatch.setattr(passwords, "_NOBODY", NOBODY)


async def test_a_password_is_kept_with_64_mib_and_matches_itself_alone(real: None) -> None:
    hashed = await hash_password("Tongxin-jiuzhu-2026")
    assert extract_parameters(hashed) == RFC_9106_LOW_MEMORY
    assert await matches(hashed, "Tongxin-jiuzhu-2026")
    assert not await matches(hashed, "Tongxin-jiuzhu-2027")


async def test_a_name_that_nobody_has_costs_as_much_as_any_other_and_is_never_right(real: None) -> None:
    assert extract_parameters(NOBODY) == RFC_9106_LOW_MEMORY
    assert not await matches(None, "")
