"""Rows that repeat in a form, such as marks and clues: what somebody typed into one is never dropped silently."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.gateway.forms import DRAFT, Form
from services.gateway.i18n import N_

TypedRow = dict[str, str]
CHOSEN = "kind"
"""The part that is chosen from a list and so never empty: alone it does not make a row."""


@dataclass(frozen=True)
class FormRows:
    """One kind of rows, with fields named ``<prefix>-<number>-<name>``. ``lacking`` asks for the ``needed`` part."""

    prefix: str
    names: tuple[str, ...]
    needed: str
    lacking: str
    at_least: int

    def typed(self, data: Mapping[str, Any]) -> list[TypedRow]:
        """The rows that somebody typed into."""
        pattern = re.compile(rf"{self.prefix}-([0-9]{{1,4}})-\w+")
        numbers = sorted({int(found.group(1)) for key in data if (found := pattern.fullmatch(key))})
        rows = [{name: str(data.get(f"{self.prefix}-{n}-{name}", "")).strip() for name in self.names} for n in numbers]
        return [row for row in rows if any(text for name, text in row.items() if name != CHOSEN)]

    def read(self, carried: str) -> list[TypedRow]:
        """The rows as one field of a form carries them; none where nobody can read them as rows."""
        try:
            found = json.loads(carried)
        except (ValueError, RecursionError):
            return []
        rows = found if isinstance(found, list) else []
        return [{name: str(row.get(name, "")) for name in self.names} for row in rows if isinstance(row, dict)]

    def check(self, form: Form[Any], rows: list[TypedRow]) -> bool:
        """Whether every row has its needed part; those that lack it are named in the errors, unless it is a draft."""
        lacking = [number for number, row in enumerate(rows) if not row[self.needed] and DRAFT not in form.typed]
        for number in lacking:
            form.wrong(f"{self.prefix}-{number}-{self.needed}", self.lacking, n=number + 1)
        return not lacking

    def shown(self, rows: list[TypedRow]) -> list[TypedRow]:
        """The rows as the form shows them: one empty row more at least."""
        return rows + [dict.fromkeys(self.names, "")] * max(1, self.at_least - len(rows))


MARKS = FormRows(
    "mark", ("site", "kind", "text"), "site", N_("体表特征第 %(n)s 行只有说明，请填写“部位”；不清楚就写“不详”。"), 3
)
CLUES = FormRows(
    "clue", ("kind", "words", "normal_form"), "words", N_("线索第 %(n)s 行只有“指的是”，请填写“原话”。"), 4
)
