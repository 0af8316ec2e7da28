"""Money: reading, writing, capital numerals by the payment rules' own examples, and sharing without loss."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.money import AmountUnreadable, allocate, capital_yuan, format_yuan, parse_yuan

AMOUNTS = st.integers(0, 10**18 - 1)
PLACES = {"拾": 10, "佰": 100, "仟": 1000, "万": 10**4, "亿": 10**8}


def read_capital(words: str) -> int:
    """Read capital numerals back to 分, by an independent way."""
    yuan, _, rest = words.removeprefix("人民币").rpartition("元") if "元" in words else ("零", "", words[3:])

    def number(text: str) -> int:
        for unit in ("亿", "万", "仟", "佰", "拾"):
            head, found, tail = text.rpartition(unit)
            if found:
                return number(head) * PLACES[unit] + number(tail)
        return "零壹贰叁肆伍陆柒捌玖".index(text.strip("零")) if text.strip("零") else 0

    jiao, odd = re.search(r"(.)角", rest), re.search(r"(.)分", rest)
    return number(yuan) * 100 + (number(jiao[1]) * 10 if jiao else 0) + (number(odd[1]) if odd else 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,409.50", "人民币壹仟肆佰零玖元伍角"),
        ("6,007.14", "人民币陆仟零柒元壹角肆分"),
        ("1,680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107,000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("16,409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("123万元", "人民币壹佰贰拾叁万元整"),
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("10", "人民币壹拾元整"),
        ("100000001", "人民币壹亿零壹元整"),
        ("20000500", "人民币贰仟万零伍佰元整"),
        ("1000000010000", "人民币壹万亿零壹万元整"),
    ],
)
def test_capital_yuan_follows_the_examples_of_the_payment_rules(text: str, words: str) -> None:
    assert capital_yuan(parse_yuan(text)) == words


@given(AMOUNTS)
def test_capital_yuan_can_be_read_back_to_the_same_amount(fen: int) -> None:
    assert read_capital(capital_yuan(fen)) == fen


@given(AMOUNTS)
def test_capital_yuan_has_no_double_zero_and_ends_as_the_rules_say(fen: int) -> None:
    words = capital_yuan(fen)
    assert "零零" not in words
    assert words.endswith("整" if fen % 100 == 0 else "分" if fen % 10 else "角")


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_capital_yuan_outside_its_range_is_refused(fen: int) -> None:
    with pytest.raises(ValueError, match="between 0"):
        capital_yuan(fen)


@given(st.integers(-(10**17), 10**17))
def test_format_then_parse_gives_the_amount_back(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("¥1,230,000.00", 123_000_000),
        ("１２３．５元", 12_350),
        (" 1 230 元整 ", 123_000),
        ("12.34567万", 12_345_670),
        ("0.01", 1),
    ],
)
def test_parse_yuan_reads_what_people_write(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize("text", ["", "abc", "1.234", "1,23", "12,3456", "1e5", "12万元5", "0.0000001万", "9" * 20])
def test_parse_yuan_of_anything_else_is_refused(text: str) -> None:
    with pytest.raises(AmountUnreadable):
        parse_yuan(text)


def test_format_yuan_writes_sign_thousands_and_two_decimals() -> None:
    assert [format_yuan(fen) for fen in (123_000_000, -5, 0)] == ["¥1,230,000.00", "-¥0.05", "¥0.00"]


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_allocate_loses_nothing_and_stays_within_one_fen_of_the_exact_share(total: int, shares: list[int]) -> None:
    if not sum(shares):
        with pytest.raises(ValueError, match="positive sum"):
            allocate(total, shares)
        return
    parts = allocate(total, shares)
    assert sum(parts) == total
    for part, share in zip(parts, shares, strict=True):
        assert abs(part * sum(shares) - total * share) < sum(shares)


@pytest.mark.parametrize("shares", [[], [-1, 2]])
def test_allocate_to_impossible_shares_is_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match="shares must be"):
        allocate(100, shares)
