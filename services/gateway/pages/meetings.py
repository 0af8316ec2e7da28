"""How a meeting of two changes is told: who changed what when, and both values of each field side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from services.gateway.i18n import N_
from services.gateway.meeting import Difference, Meeting
from services.gateway.pages.page import Page

Said = Callable[[str, str], tuple[str, str]]
"""A field's label (msgid) and a value of it in words, from its name and the value."""


@dataclass(frozen=True)
class Row:
    """One field: what it is now, and what this person typed where both changed it."""

    label: str
    newest: str
    mine: str
    both: bool


@dataclass(frozen=True)
class Shown:
    """What the page says above the form, and the names of the fields that both changed."""

    who: str
    rows: list[Row]
    both: str


async def shown(page: Page, met: Meeting, said: Said) -> Shown:
    """The meeting in the reader's words."""
    who = (await page.people()).name(met.by) if met.by else page.say(N_("有人"))
    if met.at:
        who = page.say(N_("%(who)s（%(when)s）"), who=who, when=page.formats.moment(met.at))
    rows = [_row(said, one) for one in met.differences]
    return Shown(who, rows, met.both)


def _row(said: Said, one: Difference) -> Row:
    label, newest = said(one.name, one.newest)
    return Row(label, newest, said(one.name, one.mine)[1], one.both)
