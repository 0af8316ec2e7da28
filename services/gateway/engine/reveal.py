"""What a record's page shows only to whoever says why they look; its service logs the reading with that purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from services.gateway.clients.problems import ServiceRefused
from services.gateway.engine.api import Operation, document_of
from services.gateway.engine.blocks import Block, Owner, pairs_of
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema
from services.gateway.engine.values import Column, at, bound


@dataclass(frozen=True)
class Reveal:
    """Facts that stand masked until a purpose is given; ``source`` is the query that answers them whole, for it.

    All sentences are msgids: ``title`` of the block, ``ask`` for the form, ``logged`` once it is shown.
    """

    title: str
    columns: tuple[Column, ...]
    source: str
    ask: str
    logged: str
    form: SchemaForm | None = None
    template: ClassVar[str] = "engine/reveal.html"

    def asked(self, page: Page, service: str, typed: Mapping[str, str]) -> "Reveal":
        """The block for somebody who gave a purpose, or did not."""
        return replace(self, form=SchemaForm(self._purpose(service), page.language, (), typed))

    async def read(self, page: Page, record: Owner) -> Json:
        """The thing, whole for a purpose that the service takes, else masked. Raises ServiceRefused, ServiceAway."""
        purpose = self.form.check() if self.form else None
        if self.form and purpose is not None:
            try:
                said = {name: str(value) for name, value in purpose.items()}
                return await page.services.ask(record.service, self.source, said, page.ids)
            except ServiceRefused as problem:
                self.form.refused(problem, page.language)
        return await record.read(page)

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """The facts, and the form or what was said in it."""
        form = self.form or SchemaForm(self._purpose(record.service), page.language)
        return {
            "block": self,
            "pairs": pairs_of(page, self.columns, record.schema, thing),
            "there": any(at(thing, column.path) for column in self.columns),
            "form": form,
            "shown": self.form is not None and not form.errors and not form.is_draft,
            "why": page.listed(form[name].value for name in form.shown),
        }

    def check(self, schema: Schema) -> None:
        """Raise Undeclared for a field or a query that the service does not have."""
        bound(self.columns, schema)
        self._operation(schema.document.service)

    def _operation(self, service: str) -> Operation:
        return document_of(service).operation("GET", self.source)

    def _purpose(self, service: str) -> dict[str, Field]:
        return {name: one for name, one in self._operation(service).query.items() if one.required}


def is_wrong(block: Block) -> bool:
    """Whether a block asked for a purpose and was given none that the service takes."""
    return isinstance(block, Reveal) and block.form is not None and bool(block.form.errors)
