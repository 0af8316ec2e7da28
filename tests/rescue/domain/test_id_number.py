"""ID numbers by length, date of birth and check digit; the area code is only a hint."""

from datetime import date

import pytest

from services.rescue.domain.id_number import NumberFault, fault_of, written_number

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    "number",
    ["330283196001010012", "330213199001010025", "33022419500101019X", "341202196801010023", "330224500101019"],
    ids=["Fenghua before it was a city", "a district later", "X last", "elsewhere", "of the first generation"],
)
def test_genuine_numbers_check_whatever_their_area(number: str) -> None:
    assert fault_of(number, TODAY) is None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("", NumberFault.LENGTH),
        ("33028319600101001", NumberFault.LENGTH),
        ("3302831960010100123", NumberFault.LENGTH),
        ("X30283196001010012", NumberFault.LENGTH),
        ("330283196002300012", NumberFault.DATE),
        ("330283203001010012", NumberFault.DATE),
        ("330224501301019", NumberFault.DATE),
        ("330283196001010013", NumberFault.CHECK_DIGIT),
        ("330283196001010021", NumberFault.CHECK_DIGIT),
    ],
)
def test_what_cannot_be_a_number_says_why(number: str, fault: NumberFault) -> None:
    assert fault_of(number, TODAY) is fault


def test_any_single_wrong_digit_is_found() -> None:
    number = "330283196001010012"
    for place in range(17):
        for digit in "0123456789":
            changed = number[:place] + digit + number[place + 1 :]
            assert (fault_of(changed, TODAY) is None) == (changed == number)


def test_a_number_is_written_in_half_width_capitals_without_spaces() -> None:
    assert written_number("３３０２２４ 1950-0101 019x") == "33022419500101019X"
