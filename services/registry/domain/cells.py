"""One cell of a sheet: its text as it was meant, and what can be no text."""

import re
from datetime import date

from services.registry.domain import sheet_errors as wrong
from services.registry.domain.uscc import total_digit
from shared.kernel.texts import without_unseen

Cell = str | int | float | date | None

_GUARDS = re.compile(r"""=\s*"(.*)"|['‘’`](.*)""", re.DOTALL)
"""How programs keep a spreadsheet from taking a long number for one: ``="..."``, or a quote before it."""
_ERROR_VALUES = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|N/A N/A)", re.IGNORECASE
)
"""What spreadsheets show where a formula failed (ECMA-376 part 1, 18.17.3, with the later ones)."""
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}")
_QUOTED_MOST = 40


def clean_cell(text: str) -> str:
    """The text of a cell on one line, without characters that nobody sees and without what guards a long number."""
    plain = re.sub(r"\s+", " ", without_unseen(text)).strip()
    guard = _GUARDS.fullmatch(plain)
    return next((part for part in guard.groups() if part is not None), "").strip() if guard else plain


def text_of(cell: Cell) -> str:
    """The text of a cell as it was meant; of a whole number its digits, of an empty cell nothing."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return clean_cell(str(cell))


def require_legible(cell: Cell, column: str) -> None:
    """Raise CellHoldsError, QuoteLeftOpen or LineBreakInCell for what is no text of one line."""
    if not isinstance(cell, str):
        return
    plain = without_unseen(cell).strip()
    if _ERROR_VALUES.fullmatch(plain):
        raise wrong.CellHoldsError(column=column, text=plain.upper())
    if plain.count('"') % 2:
        raise wrong.QuoteLeftOpen(column=column)
    if re.search(r"[\r\n\u2028\u2029]", plain):
        raise wrong.LineBreakInCell(column=column)


def is_ruined_number(code: str, cell: Cell) -> bool:
    """Whether a credit code is what a spreadsheet leaves of one that it took for a number: fifteen digits are all it
    keeps (``5.13302E+17``, or zeros at the end and a check character that does not fit them)."""
    if not isinstance(cell, str):
        return False
    if _SCIENTIFIC.fullmatch(code):
        return True
    return bool(re.fullmatch(r"[0-9]{15}000", code)) and total_digit(code[:17]) != code[17]


def quoted(text: str) -> str:
    """A text as a sentence quotes it: the beginning of a long one."""
    return text if len(text) <= _QUOTED_MOST else f"{text[:_QUOTED_MOST]}…"
