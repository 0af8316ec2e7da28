"""Action: the page on which one command is given; its form is made from what the command says of itself."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.gateway.engine.api import Operation, document_of
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Field, Json, Schema, Undeclared
from services.gateway.engine.values import Column, at, bound

CAME_FROM = "of"
"""Carries the filter and order of the list that somebody came from to a record's page, and to its actions and back."""
Begin = Callable[[Page, Json, Json], Awaitable[Mapping[str, object]]]
Shows = Callable[[Page, Json], Awaitable[Mapping[str, object]]]
Sends = Callable[[dict[str, object], Json], Mapping[str, object]]
Foresees = Callable[[Page, Mapping[str, object], Json], Awaitable[Mapping[str, object]]]
Options = Callable[[Page, Json], Awaitable[Mapping[str, Sequence[Option]]]]


class Place(Protocol):
    """Where an action stands: a record, or a list."""

    @property
    def path(self) -> str:
        """Its address."""

    @property
    def schema(self) -> Schema:
        """What the service answers there."""

    @property
    def service(self) -> str:
        """Whose it is."""

    def name(self, page: Page, thing: Json) -> str:
        """How the thing is called that an action is given on; empty where there is none yet."""

    async def read(self, page: Page) -> Json:
        """What the service answers there now."""


@dataclass(frozen=True)
class Action:
    """The page of one command. All sentences are msgids.

    ``done`` is said afterwards, ``lead`` and ``warning`` stand above the form, ``confirm`` on the button; the command's
    own hint is the lead, or where it ``warns`` (as a dangerous one does) the warning. ``facts`` tell of the thing,
    ``part_facts`` of the row below ``rows`` that the address names by ``key``. ``begin`` says what the form begins
    with (a replacing one otherwise with what the thing has), ``options`` what is to be chosen from where that is known
    only now; ``about`` names the field that tells of whom a new thing is, ``sends`` what is sent of what was typed. One
    that is not ``offered`` is reached from elsewhere. A replacing command (PUT) merges what two people changed, of
    which the entries ``changes`` of the timeline tell; any other sends the version that was seen.
    One that ``restates`` begins with what the thing has too: it merges like a replacing one, and of what may be left
    out it sends only what is another than the form began with, so that nobody's change is undone by a form.
    ``check_answers`` shows what was answered in words, to be sent by a second press: before what cannot be undone; with
    them the template ``foreseen`` shows what would follow, which ``foresees`` asks for. What that is refused for is
    said of the form.
    """

    command: str
    done: str
    lead: str = ""
    warning: str = ""
    warns: bool = False
    confirm: str = ""
    tone: str = "primary"
    icon: str = ""
    inputs: tuple[Input, ...] = ()
    hidden: tuple[str, ...] = ()
    facts: tuple[Column, ...] = ()
    rows: str = ""
    key: str = "id"
    part_facts: tuple[Column, ...] = ()
    begin: Begin | None = None
    about: str = ""
    offered: bool = True
    at: str = ""
    """Where its page is below its place, when that does not follow from the command's name."""
    raised: bool | Callable[[Json], bool] = False
    """Whether one on a part is offered with those on the whole too, while a part allows it; or else the first for which
    this holds says why not."""
    options: Options | None = None
    sends: Sends = lambda body, _thing: body
    """Of a replacing command, knowing the thing as it is now."""
    fields: Callable[[], Mapping[str, Field]] | None = None
    layout: str = ""
    """The fields of its form where they are not those that are sent; their template where they do not just follow."""
    changes: tuple[str, ...] = ()
    above: str = ""
    shows: Shows | None = None
    """What the template ``above`` shows beyond the thing; with ``closed`` there is nothing to fill in now."""
    back: str = ""
    leads_to: str = ""
    check_answers: bool = False
    foresees: Foresees | None = None
    foreseen: str = ""
    restates: bool = False
    version: str = "version"
    """Where the answer has the version of what the command changes, if that is not the thing itself."""

    def operation(self, service: str) -> Operation:
        """What the service says of the command. Raises Undeclared."""
        return document_of(service).command(self.command)

    def label(self, page: Page, service: str) -> str:
        """What it is called."""
        return self.operation(service).label.of(page.language)

    def advice(self, page: Page, service: str) -> dict[str, str]:
        """The lead and the warning above its form."""
        hint, warns = self.operation(service).hint, self.warns or self.tone == "danger"
        own = hint.of(page.language) if hint else ""
        lead, warning = ("", own) if warns else (own, "")
        return {"lead": page.say(self.lead) or lead, "warning": page.say(self.warning) or warning}

    def form_fields(self, service: str) -> Mapping[str, Field]:
        """The fields of its form. Raises Undeclared."""
        return self.fields() if self.fields else self.operation(service).body.fields

    def version_of(self, thing: Json) -> int | None:
        """The version of what the command changes, as the thing tells it; None where it tells none."""
        value = at(thing, self.version)
        return value if isinstance(value, int) else None

    def address(self, place: Place) -> str:
        """Where its page is: below its place, by its name, and for a part by the part's id."""
        if self.at:
            return place.path + self.at
        part = self.parameter(place)
        return "/".join([place.path, self.command.replace("_", "-"), *([f"{{{part}}}"] if part else [])])

    def parameter(self, place: Place) -> str:
        """The name by which the command's path names a part of the thing; empty for a command on the whole."""
        names = parameters(self.operation(place.service).path)
        return next((name for name in names if f"{{{name}}}" not in place.path), "")

    def check(self, place: Place) -> None:
        """Raise Undeclared for anything that the service's document does not have."""
        bound(self.facts, place.schema)
        if self.version != "version":
            place.schema.at(self.version)
        if self.rows:
            bound(self.part_facts, place.schema.at(self.rows).schema.items)
        known = self.form_fields(place.service)
        for name in (*(one.name for one in self.inputs), *self.hidden):
            if name not in known:
                raise Undeclared(f"{self.command} has no field {name}")


def parameters(path: str) -> list[str]:
    """The names of the ids in a path."""
    return re.findall(r"\{(\w+)\}", path)
