"""Chinese resident identity numbers (公民身份号码): length, date of birth and check digit, by GB 11643-1999.

The area code is only a hint: numbers were issued after birth, under codes that were not yet or no longer in force then
(奉化: 332223, 330224, 339010, 330283, 330213).
"""

import re
from datetime import date

from shared.kernel.labels import LabelledEnum
from shared.kernel.texts import half_width

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class NumberFault(LabelledEnum):
    """Why a number cannot be an identity number."""

    LENGTH = (
        "length",
        "应为 18 位（第一代证 15 位），末位可以是 X",
        "It has 18 characters (15 on old cards), perhaps X last",
    )
    DATE = "date", "其中的出生日期不存在", "The date of birth in it does not exist"
    CHECK_DIGIT = "check_digit", "校验位不符，可能记错了一位", "The check digit does not fit: a digit may be wrong"


def written_number(text: str) -> str:
    """The number in its normal form: half-width, capitals, without spaces and hyphens."""
    return re.sub(r"[\s-]", "", half_width(text)).upper()


def fault_of(number: str, today: date) -> NumberFault | None:
    """What is wrong with a number in its normal form; None when it checks. ``today`` bounds the date of birth."""
    if re.fullmatch(r"[0-9]{15}", number):
        return None if _born(f"19{number[6:12]}", today) else NumberFault.DATE
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return NumberFault.LENGTH
    if not _born(number[6:14], today):
        return NumberFault.DATE
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return None if _CHECKS[total % 11] == number[17] else NumberFault.CHECK_DIGIT


def born_in(number: str, today: date) -> date | None:
    """The day of birth in a number that checks; None in one that does not."""
    if fault_of(number, today) is not None:
        return None
    return _born(number[6:14] if len(number) == 18 else f"19{number[6:12]}", today)


def _born(digits: str, today: date) -> date | None:
    """The day that eight digits are, if it lies between 1850 and today."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if date(1850, 1, 1) <= born <= today else None
