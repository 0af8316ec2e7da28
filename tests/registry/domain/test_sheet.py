"""Reading a sheet of organisations."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from services.registry.commands.register_organisation import RegisterOrganisation
from services.registry.domain import sheet_errors
from services.registry.domain.cells import Cell
from services.registry.domain.fields import UpdateExisting
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Particular
from services.registry.domain.sheet import Reading, read_day, read_sheet
from shared.kernel.labels import Label
from tests.builders_registry import PLACES, a_code, particulars

TODAY = date(2026, 3, 2)
HEADER: list[Cell] = [
    "统一社会信用代码",
    "名称",
    "类型",
    "镇街道",
    "住所",
    "业务主管单位",
    "法定代表人",
    "成立日期",
    "状态",
    "示例",
]


def a_line(number: int = 1, **changes: Cell) -> list[Cell]:
    cells: dict[str, Cell] = dict(
        zip(
            [str(word) for word in HEADER],
            [
                a_code(number),
                f"奉化区示例协会{number}",
                "社会团体",
                "锦屏街道",
                "锦屏街道锦屏南路1号",
                "奉化区民政局",
                "王一",
                date(2017, 7, 1),
                "",
                "",
            ],
            strict=True,
        )
    )
    return list({**cells, **changes}.values())


def read(*lines: list[Cell], header: list[Cell] | None = None) -> Reading:
    return read_sheet([header or HEADER, *lines], PLACES, TODAY)


def only_problem(**changes: Cell) -> tuple[int, str, str]:
    (problem,) = read(a_line(**changes)).problems
    assert problem.zh
    assert problem.en
    return problem.row, problem.column, problem.slug


def test_a_right_row_becomes_the_particulars() -> None:
    reading = read(a_line())
    assert reading.problems == ()
    assert reading.drafts[0].particulars == particulars(1)
    assert (reading.rows, reading.drafts[0].row) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"统一社会信用代码": "51330213MJ90000147"}, (2, "统一社会信用代码", "uscc-check-digit-wrong")),
        ({"统一社会信用代码": None}, (2, "统一社会信用代码", "cell-empty")),
        ({"统一社会信用代码": 513302130000000140}, (2, "统一社会信用代码", "uscc-stored-as-number")),
        ({"统一社会信用代码": 5.1330213e17}, (2, "统一社会信用代码", "uscc-stored-as-number")),
        ({"名称": " \n "}, (2, "名称", "cell-empty")),
        ({"名称": "长" * 201}, (2, "名称", "cell-too-long")),
        ({"住所": "长" * 201}, (2, "住所", "cell-too-long")),
        ({"类型": "公司"}, (2, "类型", "kind-unknown")),
        ({"类型": "基金会"}, (2, "统一社会信用代码", "uscc-kind-mismatch")),
        ({"镇街道": "石碶街道"}, (2, "镇（街道）", "street-unknown")),
        ({"成立日期": "去年"}, (2, "成立日期", "day-unreadable")),
        ({"成立日期": None}, (2, "成立日期", "cell-empty")),
        ({"成立日期": "2026-03-03"}, (2, "成立日期", "founded-in-future")),
        ({"成立日期": "1949-12-31"}, (2, "成立日期", "founded-too-early")),
        ({"成立日期": 2017.7}, (2, "成立日期", "day-unreadable")),
        ({"状态": "搬走了"}, (2, "状态", "status-unknown")),
    ],
)
def test_a_wrong_cell_is_told_by_row_and_column(changes: dict[str, Any], expected: tuple[int, str, str]) -> None:
    assert only_problem(**changes) == expected


def test_cells_as_long_as_a_command_takes_are_read() -> None:
    longest = {"住所": "长" * 200, "业务主管单位": "长" * 200, "法定代表人": "长" * 200}
    assert read(a_line(**longest)).problems == ()
    asked = {**asdict(particulars(1)), "address": "长" * 200}
    assert RegisterOrganisation(**asked).address == "长" * 200
    with pytest.raises(ValidationError):
        RegisterOrganisation(**{**asked, "address": "长" * 201})


def test_everything_wrong_in_a_row_is_told_at_once() -> None:
    reading = read(a_line(统一社会信用代码="1", 名称="", 镇街道="无", 成立日期="x"))
    assert [problem.column for problem in reading.problems] == ["统一社会信用代码", "名称", "镇（街道）", "成立日期"]
    assert reading.drafts == ()


def test_a_code_twice_in_the_file_is_told_with_the_earlier_row() -> None:
    reading = read(a_line(1), a_line(2), a_line(1))
    assert [draft.row for draft in reading.drafts] == [2, 3]
    (problem,) = reading.problems
    assert (problem.row, problem.slug) == (4, "repeated-in-file")
    assert "第 2 行" in problem.zh


def test_a_title_above_the_header_and_empty_rows_are_passed_over() -> None:
    cells: list[list[Cell]] = [["奉化区社会组织名册"], [], HEADER, [None] * 10, a_line(), ["", " "]]
    reading = read_sheet(cells, PLACES, TODAY)
    assert (reading.rows, reading.drafts[0].row) == (1, 5)


def test_other_header_words_order_and_strange_columns_are_understood() -> None:
    header: list[Cell] = ["序号", "成立时间 ", "单位名称", "社会信用代码*", "镇（街道）"]
    reading = read([1, "2017年7月1日", "奉化区示例协会1", a_code(1), "尚田镇"], header=header)
    draft = reading.drafts[0].particulars
    assert (draft.street_code, draft.kind) == ("330213007", OrganisationKind.ASSOCIATION)
    assert (draft.address, draft.supervisor) == ("", "")
    assert reading.drafts[0].unsaid == {"address", "supervisor", "legal_representative"}


def test_street_is_taken_from_the_address_and_kind_from_the_code() -> None:
    reading = read(a_line(镇街道="", 类型=None, 统一社会信用代码=a_code(3, "52"), 住所="溪口镇1号"))
    draft = reading.drafts[0].particulars
    assert (draft.street_code, draft.kind) == ("330213100", OrganisationKind.SERVICE_AGENCY)


@pytest.mark.parametrize("word", ["民非", "社会服务机构（民办非企业单位）", "民办非企业单位", "社会服务机构"])
def test_the_old_and_new_names_of_service_agencies_are_known(word: str) -> None:
    reading = read(a_line(类型=word, 统一社会信用代码=a_code(3, "52")))
    assert reading.drafts[0].particulars.kind is OrganisationKind.SERVICE_AGENCY


def test_empty_cells_leave_their_particulars_and_the_status_unsaid() -> None:
    draft = read(a_line(镇街道="", 住所="某路1号", 业务主管单位=None, 法定代表人=" ")).drafts[0]
    assert draft.unsaid == {"street_code", "supervisor", "legal_representative"}
    assert draft.status is None
    assert draft.said_beside(particulars(1)) == particulars(1, address="某路1号")


def test_three_columns_are_enough_for_an_organisation_that_is_known() -> None:
    reading = read([a_code(1), "奉化区示例协会1", "2017-07-01"], header=["统一社会信用代码", "名称", "成立日期"])
    assert reading.problems == ()
    assert reading.drafts[0].said_beside(particulars(1)) == particulars(1)


def test_status_and_example_mark_are_read() -> None:
    draft = read(a_line(状态="已注销", 示例="是")).drafts[0]
    assert (draft.status, draft.invented) == (OrganisationStatus.DEREGISTERED, True)


def test_the_heads_of_the_columns_that_are_examples_are_read() -> None:
    draft = read(a_line(示例="信用代码、镇街道， 住所")).drafts[0]
    assert (draft.invented, draft.invented_fields) == (
        False,
        (Particular.USCC, Particular.STREET, Particular.ADDRESS),
    )


@pytest.mark.parametrize("word", ["", "否", "0"])
def test_a_row_without_a_mark_is_no_example(word: str) -> None:
    draft = read(a_line(示例=word)).drafts[0]
    assert (draft.invented, draft.invented_fields) == (False, ())


def test_a_mark_that_is_no_head_of_a_particular_is_told_by_its_word() -> None:
    assert only_problem(示例="住所、状态")[1:] == ("示例", "example-unknown")


@pytest.mark.parametrize(
    "cell",
    [
        "2017-07-01",
        "2017/7/1",
        "2017年7月1日",
        "2017.7.1",
        "20170701",
        20170701,
        "2017-07-01 00:00:00",
        42917,
        42917.0,
        date(2017, 7, 1),
        datetime(2017, 7, 1, 8, 0),  # noqa: DTZ001
    ],
)
def test_read_day_takes_the_ways_in_which_offices_write_dates(cell: Cell) -> None:
    assert read_day(cell) == date(2017, 7, 1)


def test_read_day_takes_day_numbers_from_1950_on() -> None:
    assert read_day(18264) == date(1950, 1, 1)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, True, 0, 2017, 2017.7, 18263, 42917.5, 1e9),
        *("2017", "2017.7", "201711", "2017111", "2017-0701", "20170701日", "2017-13-01", "2017-02-30"),
    ],
)
def test_read_day_refuses_what_is_no_date(cell: Cell) -> None:
    with pytest.raises(sheet_errors.DayUnreadable):
        read_day(cell)


def test_missing_columns_are_named_for_the_whole_file() -> None:
    with pytest.raises(sheet_errors.ColumnsMissing) as caught:
        read_sheet([["名称", "类型"], ["甲", "社会团体"]], PLACES, TODAY)
    assert "统一社会信用代码、成立日期" in caught.value.sentence("zh")


@pytest.mark.parametrize("cells", [[], [[None, ""]], [HEADER], [HEADER, ["", None]]])
def test_sheet_without_rows_is_refused(cells: list[list[Cell]]) -> None:
    with pytest.raises(sheet_errors.SheetEmpty):
        read_sheet(cells, PLACES, TODAY)


def test_row_that_differs_is_told_which_box_to_tick_by_the_name_it_has_on_the_page() -> None:
    label = next(one for one in get_args(UpdateExisting) if isinstance(one, Label))
    problem = sheet_errors.DiffersFromRegister
    assert (f"“{label.zh}”" in problem.zh, f"“{label.en}”" in problem.en) == (True, True)


@pytest.mark.parametrize(
    ("heads", "mistaken", "meant"),
    [
        ("统一社会信用代码,名称,发证日期", "发证日期", "成立日期"),
        ("统一社会信用代码,名称,成立日期,负责人", "负责人", "法定代表人"),
    ],
)
def test_a_head_that_only_looks_like_another_is_refused_by_a_sentence(heads: str, mistaken: str, meant: str) -> None:
    with pytest.raises(sheet_errors.ColumnMistaken) as refused:
        read_sheet([heads.split(","), [a_code(1), "奉化区示例协会", "2017-07-01", "王一"]], PLACES, TODAY)
    assert f"“{mistaken}”不是“{meant}”" in refused.value.sentence("zh")


def test_such_a_head_beside_the_right_one_is_left_unread() -> None:
    heads = ["统一社会信用代码", "名称", "成立日期", "发证日期", "法定代表人", "负责人"]
    row = [a_code(1), "奉化区示例协会", "2017-07-01", "2024-01-01", "王一", "李二"]
    (draft,) = read_sheet([heads, [*row]], PLACES, TODAY).drafts
    assert (draft.particulars.founded_on, draft.particulars.legal_representative) == (date(2017, 7, 1), "王一")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("吊销", OrganisationStatus.LICENCE_WITHDRAWN),
        ("已吊销", OrganisationStatus.LICENCE_WITHDRAWN),
        ("撤销", OrganisationStatus.REVOKED),
        ("撤销登记", OrganisationStatus.REVOKED),
    ],
)
def test_revoked_and_withdrawn_are_two_states(word: str, status: OrganisationStatus) -> None:
    heads = ["统一社会信用代码", "名称", "成立日期", "状态"]
    (draft,) = read_sheet([heads, [a_code(1), "奉化区示例协会", "2017-07-01", word]], PLACES, TODAY).drafts
    assert draft.status is status


@pytest.mark.parametrize(
    ("day", "since"), [(None, None), ("", None), (date(2019, 5, 6), date(2019, 5, 6)), ("2026-03-02", TODAY)]
)
def test_the_day_of_a_state_is_kept_where_the_sheet_tells_it(day: Cell, since: date | None) -> None:
    (draft,) = read([*a_line(状态="已注销"), day], header=[*HEADER, "注销日期"]).drafts
    assert draft.state_since == since


@pytest.mark.parametrize(
    ("day", "slug"),
    [("2026-03-03", "state-day-impossible"), ("2017-06-30", "state-day-impossible"), ("去年", "day-unreadable")],
)
def test_the_day_of_a_state_that_cannot_be_is_told(day: str, slug: str) -> None:
    reading = read([*a_line(状态="已注销"), day], header=[*HEADER, "状态日期"])
    assert [(problem.column, problem.slug) for problem in reading.problems] == [("状态日期", slug)]
