"""The two days that a page may be asked about: as true on one, as known on another; they stand in its address."""

from collections.abc import Mapping
from datetime import date

from services.gateway.engine.bounds import UNREADABLE
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field
from services.gateway.forms import SENTENCES
from services.gateway.i18n import N_
from shared.kernel.texts import half_width

DAYS = ("true_on", "known_on")
TO_COME = N_("“%(label)s”还没有到，请填写今天或者以前的日期。")


def asked_days(page: Page, *, needed: str | None = None) -> Mapping[str, str]:
    """The days that were asked about; nothing where one cannot be answered, or ``needed`` was left out."""
    given = _typed(page)
    return {} if _wrong(page, given, needed) else {name: day for name, day in given.items() if day}


def form_of(page: Page, fields: Mapping[str, Field], *, needed: str | None = None) -> SchemaForm:
    """The form with what was asked, and what is wrong with it."""
    given = _typed(page)
    form = SchemaForm(fields, page.language, (), given if any(given.values()) else None)
    for name, sentence in _wrong(page, given, needed).items():
        form.wrong(name, sentence, label=form[name].label)
    return form


def _typed(page: Page) -> Mapping[str, str]:
    return {name: half_width(page.request.query_params.get(name, "")).strip() for name in DAYS}


def _wrong(page: Page, given: Mapping[str, str], needed: str | None) -> Mapping[str, str]:
    """What is wrong with the days, by field (msgids): no day, a day to come, or the needed one left out."""
    today = page.formats.local_today
    found = {name: UNREADABLE["date"] for name, day in given.items() if day and not _is_day(day)}
    found |= {
        name: TO_COME for name, day in given.items() if name not in found and day and date.fromisoformat(day) > today
    }
    missing = needed is not None and any(given.values()) and not given[needed]
    return found | ({needed: SENTENCES["missing"]} if needed is not None and missing else {})


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
