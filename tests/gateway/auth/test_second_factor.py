"""The second step by itself: RFC 6238's own values, one use of each code, many at once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from services.gateway.auth.codes import ALPHABET, hash_of, new_code
from services.gateway.auth.sealing import Sealing
from services.gateway.auth.second_factor import AlreadySetUp, SecondFactors, address_for_app
from tests.gateway.in_memory import InMemoryCollection

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


async def set_up(factors: SecondFactors) -> tuple[str, list[str]]:
    """The secret and the recovery codes of somebody who has set it up."""
    secret = await factors.begin("lisi", "session-1")
    codes = await factors.confirm("lisi", pyotp.TOTP(secret).at(NOON), NOON)
    assert codes
    return secret, codes


def the_factors() -> SecondFactors:
    """Nobody has set one up."""
    return SecondFactors(InMemoryCollection(), Sealing(b"secret"))


def wide(text: str) -> str:
    """The same as a Chinese keyboard writes it in full width."""
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


async def test_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    at = datetime.fromtimestamp(1111111109, UTC)
    assert pyotp.TOTP(secret, digits=8).at(at) == "07081804"
    sealing = Sealing(b"secret")
    collection = InMemoryCollection()
    body = {"id": "lisi", "sealed": sealing.seal_text(secret), "enrolled_at": NOON.isoformat()}
    await collection.change("lisi", lambda _: body)
    assert await SecondFactors(collection, sealing).accepts("lisi", "081804", at) == "app"


async def test_secret_is_the_same_until_it_is_confirmed_and_anew_afterwards() -> None:
    factors = the_factors()
    first = await factors.begin("lisi", "session-1")
    assert await factors.begin("lisi", "session-1") == first
    assert await factors.confirm("lisi", "000000", NOON) is None
    assert await factors.of("lisi") is None
    assert await factors.confirm("lisi", pyotp.TOTP(first).at(NOON), NOON)
    assert await factors.of("lisi")
    await factors.remove("lisi")
    assert await factors.begin("lisi", "session-1") != first


async def test_one_that_is_set_up_is_not_begun_anew() -> None:
    factors = the_factors()
    secret, codes = await set_up(factors)
    for session in ("session-1", "session-2"):
        with pytest.raises(AlreadySetUp):
            await factors.begin("lisi", session)
    assert await factors.accepts("lisi", pyotp.TOTP(secret).at(LATER), LATER) == "app"
    assert await factors.accepts("lisi", codes[0], LATER) == "recovery"


async def test_code_in_wide_digits_of_a_chinese_keyboard_counts() -> None:
    factors = the_factors()
    secret, codes = await set_up(factors)
    assert await factors.accepts("lisi", wide(pyotp.TOTP(secret).at(LATER)), LATER) == "app"
    assert await factors.accepts("lisi", wide(codes[0]), LATER) == "recovery"


async def test_code_given_by_many_at_once_counts_for_one() -> None:
    factors = the_factors()
    secret, codes = await set_up(factors)
    for code, kind in ((pyotp.TOTP(secret).at(LATER), "app"), (codes[3], "recovery")):
        answers = await asyncio.gather(*(factors.accepts("lisi", code, LATER) for _ in range(5)))
        assert sorted(answer or "" for answer in answers) == ["", "", "", "", kind]


async def test_earlier_step_counts_no_more_once_a_later_one_has() -> None:
    factors = the_factors()
    secret, _ = await set_up(factors)
    ahead = pyotp.TOTP(secret).at(LATER + timedelta(seconds=30))
    assert await factors.accepts("lisi", ahead, LATER) == "app"
    assert await factors.accepts("lisi", pyotp.TOTP(secret).at(LATER), LATER) is None


async def test_secret_sealed_with_another_key_opens_nothing_but_recovery_codes_work() -> None:
    collection = InMemoryCollection()
    secret, codes = await set_up(SecondFactors(collection, Sealing(b"secret")))
    other = SecondFactors(collection, Sealing(b"another"))
    assert await other.accepts("lisi", pyotp.TOTP(secret).at(LATER), LATER) is None
    assert await other.accepts("lisi", codes[0], LATER) == "recovery"


async def test_what_is_no_code_is_refused_quietly() -> None:
    factors = the_factors()
    await set_up(factors)
    for text in ("", "12345", "٠١٢٣٤٥", "²³¹²³¹", "1234567", "A" * 5000, "\x00"):
        assert await factors.accepts("lisi", text, LATER) is None, text
    assert await factors.accepts("nobody", "123456", LATER) is None


def test_address_for_the_app_names_system_and_user() -> None:
    address = address_for_app("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "lisi")
    assert address.startswith("otpauth://totp/")
    assert "lisi" in address
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in address


def test_new_codes_differ_and_are_read_however_they_are_typed() -> None:
    codes = {new_code() for _ in range(100)}
    assert len(codes) == 100
    assert set("".join(codes)) <= set(ALPHABET) | {"-"}
    code = codes.pop()
    assert hash_of(code) == hash_of(f" {code.lower().replace('-', ' ')} ")
    assert hash_of(code, "lisi") != hash_of(code, "wangwu")


async def test_secret_that_somebody_else_looked_at_is_not_the_one_of_who_comes_later() -> None:
    factors = the_factors()
    looked_at = await factors.begin("lisi", "a stranger's session")
    own = await factors.begin("lisi", "session-1")
    assert own != looked_at
    assert await factors.confirm("lisi", pyotp.TOTP(looked_at).at(NOON), NOON) is None
    assert await factors.confirm("lisi", pyotp.TOTP(own).at(NOON), NOON)
