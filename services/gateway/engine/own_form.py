"""Forms of the gateway's own, whose fields no service's document has, such as signing in."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema, Undeclared
from services.gateway.forms import texts_of


class _NoDocument:
    """Where the schemas of such fields stand: they refer to no others."""

    service = "gateway"

    def referred(self, reference: str) -> Json:
        """Nothing. Raises Undeclared."""
        raise Undeclared(reference)


def own(
    name: str,
    label: str,
    most: int | None = None,
    *,
    hint: str = "",
    required: bool = True,
    kind: str = "string",
    default: str | None = None,
    form: str | None = None,
) -> Field:
    """A field, with at most so many characters; ``label`` and ``hint`` are msgids."""
    given = {"type": kind, "format": form, "maxLength": most, "default": default, "x-label": {"zh": label, "en": label}}
    hints = {"x-hint": {"zh": hint, "en": hint}} if hint else {}
    bounded = {key: value for key, value in {**given, **hints}.items() if value is not None}
    return Field(name, Schema(_NoDocument(), bounded), required)


def own_form(page: Page, fields: Sequence[Field], typed: Mapping[str, str] | None = None) -> SchemaForm:
    """A form over such fields."""
    return SchemaForm({one.name: one for one in fields}, page.language, typed=typed)


async def posted(page: Page, fields: Sequence[Field]) -> SchemaForm:
    """The form as it was sent."""
    return own_form(page, fields, texts_of(await page.request.form()))
