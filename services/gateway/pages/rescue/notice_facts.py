"""What the public reads of a person who is searched for; what is not known stays out.

While a draft waits, the words are marked that are held.
"""

import re
from collections.abc import Sequence

from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Piece, Show, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import coded

WHY_HELD = N_("“%(words)s”：%(why)s")
IN_FIELD = N_("%(field)s：“%(words)s”（%(why)s）")
WAITING = "proposed"


def _text(name: str) -> Show:
    """The text of a field; what is held in it stands out, with the reason below."""

    def show(page: Page, notice: Json) -> Cell:
        text = text_at(notice, f"text.{name}")
        held = held_in(notice, name)
        if not held:
            return Cell(text)
        why = page.parted(page.say(WHY_HELD, words=words, why=_why(page, kind)) for words, kind in held)
        return Cell(below=why, pieces=_pieces(text, [words for words, _ in held]))

    return show


def held_in(notice: Json, name: str) -> list[tuple[str, str]]:
    """The held words of a field of a draft that waits, each with its kind."""
    if text_at(notice, "state") != WAITING:
        return []
    rows = (one for one in rows_at(notice, "held") if text_at(one, "field") == name)
    return [(text_at(one, "words"), text_at(one, "kind")) for one in rows]


def to_check(page: Page, notice: Json) -> Sequence[Option]:
    """What whoever approves the draft ticks: each passage that is held, with its field and the reason."""
    options = []
    for fact in NOTICE_FACTS:
        name = fact.path.removeprefix("text.")
        for words, kind in held_in(notice, name):
            label = page.say(IN_FIELD, field=_field(page, name), words=words, why=_why(page, kind))
            options.append((f"{name}:{' '.join(words.split())}", label))
    return options


def _field(page: Page, name: str) -> str:
    label = document_of("rescue").command("propose_notice").body.at(name).label
    return label.of(page.language) if label else name


def _why(page: Page, kind: str) -> str:
    return coded(page, "HeldKind", kind)


def _pieces(text: str, held: Sequence[str]) -> list[Piece]:
    pattern = "|".join(map(re.escape, sorted(held, key=len, reverse=True)))
    parts = re.split(f"({pattern})", text)
    return [Piece(part, marked=bool(at % 2)) for at, part in enumerate(parts) if part]


TEXTS = ("shown_name", "sex", "age", "height", "features", "speech", "clothing", "condition")
NOTICE_FACTS = (
    *(Column(f"text.{name}", if_any=True, show=_text(name)) for name in TEXTS),
    Column("text.found_on", if_any=True),
    *(Column(f"text.{name}", if_any=True, show=_text(name)) for name in ("found_place", "contact_phone")),
)
