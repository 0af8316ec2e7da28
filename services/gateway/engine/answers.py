"""What was typed into a form, in words: shown once more before it is sent (请核对)."""

from collections.abc import Mapping
from datetime import datetime

from services.gateway.engine.day_and_time import TIME
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.merge_view import spoken_of
from services.gateway.engine.page import Page
from services.gateway.engine.schema import UPLOADS, Field, Json
from services.gateway.engine.values import NOT_FILLED_IN, as_text
from services.gateway.i18n import N_
from services.gateway.merge import same
from shared.kernel.money import capital_yuan

CHECKED = "_checked"
"""Present when the answers were shown and the person pressed once more."""
CSRF = "_csrf"
EMPTY = N_("（空）")
FILES = N_("%(n)s 个文件")


def answers_of(page: Page, form: SchemaForm, body: Json, before: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each answer with its label, as the form orders them; of a field found by words the whole name.

    ``before`` is what fields began with: of those only the ones that are another now are told, with both values.
    """
    answers: list[tuple[str, str]] = []
    for name in (*form.shown, *form.of_act):
        if name in before:
            answers += _change(page, form, name, before[name])
        elif name in form.repeating:
            answers += _rows(page, form, name, body)
        elif name in form.fields and (name in form.shown or body.get(name)):
            text = form.found_words.get(name) or _in_words(page, form, name, body.get(name))
            answers.append((form[name].label, text or page.say(NOT_FILLED_IN)))
    return [(page.say(label), text) for label, text in answers]


def typed_again(form: SchemaForm) -> list[tuple[str, str]]:
    """Everything that the form carried, its key too, so that the second press sends the same."""
    return [(name, value) for name, value in form.typed.items() if name not in (CSRF, CHECKED)]


def _change(page: Page, form: SchemaForm, name: str, before: str) -> list[tuple[str, str]]:
    typed = form.together.get(name, "")
    if same(before, typed):
        return []
    label, was = spoken_of(form)(name, before)
    _, now = spoken_of(form)(name, typed)
    return [(label, f"{was or page.say(EMPTY)} → {now or page.say(EMPTY)}")]


def _rows(page: Page, form: SchemaForm, name: str, body: Json) -> list[tuple[str, str]]:
    rows, parts, label = body.get(name), form.repeating[name], page.say(form.rows(name).label)
    found = []
    for n, row in enumerate(rows if isinstance(rows, list) else [], start=1):
        texts = [_field_in_words(page, known, row.get(one)) for one, known in parts.items()]
        found.append((f"{label} {n}", page.parted(filter(None, texts))))
    return found


def _in_words(page: Page, form: SchemaForm, name: str, value: object) -> str:
    time = f"{name}{TIME}"
    if value and time in form.apart and not form.typed.get(time):
        return page.formats.day(datetime.fromisoformat(str(value)))
    if form.fields[name].kind in UPLOADS:
        count = len(form.typed.get(name, "").splitlines())
        return page.say(FILES, n=count) if count else ""
    chosen = dict(form.options.get(name) or form.inputs[name].options or ())
    return chosen.get(str(value)) or _field_in_words(page, form.fields[name], value)


def _field_in_words(page: Page, known: Field, value: object) -> str:
    """A value as a page shows it; an amount also in capital numerals, as a voucher has it."""
    text = as_text(page, known, value)
    return page.parted((text, capital_yuan(int(str(value))))) if text and known.kind == "money" else text
