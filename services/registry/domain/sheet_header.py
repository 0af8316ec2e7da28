"""The header of a sheet of organisations: which column holds what, and which columns nobody knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from services.registry.domain import sheet_errors as wrong
from services.registry.domain.cells import Cell, text_of
from services.registry.domain.kinds import Particular

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
PROBLEM_HEADS = {"zh": "问题（导入时不读）", "en": "Problem (not read)"}
"""The head of the column that says what is wrong in a row, by language; whoever mends the row may leave it there."""
EXAMPLE = "示例"
"""With this word before the credit code a row of the template is an example, and is not read."""
EXAMPLE_ROW: Mapping[str, str] = {
    "uscc": f"{EXAMPLE}：51330213MJ90000146（这一行不会导入）",
    "name": "奉化区示例志愿者协会",
    "kind": "社会团体",
    "street": "锦屏街道",
    "address": "奉化区锦屏街道中山路1号",
    "supervisor": "奉化区民政局",
    "legal_representative": "张三",
    "founded_on": "2017-07-01",
    "status": "正常",
}
_LOOK_ALIKES = {"founded_on": "发证日期", "legal_representative": "负责人"}
"""Heads that were taken for these fields and mean something else: a certificate is issued anew at every change, and an
association's 负责人 are its president, vice presidents and secretary general (社会团体登记管理条例 第十四条).
"""
_REQUIRED = ("uscc", "name", "founded_on")
_HEADER_WITHIN = 10
_NEAR = 0.6
"""How alike two heads must be for one to be offered for the other, from 0 to 1."""
_LEFT_OUT = {re.sub(r"[ *：:]", "", head).translate(str.maketrans("（）", "()")) for head in PROBLEM_HEADS.values()}
_KNOWN = {name: names[0] for names in HEADERS.values() for name in names}


@dataclass(frozen=True)
class UnknownHead:
    """A column that is not read, and the head that it may have meant; empty where none is near."""

    word: str
    near: str


@dataclass(frozen=True)
class Header:
    """Where the header stands, counted from 0, which field stands in which place of it, and what nobody knows."""

    row: int
    columns: Mapping[str, int]
    unknown: tuple[UnknownHead, ...]


def column_of(field: str) -> str:
    """What the column of a field is called where people read it."""
    return Particular.STREET.label.zh if field == "street" else HEADERS[field][0]


def header_word(cell: Cell) -> str:
    """A head as it is compared: half-width brackets, no spaces, stars or colons."""
    return text_of(cell).translate(str.maketrans("（）", "()", " *：:"))


def find_header(cells: Sequence[Sequence[Cell]]) -> Header:
    """The header, which stands within the first ten rows.

    Raises SheetEmpty, ColumnMistaken or ColumnsMissing.
    """
    if not any(text_of(cell) for row in cells for cell in row):
        raise wrong.SheetEmpty
    best: dict[str, int] = {}
    for number, row in enumerate(cells[:_HEADER_WITHIN]):
        words = {header_word(cell): place for place, cell in reversed(list(enumerate(row)))}
        found = {field: words[name] for field, names in HEADERS.items() for name in reversed(names) if name in words}
        if "uscc" in found:
            _require_no_look_alike(found, words)
        if all(field in found for field in _REQUIRED):
            return Header(number, found, _unknown(row, found))
        best = max(best, found, key=len)
    missing = [HEADERS[field][0] for field in _REQUIRED if field not in best]
    raise wrong.ColumnsMissing(columns="、".join(missing))


def _require_no_look_alike(found: Mapping[str, int], words: Mapping[str, int]) -> None:
    """Raise ColumnMistaken where a head stands in the place of one that it is not."""
    for field, mistaken in _LOOK_ALIKES.items():
        if field not in found and mistaken in words:
            raise wrong.ColumnMistaken(column=mistaken, meant=HEADERS[field][0])


def _unknown(row: Sequence[Cell], found: Mapping[str, int]) -> tuple[UnknownHead, ...]:
    """The heads that were not taken for a field; a near one is offered where that field is not there yet."""
    words = [header_word(cell) for place, cell in enumerate(row) if place not in found.values()]
    free = [name for field, names in HEADERS.items() if field not in found for name in names]
    strange = [word for word in words if word and word not in _KNOWN and word not in _LEFT_OUT]
    near = {word: get_close_matches(word, free, n=1, cutoff=_NEAR) for word in strange}
    return tuple(UnknownHead(word, _KNOWN[match[0]] if match else "") for word, match in near.items())
