"""Text that a spreadsheet would calculate, change or not take at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sheets.cells import SheetMoney, is_formula, is_like_a_number, writable, yuan

BLANKS = st.text(st.sampled_from(" \t\r\n\u00a0\u3000\u200b\ufeff\u2028\u202e"), max_size=4)
SIGNS = st.sampled_from("=+-@＝＋－＠﹢﹣﹦﹫")


@given(BLANKS, SIGNS, st.text(max_size=20))
def test_sign_that_begins_a_formula_is_seen_behind_blanks_and_in_any_width(blanks: str, sign: str, rest: str) -> None:
    assert is_formula(blanks + sign + rest)


@pytest.mark.parametrize("text", ["\tx", "\rx", "\nx", "=1", "@SUM(1)", "+86 574", "-", "＝cmd|' /C calc'!A0"])
def test_formula_is_noticed(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", " ", "锋之社", "a=b", "1-2", "'=1", "岳林街道 @ 车站", "5133"])
def test_ordinary_text_is_none(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("text", ["513302130000000146", "007", "1E5", "3/4", "2026-11", "0.50", "12", "1,000"])
def test_text_of_figures_is_noticed(text: str) -> None:
    assert is_like_a_number(text)


@pytest.mark.parametrize("text", ["", "51330213MJ90000146", "资2026-001", "12 号", "锋之社"])
def test_other_codes_are_no_figures(text: str) -> None:
    assert not is_like_a_number(text)


@given(st.lists(st.characters() | st.sampled_from("\x00\x0b\ud800\uffff")).map("".join))
def test_writable_text_can_be_encoded_and_loses_no_letter(text: str) -> None:
    clean = writable(text)
    clean.encode("utf-8")
    assert len(clean) == len(text)
    assert all(there == here or there == "\ufffd" for there, here in zip(clean, text, strict=True))


def test_control_characters_and_lone_surrogates_are_marked() -> None:
    assert writable("a\x00\x0b\ud800\uffff\n好𠮷") == "a����\n好𠮷"


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (5, "0.05"), (-150, "-1.50"), (10**18 + 1, "10000000000000000.01")]
)
def test_yuan_is_exact(fen: int, text: str) -> None:
    assert yuan(SheetMoney(fen)) == text
