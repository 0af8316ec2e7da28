"""How a merge of two changes is shown: who changed what when, and both values of each field side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from services.gateway.engine.form import SchemaForm
from services.gateway.engine.form_rows import read_rows
from services.gateway.engine.page import Page
from services.gateway.i18n import N_
from services.gateway.merge import Difference, Merge

Reading = Callable[[str, str], tuple[str, str]]
"""A field's label (msgid) and the text of a value, from its name and the value."""


@dataclass(frozen=True)
class MergeRow:
    """One field: what it is now, and what this person typed where both changed it."""

    label: str
    newest: str
    mine: str
    both: bool


@dataclass(frozen=True)
class Shown:
    """What the page says above the form, and the names of the fields that both changed."""

    who: str
    rows: list[MergeRow]
    both: str


async def shown(page: Page, merge: Merge, reading: Reading) -> Shown:
    """The merge in the reader's language."""
    who = (await page.people()).name(merge.by) if merge.by else page.say(N_("有人"))
    if merge.at:
        who = page.say(N_("%(who)s（%(when)s）"), who=who, when=page.formats.moment(merge.at))
    rows = [_row(reading, one) for one in merge.differences]
    return Shown(who, rows, merge.both)


def _row(reading: Reading, one: Difference) -> MergeRow:
    label, newest = reading(one.name, one.newest)
    return MergeRow(label, newest, reading(one.name, one.mine)[1], one.both)


def rows_in_words(form: SchemaForm, name: str, text: str) -> str:
    """How the rows of a field read that are one text."""
    labels = [pair for part in form.repeating[name].values() for pair in part.options.items()]
    codes = {code: label.of(form.language) for code, label in labels}
    rows = [" ".join(codes.get(one, one) for one in row.values() if one) for row in read_rows(text)]
    return " / ".join(rows)


def spoken_of(form: SchemaForm) -> Callable[[str, str], tuple[str, str]]:
    """A field's label in a form, and how its values read."""

    def spoken(name: str, value: str) -> tuple[str, str]:
        if name in form.repeating:
            return form.rows(name).label, rows_in_words(form, name, value)
        view = form[name]
        return view.label, dict(view.options).get(value, value)

    return spoken
