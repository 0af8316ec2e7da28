"""What stands in an exported table, and how text is made harmless for the program that opens it."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from shared.kernel.calendar import SHANGHAI
from shared.kernel.money import Fen

MOST_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; a longer one is given as text."""
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_A_NUMBER = re.compile(r"[\d.][\d.,/:%eE+\- ]*")
_FORMULA = frozenset("=+-@")
_LEADING = frozenset("\t\r\n")


@dataclass(frozen=True)
class SheetMoney:
    """An amount in 分, written in yuan with two decimals."""

    fen: Fen


SheetCell = str | int | date | datetime | bool | SheetMoney | None
"""One typed cell. A text stays text and a number a number; an aware time is written in Asia/Shanghai."""


def writable(text: str) -> str:
    """The text with � for what neither UTF-8 nor XML can hold: control characters, lone surrogates."""
    return _UNWRITABLE.sub("\ufffd", text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula.

    So it may when it begins with = + - @ in any width, with or without blanks or invisible characters before them,
    or with a tab or a line break (OWASP, CSV Injection).
    """
    if text[:1] in _LEADING:
        return True
    first = next((letter for letter in text if unicodedata.category(letter)[0] not in "ZC"), "")
    return unicodedata.normalize("NFKC", first) in _FORMULA


def is_like_a_number(text: str) -> bool:
    """Whether a spreadsheet may take the text for a number or a date, and so lose leading zeros or last digits."""
    return _LIKE_A_NUMBER.fullmatch(text) is not None


def local(moment: datetime) -> datetime:
    """The time in Asia/Shanghai without a zone, to the second, as spreadsheets want it."""
    there = moment.astimezone(SHANGHAI) if moment.tzinfo else moment
    return there.replace(tzinfo=None, microsecond=0)


def yuan(money: SheetMoney) -> str:
    """``1230000.00``: digits alone, so that it stays a number."""
    whole, rest = divmod(abs(money.fen), 100)
    return f"{'-' if money.fen < 0 else ''}{whole}.{rest:02d}"
