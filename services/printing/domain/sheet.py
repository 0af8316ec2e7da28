"""What stands on a paper: words already chosen for its reader by whoever asks, in the order of reading.

Printing knows no case, project or organisation. It is given labels and values, and money in 分.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Annotated

from annotated_types import Ge, Lt, MaxLen, MinLen

from services.printing.domain.errors import TooMuchText
from shared.kernel.labels import Unit
from shared.kernel.money import Fen

MOST_TEXT = 150_000
"""Characters on one paper, all texts together: about a hundred pages."""
MOST_COLUMNS = 12
Line = Annotated[str, MaxLen(2_000)]
Text = Annotated[str, MaxLen(100_000)]
Place = Annotated[int, Ge(0), Lt(MOST_COLUMNS)]
Width = Annotated[int, Ge(1), Lt(100)]
Amount = Annotated[Fen, Unit("fen"), Ge(0), Lt(10**18)]


@dataclass(frozen=True)
class Fact:
    """A label with its value and its tags; ``below`` stands under it in small. Without any it is not filled in."""

    label: Line
    value: Text = ""
    below: Text = ""
    tags: Annotated[list[Line], MaxLen(20)] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One entry of a list: its title with tags, small facts beside each other, what was said, and texts."""

    title: Text
    tags: Annotated[list[Line], MaxLen(20)] = field(default_factory=list)
    facts: Annotated[list[Line], MaxLen(50)] = field(default_factory=list)
    quote: Text = ""
    texts: Annotated[list[Text], MaxLen(50)] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Rows under heads. ``numbers`` are the places of amounts, ``widths`` how wide columns are beside each other."""

    heads: Annotated[list[Line], MinLen(1), MaxLen(MOST_COLUMNS)]
    rows: Annotated[list[Annotated[list[Text], MaxLen(MOST_COLUMNS)]], MaxLen(2_000)]
    numbers: Annotated[list[Place], MaxLen(MOST_COLUMNS)] = field(default_factory=list)
    widths: Annotated[list[Width], MaxLen(MOST_COLUMNS)] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One part of a paper under its heading: facts, then a list, then a table. Without any it says ``empty``."""

    title: Line
    lead: Line = ""
    facts: Annotated[list[Fact], MaxLen(200)] = field(default_factory=list)
    items: Annotated[list[Item], MaxLen(2_000)] = field(default_factory=list)
    table: Table | None = None
    empty: Line = ""


@dataclass(frozen=True)
class Money:
    """An amount that is printed in figures and in capital numerals (大写)."""

    label: Line
    fen: Amount


@dataclass(frozen=True)
class Signature:
    """A place to sign: for what, who did it by the record (empty where nobody has), and when."""

    label: Line
    name: Line = ""
    when: Line = ""


@dataclass(frozen=True)
class Sheet:
    """A paper: ``office`` heads every page, ``title`` says which paper it is, ``subject`` of what, ``tags`` how that
    stands, ``asked_by`` is whoever prints it, by name."""

    office: Line
    title: Line
    subject: Text
    asked_by: Line
    tags: Annotated[list[Line], MaxLen(20)] = field(default_factory=list)
    facts: Annotated[list[Fact], MaxLen(60)] = field(default_factory=list)
    money: Annotated[list[Money], MaxLen(10)] = field(default_factory=list)
    sections: Annotated[list[Section], MaxLen(60)] = field(default_factory=list)
    signatures: Annotated[list[Signature], MaxLen(8)] = field(default_factory=list)
    notes: Annotated[list[Text], MaxLen(20)] = field(default_factory=list)

    def require_printable(self) -> None:
        """Raise TooMuchText for more than a press is given at once."""
        length = sum(map(len, _texts(asdict(self))))
        if length > MOST_TEXT:
            raise TooMuchText(length=length, most=MOST_TEXT)

    def canonical(self) -> bytes:
        """The same bytes for the same content."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
