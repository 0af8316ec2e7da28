"""Reading a sheet of organisations (名册): its Chinese headers, its cells, and what is wrong with them, row by row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.registry.domain import sheet_errors as wrong
from services.registry.domain.cells import Cell, is_ruined_number, quoted, require_legible, text_of
from services.registry.domain.fields import LINE
from services.registry.domain.kinds import KIND_BY_PREFIX, OrganisationKind, OrganisationStatus, Particular
from services.registry.domain.particulars import EARLIEST_FOUNDING, Particulars, require_plausible_founding
from services.registry.domain.places import Gazetteer
from services.registry.domain.sheet_header import EXAMPLE, HEADERS, UnknownHead, column_of, find_header, header_word
from services.registry.domain.sheet_words import KINDS, STATUSES
from services.registry.domain.uscc import normalised, require_sound_code
from shared.kernel.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
"""The largest file that is read."""

_MAY_STAY_EMPTY = ("address", "supervisor", "legal_representative")
_PARTICULARS = {word: one for one in Particular for word in HEADERS.get(one.removesuffix("_code"), ())}
_WHOLLY, _NOT = {"是", "示例", "1", "true", "True", "y", "Y"}, {"", "否", "0", "false", "False", "n", "N"}
"""What the column 示例 says of a whole row; anything else are the heads of the columns that are examples in it."""
_MIDNIGHT = r"(?:[ T]0?0:00(?::00(?:\.0+)?)?)?"
"""Spreadsheets and databases write a day with the time at which it begins."""
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _MIDNIGHT, re.ASCII)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})" + _MIDNIGHT, re.ASCII)
_EXCEL_DAY_0 = date(1899, 12, 30)
_GIVEN_MOST = 1_000
"""How much of a cell is kept to be given back."""
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
class GivenRow:
    """A row as it stood in the sheet, every column of it, by the number that the spreadsheet counts."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """A whole sheet: how many rows it has, those that are right, and what is wrong with the others; its heads and rows
    as they were given, which readings of before did not keep.
    """

    rows: int
    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    heads: tuple[str, ...] = ()
    given: tuple[GivenRow, ...] = ()


def read_sheet(cells: Sequence[Sequence[Cell]], places: Gazetteer, today: date) -> Reading:
    """Read every row below the header, which stands within the first ten rows (a title may stand above it).

    Raises SheetEmpty, ColumnMistaken or ColumnsMissing when there is nothing to read row by row.
    """
    header = find_header(cells)
    top, columns = header.row, header.columns
    drafts: list[Draft] = []
    problems: list[Problem] = []
    if header.unknown:
        problems.append(unknown_columns(top + 1, header.unknown))
    first_seen: dict[str, int] = {}
    rows = 0
    given: list[GivenRow] = []
    for number, row in enumerate(cells[top + 1 :], start=top + 2):
        values = {field: row[place] if place < len(row) else None for field, place in columns.items()}
        if not any(text_of(value) for value in values.values()) or text_of(values["uscc"]).startswith(EXAMPLE):
            continue
        given.append(GivenRow(number, _as_given(row)))
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
    return Reading(rows, tuple(drafts), tuple(problems), _as_given(cells[top]), tuple(given))


def _as_given(row: Sequence[Cell]) -> tuple[str, ...]:
    """The cells as texts, a long one cut: what is too long anyway is mended where it came from."""
    return tuple("" if cell is None else str(cell)[:_GIVEN_MOST] for cell in row)


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
    text = text_of(cell)
    match = _DATE.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))  # type: ignore[index]
    except (TypeError, ValueError):
        raise wrong.DayUnreadable(text=quoted(text)) from None


def problem_of(row: int, field: str, error: DomainError) -> Problem:
    """What an error says of the cell of a field."""
    return Problem(row, column_of(field), error.slug, error.sentence("zh"), error.sentence("en"))


def unknown_columns(row: int, heads: Sequence[UnknownHead]) -> Problem:
    """Which columns of the sheet were not read, and what each may have meant."""
    error = wrong.ColumnsUnknown(
        zh="、".join(f"{one.word}（是不是“{one.near}”？）" if one.near else one.word for one in heads),
        en=", ".join(f"{one.word} (is it “{one.near}”?)" if one.near else one.word for one in heads),
    )
    return Problem(row, "表头", error.slug, error.sentence("zh"), error.sentence("en"))


class _Row:
    """One row being read: every cell is tried, so that all that is wrong is told at once."""

    def __init__(self, number: int, values: Mapping[str, Cell], places: Gazetteer, today: date) -> None:
        self.number, self.values, self.places, self.today = number, values, places, today
        self.problems: list[Problem] = []
        self._texts = {field: self._legible(field, values.get(field)) for field in HEADERS}

    def _legible(self, field: str, cell: Cell) -> str:
        """The text of a cell. What cannot be one, for whatever the row is read, is told and taken for empty."""
        try:
            require_legible(cell, HEADERS[field][0])
        except DomainError as error:
            self._wrong(field, error)
            return ""
        return text_of(cell)

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
        return self._texts[field]

    def _wrong(self, field: str, error: DomainError) -> None:
        self.problems.append(problem_of(self.number, field, error))

    def _needed(self, field: str) -> str:
        text = self._of(field)
        if not text and not any(problem.column == column_of(field) for problem in self.problems):
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
            if isinstance(cell, int | float) or is_ruined_number(code, cell):
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
                raise wrong.StateDayImpossible(day=day)
        except DomainError as error:
            self._wrong("state_since", error)
            return None
        return day

    def _examples(self) -> tuple[bool, tuple[Particular, ...]]:
        """Whether the whole row is an example, and otherwise which of its particulars are."""
        text = self._of("invented")
        if text in _WHOLLY or text in _NOT:
            return text in _WHOLLY, ()
        words = [header_word(word) for word in re.split("[、,，;；]", text) if word.strip()]
        for word in words:
            if word not in _PARTICULARS:
                self._wrong("invented", wrong.ExampleUnknown(word=word))
        return False, tuple(_PARTICULARS[word] for word in words if word in _PARTICULARS)

    def _status(self) -> OrganisationStatus | None:
        word = self._of("status")
        if word and word not in STATUSES:
            self._wrong("status", wrong.StatusUnknown(word=word))
        return STATUSES.get(word)
