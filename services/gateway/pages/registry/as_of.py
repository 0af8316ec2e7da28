"""What an organisation was called and where it was, on a day and as it was known on another."""

from collections.abc import Mapping
from datetime import date

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item, Own
from services.gateway.engine.bounds import UNREADABLE
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema
from services.gateway.engine.values import as_text, at, rows_at, text_at
from services.gateway.forms import SENTENCES
from services.gateway.i18n import N_
from services.gateway.pages.registry.organisation_parts import SOURCE
from shared.kernel.texts import half_width

DAYS = ("true_on", "known_on")
FROM_TO, FROM, UNTIL_THEN = N_("%(start)s 至 %(end)s 前"), N_("%(start)s 起"), N_("%(end)s 以前")
ANSWER = N_("%(day)s：%(name)s，%(street)s")
KNOWN_THEN = N_("%(day)s（按 %(known)s 所知）：%(name)s，%(street)s")
UNKNOWN, NOT_FOUNDED = N_("那时登记册里还没有记载"), N_("那时该组织还没有成立")
TO_COME = N_("“%(label)s”还没有到，请填写今天或者以前的日期。")


def asked(page: Page) -> Mapping[str, str]:
    """The days that the address of the page asks about; nothing where one of them cannot be answered."""
    given = _typed(page)
    return {} if _wrong(page, given) else {name: day for name, day in given.items() if day}


def _typed(page: Page) -> Mapping[str, str]:
    return {name: half_width(page.request.query_params.get(name, "")).strip() for name in DAYS}


def _wrong(page: Page, given: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with the days, by field (msgids): no day, a day to come, or the first one left out."""
    today = page.formats.local_today
    found = {name: UNREADABLE["date"] for name, day in given.items() if day and not _is_day(day)}
    found |= {
        name: TO_COME for name, day in given.items() if name not in found and day and date.fromisoformat(day) > today
    }
    return found | ({"true_on": SENTENCES["missing"]} if given["known_on"] and not given["true_on"] else {})


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def former(page: Page, path: str, schema: Schema, organisation: Json) -> list[Item]:
    """The values of a fact with their days, the newest first; nothing where there was only one."""
    start, end = (schema.at(f"{path}.{name}") for name in ("start", "end"))
    spans = rows_at(organisation, path)
    return [
        Item(text_at(one, "value"), facts=[_days(page, *(as_text(page, f, one.get(f.name)) for f in (start, end)))])
        for one in (reversed(spans) if len(spans) > 1 else ())
    ]


def _days(page: Page, start: str, end: str) -> str:
    if start and end:
        return page.say(FROM_TO, start=start, end=end)
    return page.say(FROM, start=start) if start else page.say(UNTIL_THEN, end=end)


async def _history(page: Page, organisation: Json) -> Mapping[str, object]:
    operation = document_of("registry").operation("GET", SOURCE)
    fields = {name: operation.query[name] for name in DAYS}
    histories = {
        label: former(page, path, operation.answer, organisation)
        for label, path in ((N_("名称"), "names"), (N_("镇（街道）"), "streets"))
    }
    return {
        "histories": {label: items for label, items in histories.items() if items},
        "form": _form(page, fields),
        "answer": _answer(page, operation.answer, organisation),
    }


def _form(page: Page, fields: Mapping[str, Field]) -> SchemaForm:
    """The form with what was asked, and what is wrong with it."""
    given = _typed(page)
    form = SchemaForm(fields, page.language, (), given if any(given.values()) else None)
    for name, sentence in _wrong(page, given).items():
        form.wrong(name, sentence, label=form[name].label)
    return form


def _answer(page: Page, schema: Schema, organisation: Json) -> str:
    """The answer as a sentence; empty where nothing was asked."""
    if at(organisation, "as_of") is None:
        return ""
    day, known = (as_text(page, schema.at(f"as_of.{name}"), at(organisation, f"as_of.{name}")) for name in DAYS)
    said = NOT_FOUNDED if at(organisation, "as_of.not_founded") else UNKNOWN
    name = text_at(organisation, "as_of.name") or page.say(said)
    street = text_at(organisation, "as_of.street")
    if not street:
        return page.parted([day, name])
    return page.say(KNOWN_THEN if known else ANSWER, day=day, known=known, name=name, street=street)


AS_OF = Own("registry/as_of.html", _history)
