"""Check codes: made of number and content by one secret, and recognised however somebody types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.printing.domain.check_code import ALPHABET, check_code, content_hash, number_as_kept, same_code

SECRET, OTHER = b"a" * 32, b"b" * 32


def test_code_has_ten_signs_that_are_not_taken_for_others() -> None:
    code = check_code(SECRET, "付2026-0001", "fingerprint")
    assert len(code) == 11
    assert code[5] == "-"
    assert set(code) <= {*ALPHABET, "-"}
    assert set("ILOU").isdisjoint(ALPHABET)


def test_code_depends_on_secret_number_and_content() -> None:
    codes = {
        check_code(secret, number, content_hash(secret, content))
        for secret in (SECRET, OTHER)
        for number in ("付2026-0001", "付2026-0002")
        for content in (b"x", b"y")
    }
    assert len(codes) == 8


@given(st.binary(min_size=32, max_size=32), st.text(max_size=20))
def test_code_is_the_same_however_it_is_typed(secret: bytes, content: str) -> None:
    code = check_code(secret, "付2026-0001", content)
    typed = code.replace("-", " ").lower().replace("0", "o").replace("1", "l")
    assert same_code(typed, code)
    assert same_code(f" {code}　", code)


def test_another_code_is_not_the_same() -> None:
    assert not same_code("7K2M9-QX4TE", "7K2M9-QX4TD")
    assert not same_code("", "7K2M9-QX4TD")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("付2026-0001", "付2026-0001"),
        (" 付 2026－1 ", "付2026-0001"),
        ("付２０２６-０００１", "付2026-0001"),
        ("摘202612345", "摘2026-12345"),
        ("no number", "nonumber"),
    ],
)
def test_number_is_kept_one_way(typed: str, kept: str) -> None:
    assert number_as_kept(typed) == kept
