"""What a second person confirms (双人复核), as pages tell it: by the review code of all that was shown."""

from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, text_at
from services.gateway.i18n import N_

WHAT_YOU_CONFIRM = N_("您复核的内容")
BY_CODE = N_("以上各项，复核码 %(code)s")
CONFIRMED = N_("复核码 %(code)s")
SHOWN = 8
"""So many characters are enough for people to compare two codes."""


def what_is_confirmed(page: Page, form: SchemaForm, code: str) -> list[tuple[str, Cell]]:
    """What a second person confirms by a form, which from now on carries the code of what is shown now."""
    carried = [name for name, one in form.fields.items() if one.kind == "shown"]
    for name in carried:
        if form.conflict or name not in form.typed:
            form.typed[name] = code
    return [(page.say(WHAT_YOU_CONFIRM), Cell(page.say(BY_CODE, code=short(code))))] if carried and code else []


def says_anything(form: SchemaForm, body: Json) -> bool:
    """Whether somebody has answered anything, beyond what the form carries back."""
    return any(given for name, given in body.items() if form.fields[name].kind != "shown")


def short(code: str) -> str:
    """The beginning of a code, in two groups."""
    return f"{code[: SHOWN // 2]} {code[SHOWN // 2 : SHOWN]}".upper()


def confirmed(page: Page, row: Json) -> list[str]:
    """By which code a second person confirmed what a row tells; nothing where nobody did, or it was not kept yet."""
    code = text_at(row, "review_code")
    return [page.say(CONFIRMED, code=short(code))] if code else []
