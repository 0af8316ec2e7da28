"""What marks example data: a whole thing, one value of it, and the column of a file that says so."""

from collections.abc import Callable

from services.gateway.engine.api import document_of
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Tag, texts_at
from services.gateway.i18n import N_

EXAMPLE = N_("示例")
WITH_MARK = N_("%(value)s（示例）")


def example_tags(page: Page, thing: Json) -> list[Tag]:
    """What marks a thing that is an example as a whole."""
    return [Tag(page.say(EXAMPLE))] if thing.get("invented") else []


def is_example(thing: Json, name: str) -> bool:
    """Whether this value of a real thing is an example."""
    return name in texts_at(thing, "invented_fields")


def example_marks(name: str) -> Callable[[Page, Json], list[Tag]]:
    """What stands beside a value that is an example: ``name`` is its field."""
    return lambda page, thing: [Tag(page.say(EXAMPLE))] if is_example(thing, name) else []


def example_cell(page: Page, thing: Json) -> Cell:
    """What a file says of it, in the words that an import understands: all of it, or which values."""
    if thing.get("invented"):
        return Cell(page.say(EXAMPLE))
    labels = document_of("registry").options("Particular")
    return Cell(page.listed(labels[one].of(page.language) for one in texts_at(thing, "invented_fields")))
