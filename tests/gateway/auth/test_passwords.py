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


async def test_password_matches_however_a_keyboard_composes_it() -> None:
    hashed = await hash_password("ｐａｓｓｗｏｒｄ cafe\u0301")
    assert await matches(hashed, "password caf\u00e9")
    assert not await matches(hashed, "password cafe")


async def test_hash_made_before_characters_were_composed_still_matches() -> None:
    kept = passwords._hasher.hash("ｐａｓｓｗｏｒｄ of before")
    assert await matches(kept, "ｐａｓｓｗｏｒｄ of before")
