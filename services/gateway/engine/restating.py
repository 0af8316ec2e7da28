"""A form that restates what a thing has: of what may be left out, only what a person made another is sent."""

from collections.abc import Mapping

from services.gateway.engine.form import SchemaForm
from services.gateway.forms import SENTENCES
from services.gateway.merge import SEEN, read, same


def began_with(form: SchemaForm) -> Mapping[str, str]:
    """What the fields of the form began with, as it was typed then."""
    return read(form.typed.get(SEEN, ""))


def only_changed(form: SchemaForm) -> dict[str, object] | None:
    """What is to be sent; a field that was emptied is sent empty, and is asked for where it may not be."""
    body = form.check()
    if body is None:
        return None
    for name, before in began_with(form).items():
        known, typed = form.fields.get(name), form.typed.get(name, "")
        if known is None or not known.schema.nullable:
            continue
        if same(before, typed):
            body[name] = None
        elif not typed.strip() and known.schema.given.get("minLength"):
            form.wrong(name, SENTENCES["missing"], label=form[name].label)
        elif not typed.strip():
            body[name] = ""
    return None if form.errors else body
