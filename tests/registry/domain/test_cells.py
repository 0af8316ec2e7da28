"""One cell: what programs put around a text, what nobody sees in it, and what is none."""

import pytest

from services.registry.domain import sheet_errors as wrong
from services.registry.domain.cells import Cell, clean_cell, is_ruined_number, quoted, require_legible
from shared.kernel.errors import DomainError


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ('="5133021388880801XK"', "5133021388880801XK"),
        ('= "123"', "123"),
        ("'513", "513"),
        ("‘513", "513"),
        ("\t513", "513"),
        ("\u202a513302\u200b138\ufeff", "513302138"),
        ("甲\u3000 乙", "甲 乙"),
        ("='x'", "='x'"),
        ("\u200b\ufeff", ""),
        ("", ""),
    ],
)
def test_text_of_a_cell_is_what_was_meant(told: str, meant: str) -> None:
    assert clean_cell(told) == meant


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("#N/A", wrong.CellHoldsError),
        ("#REF!", wrong.CellHoldsError),
        (" #div/0! ", wrong.CellHoldsError),
        ('"奉化区', wrong.QuoteLeftOpen),
        ("奉化区\n协会", wrong.LineBreakInCell),
        ("奉化区\u2028协会", wrong.LineBreakInCell),
    ],
)
def test_what_is_no_text_of_one_line_is_told(cell: Cell, error: type[DomainError]) -> None:
    with pytest.raises(error):
        require_legible(cell, "名称")


@pytest.mark.parametrize("cell", [None, 5, 2.5, "#1 协会", '甲"乙"', '="513"', "甲\n"])
def test_what_is_a_text_of_one_line_is_let_pass(cell: Cell) -> None:
    require_legible(cell, "名称")


@pytest.mark.parametrize(
    ("code", "cell", "ruined"),
    [
        ("5.13302E+17", "5.13302E+17", True),
        ("513302138888080000", "513302138888080000", True),
        ("51330213888808044A", "51330213888808044A", False),
        ("513302138888080000", 513302138888080000, False),
    ],
)
def test_code_that_a_spreadsheet_took_for_a_number_is_known(code: str, cell: Cell, ruined: bool) -> None:
    assert is_ruined_number(code, cell) is ruined


def test_long_text_is_quoted_by_its_beginning() -> None:
    assert quoted("a" * 40) == "a" * 40
    assert quoted("a" * 30_000) == "a" * 40 + "…"
