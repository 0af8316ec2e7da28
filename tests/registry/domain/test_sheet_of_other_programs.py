"""What other programs and the clipboard put into a sheet, read as it was meant."""

from datetime import date

import pytest

from services.registry.domain.cells import Cell
from services.registry.domain.sheet import read_day
from tests.registry.domain.test_sheet import HEADER, a_line, read


@pytest.mark.parametrize(
    "day", ["2017/7/1 0:00", "2017/7/1 0:00:00", "2017-07-01 00:00:00.0", "2017-7-1 0:00", "2017-07-01T00:00:00"]
)
def test_day_with_the_time_at_which_it_begins_is_that_day(day: str) -> None:
    assert read_day(day) == date(2017, 7, 1)


def test_digits_of_another_script_are_refused_and_the_other_rows_read() -> None:
    code = str(a_line()[0])
    reading = read(a_line(1, 统一社会信用代码=code.replace("3302", "٣٣٠٢")), a_line(2))
    assert [(one.row, one.slug) for one in reading.problems] == [(2, "uscc-ill-formed")]
    assert len(reading.drafts) == 1


def test_what_nobody_sees_is_dropped_from_code_street_name_and_head() -> None:
    header: list[Cell] = [f"\u200b{one}" for one in HEADER]
    code = str(a_line()[0])
    line = a_line(1, 统一社会信用代码=f"\u202a{code}\u202c", 镇街道="锦屏街道\u200b", 名称="\ufeff奉化区示例协会")
    (draft,) = read(line, header=header).drafts
    assert (draft.particulars.name, draft.particulars.uscc) == ("奉化区示例协会", code)


def test_columns_that_nobody_knows_are_named_once_and_a_near_one_is_offered() -> None:
    header: list[Cell] = [*(one if one != "镇街道" else "镇街" for one in HEADER), "备注", None]
    reading = read([*a_line(1), "x"], header=header)
    (problem,) = reading.problems
    assert (problem.row, problem.column, problem.slug) == (1, "表头", "columns-unknown")
    assert "镇街（是不是“镇街道”？）、备注" in problem.zh
    assert "镇街 (is it “镇街道”?), 备注" in problem.en
    assert len(reading.drafts) == 1, "and every row is read"


def test_second_column_of_a_known_head_is_no_unknown_one() -> None:
    assert read([*a_line(1), "x"], header=[*HEADER, "名称"]).problems == ()


@pytest.mark.parametrize(
    ("cell", "slug"), [("#REF!", "cell-holds-error"), ('"奉化区', "quote-left-open"), ("甲\n乙", "line-break-in-cell")]
)
def test_cell_that_is_no_text_is_told_once_and_costs_its_row_alone(cell: str, slug: str) -> None:
    reading = read(a_line(1, 名称=cell), a_line(2))
    assert [(one.row, one.slug) for one in reading.problems] == [(2, slug)]
    assert [draft.row for draft in reading.drafts] == [3]
