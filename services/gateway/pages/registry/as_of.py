"""What an organisation was called and where it was, on a day and as it was known on another."""

from collections.abc import Mapping

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item, Own
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import as_text, at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.as_of_days import DAYS, asked_days, form_of
from services.gateway.pages.registry.organisation_parts import SOURCE

NEEDED = "true_on"
"""What was known on a day is asked of what was true on one."""
FROM_TO, FROM, UNTIL_THEN = N_("%(start)s 至 %(end)s 前"), N_("%(start)s 起"), N_("%(end)s 以前")
ANSWER = N_("%(day)s：%(name)s，%(street)s")
KNOWN_THEN = N_("%(day)s（按 %(known)s 所知）：%(name)s，%(street)s")
UNKNOWN, NOT_FOUNDED = N_("那时登记册里还没有记载"), N_("那时该组织还没有成立")


def asked(page: Page) -> Mapping[str, str]:
    """The days that the address of the page asks about; nothing where one of them cannot be answered."""
    return asked_days(page, needed=NEEDED)


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
        "form": form_of(page, fields, needed=NEEDED),
        "answer": _answer(page, operation.answer, organisation),
    }


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
