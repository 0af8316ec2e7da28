"""Masks show what they may and nothing else, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.privacy import mask_id_number, mask_name, mask_phone

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("李卫平", "李**"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("王", "*"),
        ("", ""),
        (" 张三 ", "张*"),
    ],
)
def test_mask_name_keeps_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("330283195001011234", "330***********1234"), ("33028319500101123x", "330***********123X"), ("12345", "*****")],
)
def test_mask_id_number_keeps_region_start_and_tail(number: str, masked: str) -> None:
    assert mask_id_number(number) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138-1234-5678", "138-****-5678"),
        ("0574-88881234", "****-******34"),
        ("１３８１２３４５６７８", "138****5678"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_mask_phone_keeps_prefix_and_tail(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@given(HAN)
def test_mask_name_never_shows_a_given_name(name: str) -> None:
    masked = mask_name(name)
    assert len(masked) == len(name)
    assert masked.endswith("*")
    assert len(masked.rstrip("*")) <= 2
    assert name.startswith(masked.rstrip("*"))


@given(st.text("0123456789xX", max_size=20))
def test_mask_id_number_never_shows_more_than_seven_characters(number: str) -> None:
    masked = mask_id_number(number)
    assert len(masked) == len(number)
    assert len(masked.replace("*", "")) <= 7


@given(st.text("0123456789-+ ", max_size=20))
def test_mask_phone_hides_four_of_eleven_digits_and_three_quarters_of_fewer(phone: str) -> None:
    masked = mask_phone(phone)
    digits, hidden = sum(c.isdigit() for c in phone), masked.count("*")
    assert hidden >= 4 if digits >= 11 else hidden * 4 >= digits * 3
    assert [c for c in masked if not c.isdigit() and c != "*"] == [c for c in phone if not c.isdigit()]
