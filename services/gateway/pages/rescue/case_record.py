"""What the timeline of a case rests on: the days it is asked of, and whether the journal behind it is whole."""

from collections.abc import Mapping

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Own
from services.gateway.engine.happened import NOTHING_HAPPENED
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import as_text, at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.as_of_days import DAYS, form_of

SOURCE = "/cases/{case_id}"
NOTHING_BY_THEN = N_("到所填的日子结束为止没有记录")
TRUE, KNOWN = N_("只列出 %(day)s 结束以前发生的事。"), N_("只列出 %(day)s 结束以前已经记下的事。")
SHOWN_OF_HASH = 16


async def _record(page: Page, case: Json) -> Mapping[str, object]:
    operation = document_of("rescue").operation("GET", SOURCE)
    schema = operation.answer
    days = {name: as_text(page, schema.at(f"record.{name}"), at(case, f"record.{name}")) for name in DAYS}
    said = {"true_on": TRUE, "known_on": KNOWN}
    return {
        "form": form_of(page, {name: operation.query[name] for name in DAYS}),
        "limits": [page.say(said[name], day=day) for name, day in days.items() if at(case, f"record.{name}")],
        "entries": at(case, "record.entries"),
        "whole": bool(at(case, "record.whole")),
        "last_hash": text_at(case, "record.last_hash")[:SHOWN_OF_HASH],
    }


def nothing_told(_: Page, case: Json) -> str:
    """Why there are no entries: of the days that were asked about there are none, which is not to say of today."""
    asked = any(at(case, f"record.{name}") for name in DAYS)
    return NOTHING_BY_THEN if asked else NOTHING_HAPPENED


RECORD = Own("rescue/record.html", _record)
