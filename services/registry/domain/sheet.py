"""Reading a sheet of organisations (名册): its Chinese headers, its cells, and what is wrong with them, row by row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.registry.domain import sheet_errors as wrong
from services.registry.domain.fields import LINE
from services.registry.domain.kinds import KIND_BY_PREFIX, OrganisationKind, OrganisationStatus, Particular
from services.registry.domain.particulars import EARLIEST_FOUNDING, Particulars, require_plausible_founding
from services.registry.domain.places import Gazetteer
from services.registry.domain.sheet_words import KINDS, STATUSES
from services.registry.domain.uscc import normalised, require_sound_code
from shared.kernel.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
"""The largest file that is read."""

Cell = str | int | float | date | None

HEADERS: Mapping[str, tuple[str, ...]] = {
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "name": ("名称", "组织名称", "社会组织名称", "单位名称", "机构名称"),
    "kind": ("类型", "组织类型", "社会组织类型", "类别"),
    "street": ("镇街道", "街道", "镇(街道)", "镇、街道", "所属街道", "所在镇街", "所属镇街道"),
    "address": ("住所", "地址", "登记住所", "登记地址", "办公地址"),
    "supervisor": ("业务主管单位", "主管单位", "业务主管部门"),
    "legal_representative": ("法定代表人", "法人代表", "法人"),
    "founded_on": ("成立日期", "成立时间", "登记日期", "成立登记日期"),
    "status": ("状态", "登记状态"),
    "state_since": ("状态日期", "注销日期", "撤销日期", "吊销日期", "停止活动日期"),
    "invented": ("示例", "是否示例"),
}
_LOOK_ALIKES = {"founded_on": "发证日期", "legal_representative": "负责人"}
"""Heads that were taken for these fields and mean something else: a certificate is issued anew at every change, and an
association's 负责人 are its president, vice presidents and secretary general (社会团体登记管理条例 第十四条).
"""
_REQUIRED = ("uscc", "name", "founded_on")
_MAY_STAY_EMPTY = ("address", "supervisor", "legal_representative")
_HEADER_WITHIN = 10
_PARTICULARS = {word: one for one in Particular for word in HEADERS.get(one.removesuffix("_code"), ())}
_WHOLLY, _NOT = {"是", "示例", "1", "true", "True", "y", "Y"}, {"", "否", "0", "false", "False", "n", "N"}
"""What the column 示例 says of a whole row; anything else are the heads of the columns that are examples in it."""
_MIDNIGHT = r"(?:[ T]00:00(?::00)?)?"
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _MIDNIGHT)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})" + _MIDNIGHT)
_EXCEL_DAY_0 = date(1899, 12, 30)
_DAY_NUMBERS = range((EARLIEST_FOUNDING - _EXCEL_DAY_0).days, 100_000)
"""Smaller numbers are years or months (2017, 2017.7), which would all become days of 1905."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell: the row as the spreadsheet counts it, the header of its column, and both sentences."""

    row: int
    column: str
    slug: str
    zh: str
    en: str


@dataclass(frozen=True)
class Draft:
    """A row that is right in itself. ``unsaid`` are the particulars that the sheet leaves out or empty, and a row
    without a status says nothing about it either: of an organisation that is known, both stay as they are.
    ``state_since`` is the day of the decision behind a state other than registered.
    """

    row: int
    particulars: Particulars
    status: OrganisationStatus | None = None
    invented: bool = False
    invented_fields: tuple[Particular, ...] = ()
    unsaid: frozenset[str] = frozenset()
    state_since: date | None = None

    def said_beside(self, known: Particulars) -> Particulars:
        """The particulars that are known, corrected by what the row says."""
        return replace(self.particulars, **{name: getattr(known, name) for name in self.unsaid})


@dataclass(frozen=True)
class Reading:
    """A whole sheet: how many rows it has, those that are right, and what is wrong with the others."""

    rows: int
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]


def read_sheet(cells: Sequence[Sequence[Cell]], places: Gazetteer, today: date) -> Reading:
    """Read every row below the header, which stands within the first ten rows (a title may stand above it).

    Raises SheetEmpty, ColumnMistaken or ColumnsMissing when there is nothing to read row by row.
    """
    top, columns = _find_header(cells)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    first_seen: dict[str, int] = {}
    rows = 0
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        values = {field: row[place] if place < len(row) else None for field, place in columns.items()}
        if not any(_text(value) for value in values.values()):
            continue
        rows += 1
        draft, found = _Row(number, values, places, today).read()
        if draft and (earlier := first_seen.setdefault(draft.particulars.uscc, number)) != number:
            found = [problem_of(number, "uscc", wrong.RepeatedInFile(row=earlier))]
            draft = None
        problems += found
        if draft:
            drafts.append(draft)
    if not rows:
        raise wrong.SheetEmpty
    return Reading(rows, tuple(drafts), tuple(problems))


def read_day(cell: Cell) -> date:
    """A date as offices write it: 2017-07-01, 2017/7/1, 2017年7月1日, 2017.7.1, 20170701, or a day number.

    Raises DayUnreadable.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    number = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    if isinstance(number, int) and number in _DAY_NUMBERS:
        return _EXCEL_DAY_0 + timedelta(days=number)
    text = _text(cell)
    match = _DATE.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))  # type: ignore[index]
    except (TypeError, ValueError):
        raise wrong.DayUnreadable(text=text) from None


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", " ", str(cell)).strip()


def _header_word(cell: Cell) -> str:
    return _text(cell).translate(str.maketrans("（）", "()", " *：:"))


def _find_header(cells: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]]:
    """The row of the header, and which field stands in which place of it.

    Raises SheetEmpty, ColumnMistaken or ColumnsMissing.
    """
    if not any(_text(cell) for row in cells for cell in row):
        raise wrong.SheetEmpty
    best: dict[str, int] = {}
    for number, row in enumerate(cells[:_HEADER_WITHIN]):
        words = {_header_word(cell): place for place, cell in reversed(list(enumerate(row)))}
        found = {field: words[name] for field, names in HEADERS.items() for name in reversed(names) if name in words}
        if "uscc" in found:
            _require_no_look_alike(found, words)
        if all(field in found for field in _REQUIRED):
            return number, found
        best = max(best, found, key=len)
    missing = [HEADERS[field][0] for field in _REQUIRED if field not in best]
    raise wrong.ColumnsMissing(columns="、".join(missing))


def _require_no_look_alike(found: Mapping[str, int], words: Mapping[str, int]) -> None:
    """Raise ColumnMistaken where a head stands in the place of one that it is not."""
    for field, mistaken in _LOOK_ALIKES.items():
        if field not in found and mistaken in words:
            raise wrong.ColumnMistaken(column=mistaken, meant=HEADERS[field][0])


def column_of(field: str) -> str:
    """What the column of a field is called where people read it."""
    return Particular.STREET.label.zh if field == "street" else HEADERS[field][0]


def problem_of(row: int, field: str, error: DomainError) -> Problem:
    """What an error says of the cell of a field."""
    return Problem(row, column_of(field), error.slug, error.sentence("zh"), error.sentence("en"))


class _Row:
    """One row being read: every cell is tried, so that all that is wrong is told at once."""

    def __init__(self, number: int, values: Mapping[str, Cell], places: Gazetteer, today: date) -> None:
        self.number, self.values, self.places, self.today = number, values, places, today
        self.problems: list[Problem] = []

    def read(self) -> tuple[Draft | None, list[Problem]]:
        kind, code = self._code_and_kind()
        name = self._line("name", self._needed("name"))
        lines = {field: self._line(field, self._of(field)) for field in _MAY_STAY_EMPTY}
        street = self._street()
        founded_on = self._founded_on()
        status = self._status()
        invented, invented_fields = self._examples()
        since = self._state_since(founded_on)
        if self.problems or kind is None or founded_on is None:
            return None, self.problems
        unsaid = frozenset(name for name, said in {**lines, "street_code": street}.items() if not said)
        particulars = Particulars(uscc=code, name=name, kind=kind, street_code=street, founded_on=founded_on, **lines)
        return Draft(self.number, particulars, status, invented, invented_fields, unsaid, since), []

    def _of(self, field: str) -> str:
        return _text(self.values.get(field))

    def _wrong(self, field: str, error: DomainError) -> None:
        self.problems.append(problem_of(self.number, field, error))

    def _needed(self, field: str) -> str:
        text = self._of(field)
        if not text:
            self._wrong(field, wrong.CellEmpty(column=HEADERS[field][0]))
        return text

    def _line(self, field: str, text: str) -> str:
        if len(text) > LINE.max_length:
            self._wrong(field, wrong.CellTooLong(column=HEADERS[field][0], most=LINE.max_length))
        return text

    def _code_and_kind(self) -> tuple[OrganisationKind | None, str]:
        cell, word = self.values.get("uscc"), self._of("kind").replace("（", "(").replace("）", ")")
        code = normalised(self._needed("uscc"))
        if word and word not in KINDS:
            self._wrong("kind", wrong.KindUnknown(word=word))
        kind = KINDS.get(word) or KIND_BY_PREFIX.get(code[:2], OrganisationKind.ASSOCIATION)
        try:
            if isinstance(cell, int | float):
                raise wrong.CodeStoredAsNumber
            if code:
                require_sound_code(code, kind, self.places.region_exists)
        except DomainError as error:
            self._wrong("uscc", error)
        return kind, code

    def _street(self) -> str:
        name = self._of("street")
        try:
            return self.places.street_code(name) if name else self.places.street_in(self._of("address")) or ""
        except DomainError as error:
            self._wrong("street", error)
            return ""

    def _founded_on(self) -> date | None:
        if not self._needed("founded_on"):
            return None
        try:
            day = read_day(self.values["founded_on"])
            require_plausible_founding(day, self.today)
        except DomainError as error:
            self._wrong("founded_on", error)
            return None
        return day

    def _state_since(self, founded_on: date | None) -> date | None:
        """Since when the state is what it is; None where the sheet does not say."""
        if not self._of("state_since"):
            return None
        try:
            day = read_day(self.values["state_since"])
            if day > self.today or (founded_on and day < founded_on):
                raise wrong.StateDayImpossible(day=day.isoformat())
        except DomainError as error:
            self._wrong("state_since", error)
            return None
        return day

    def _examples(self) -> tuple[bool, tuple[Particular, ...]]:
        """Whether the whole row is an example, and otherwise which of its particulars are."""
        text = self._of("invented")
        if text in _WHOLLY or text in _NOT:
            return text in _WHOLLY, ()
        words = [_header_word(word) for word in re.split("[、,，;；]", text) if word.strip()]
        for word in words:
            if word not in _PARTICULARS:
                self._wrong("invented", wrong.ExampleUnknown(word=word))
        return False, tuple(_PARTICULARS[word] for word in words if word in _PARTICULARS)

    def _status(self) -> OrganisationStatus | None:
        word = self._of("status")
        if word and word not in STATUSES:
            self._wrong("status", wrong.StatusUnknown(word=word))
        return STATUSES.get(word)
