"""What a record's page shows, as printing takes it: labels and values in the reader's words, masked as on the page."""

from collections.abc import Iterable, Mapping, Sequence

from services.gateway.engine.blocks import Item, Items, pairs_of
from services.gateway.engine.page import Page
from services.gateway.engine.record import Record
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, rows_at

Section = Mapping[str, object]


def facts_of(page: Page, record: Record, columns: Sequence[Column], thing: Json) -> list[Json]:
    """Labels and values of these columns."""
    return facts(pairs_of(page, columns, record.schema, thing))


def facts(pairs: Iterable[tuple[str, Cell]]) -> list[Json]:
    """Labels and values that are in words already."""
    return [fact(label, _words(cell), cell.below, labels(cell.tags)) for label, cell in pairs]


def _words(cell: Cell) -> str:
    return "".join(piece.text for piece in cell.pieces) or cell.text


def fact(label: str, value: str, below: str = "", tags: Sequence[str] = ()) -> Json:
    """One label with its value."""
    return {"label": label, "value": value, "below": below, "tags": list(tags)}


def items_of(page: Page, block: Items, thing: Json) -> list[Section]:
    """The section of a list; none where its page leaves it out."""
    rows = rows_at(thing, block.path)[:: -1 if block.newest_first else 1]
    if not rows and block.empty is None:
        return []
    empty = page.say(block.empty[0]) if block.empty else ""
    items = [item_of(block.item(page, row)) for row in rows]
    return [{"title": page.say(block.title), "items": items, "empty": empty}]


def item_of(item: Item) -> Json:
    """One entry of a list."""
    return {
        "title": item.title,
        "tags": labels(item.tags),
        "facts": list(filter(None, item.facts)),
        "quote": item.quote,
        "texts": list(filter(None, item.texts)),
    }


def labels(tags: Iterable[Tag]) -> list[str]:
    """What the tags say."""
    return [tag.label for tag in tags]
