"""The block of a record's page that tells what happened: its timeline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from services.gateway.engine.acts import entered_late
from services.gateway.engine.blocks import Owner
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import as_text, moment_at, rows_at, text_at
from services.gateway.i18n import N_

NOTHING_HAPPENED = N_("还没有变化记录")


@dataclass(frozen=True)
class Entry:
    """One line of a timeline in the reader's words."""

    title: str
    at: datetime | None
    by: str
    text: str
    late: str = ""


def _nothing_happened(_page: Page, _thing: Json) -> str:
    return NOTHING_HAPPENED


@dataclass(frozen=True)
class Timeline:
    """What happened, newest first: each entry has ``what``, ``at``, ``by``; ``details`` puts the rest into words.

    ``nothing`` says what it means that there are no entries (a msgid).
    """

    path: str = "timeline"
    details: Callable[[Page, Json, Schema], str] | None = None
    nothing: Callable[[Page, Json], str] = _nothing_happened
    template: ClassVar[str] = "engine/timeline.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """The entries."""
        schema, people = record.schema.at(self.path).schema.items, await page.people()
        entries = [
            Entry(
                as_text(page, schema.at("what"), row.get("what")),
                moment_at(row, "at"),
                people.name(text_at(row, "by") or None),
                self.details(page, row, schema) if self.details else "",
                entered_late(page, row),
            )
            for row in rows_at(thing, self.path)
        ]
        return {"entries": entries, "nothing": page.say(self.nothing(page, thing))}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared."""
        for name in ("what", "at", "by"):
            schema.at(f"{self.path}.{name}")
