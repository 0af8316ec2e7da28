"""A block of files: small pictures with what is to be said of them; each opens through a link of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.gateway.engine.blocks import Item, Owner, allowed_on
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.uploads import files_at
from services.gateway.engine.values import at, number_at, rows_at, text_at
from services.gateway.i18n import N_

KINDS = {"picture": N_("图片"), "paper": N_("PDF 文件"), "sound": N_("录音")}
PAGES, SECONDS = N_("%(n)s 页"), N_("%(n)s 秒")


@dataclass(frozen=True)
class Shown:
    """One file as a page shows it: where it is, what it is, and how it looks small (nothing for some)."""

    href: str
    thumbnail: str
    icon: str
    facts: str


@dataclass(frozen=True)
class Gallery:
    """The files among the parts of a thing, each at ``file`` of its row. ``empty``: title and advice, or left out."""

    title: str
    path: str
    item: Callable[[Page, Json], Item]
    empty: tuple[str, str] | None = None
    file: str = "file"
    lead: str = ""
    template: ClassVar[str] = "engine/gallery.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """Each file with what may be done with it."""
        where = files_at(page, record.service)
        rows = [
            (shown_file(page, where, one, self.file), self.item(page, one), allowed_on(page, record, one))
            for one in rows_at(thing, self.path)
        ]
        return {"block": self, "rows": rows}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared."""
        schema.at(f"{self.path}.{self.file}")


def shown_file(page: Page, where: str, row: Json, path: str = "file") -> Shown:
    """A file that stands at a path of a row."""
    found = at(row, path)
    file: Json = found if isinstance(found, dict) else row
    kind, href = text_at(file, "kind"), f"{where}/{text_at(file, 'id')}"
    small = "" if kind == "sound" else f"{href}/thumbnail"
    more = [
        page.say(words, n=number_at(file, name))
        for name, words in (("pages", PAGES), ("seconds", SECONDS))
        if number_at(file, name)
    ]
    size = page.formats.bytes_of(number_at(file, "size"))
    return Shown(
        href,
        small,
        "chat" if kind == "sound" else "notice",
        page.parted([page.say(KINDS[kind]), *more, size]),
    )
