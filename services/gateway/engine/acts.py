"""Acts in two times: when something happened stands first; that it was entered on a later day is said (补记)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import as_text, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from shared.kernel.act import is_late_entry

DAY = len("2026-01-31")
ENTERED_LATE = N_("补记于 %(at)s")


def entered_late(page: Page, row: Json, at: str = "at") -> str:
    """When a row was written down, if on a later day than what it tells of happened; else nothing."""
    happened, recorded = moment_at(row, at), moment_at(row, "recorded_at")
    if happened is None or recorded is None:
        return ""
    return page.say(ENTERED_LATE, at=page.formats.moment(recorded)) if is_late_entry(happened, recorded) else ""


def act_text(page: Page, row: Json, at: str = "at") -> str:
    """When, by whom, and whether it was entered late, with what shows the time."""
    happened = moment_at(row, at)
    told = (page.formats.moment(happened) if happened else "", page.person(text_at(row, "by") or None))
    return page.parted([*told, *filter(None, (entered_late(page, row, at), text_at(row, "evidence")))])


def say_what_is_to_come(form: SchemaForm, body: Json, page: Page) -> bool:
    """Say what of the answers is still to come though it has happened: when it was done, and what ``is_past``."""
    now, today = page.visit.now, page.formats.local_today
    for name in [one for one, given in form.inputs.items() if given.is_past or one == "occurred_at"]:
        at = str(body.get(name) or "")
        if at and (date.fromisoformat(at) > today if len(at) == DAY else datetime.fromisoformat(at) > now):
            form.wrong(name, N_("“%(label)s”还没有到。"), label=page.say(form[name].label))
    return bool(form.errors)


LOOKED = "_looked"
"""When the form was shown that was sent, as a form carries it."""


def looked(page: Page, schema: Schema, thing: Json, typed: Mapping[str, str]) -> dict[str, object]:
    """When this form is shown, and what was written down about the thing since it was shown last."""
    since = _happened_since(page, schema, thing, typed.get(LOOKED, ""))
    return {"looked": page.visit.now.isoformat(), "since": since}


def _happened_since(page: Page, schema: Schema, thing: Json, looked: str) -> list[str]:
    try:
        since = datetime.fromisoformat(looked)
    except ValueError:
        return []
    new = [row for row in rows_at(thing, "timeline") if _written(row) > since]
    what = schema.at("timeline").schema.items.at("what") if new else None
    return [page.parted((as_text(page, what, row.get("what")), act_text(page, row))) for row in new if what]


def _written(row: Json) -> datetime:
    at = moment_at(row, "recorded_at") or moment_at(row, "at")
    return at or datetime.min.replace(tzinfo=UTC)
