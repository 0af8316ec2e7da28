"""Record: the page of one thing, with its facts, its parts in blocks, what may be done, and what happened."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from services.gateway.engine.action import CAME_FROM, Action
from services.gateway.engine.action_links import ActionLink, keeping_list, links
from services.gateway.engine.action_routes import action_routes
from services.gateway.engine.api import Document, Operation, document_of
from services.gateway.engine.blocks import Block, pairs_of
from services.gateway.engine.listing import List
from services.gateway.engine.neighbours import Neighbours, neighbours
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.related import Related
from services.gateway.engine.reveal import Reveal, is_wrong
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Column, Tag, bound
from services.gateway.forms import texts_of


@dataclass(frozen=True)
class Tab:
    """One of several pages of a record. ``count`` says how many things on it wait."""

    tail: str
    title: str
    blocks: tuple[Block, ...]
    count: Callable[[Json], int] | None = None


@dataclass(frozen=True)
class Record:
    """The page of one thing. ``path`` is its address, ``source`` the service's path; both name the same id.

    ``title`` puts the thing into words, ``tags`` and ``facts`` stand beside it; ``purpose`` is sent with the reading.
    ``about`` is how its actions call it where that is more than the title; ``limit`` is what must be done next, for
    the bar at its head (``left``, a tag; ``what``), and ``urgent`` names the command for it, which leads the rail.
    Of a thing that is ``gone`` nothing is shown but this: a title, and what there is to say.
    """

    service: str
    path: str
    source: str
    title: Callable[[Page, Json], str]
    icon: str
    about: Callable[[Page, Json], str] | None = None
    limit: Callable[[Page, Json], Mapping[str, object] | None] = lambda _page, _thing: None
    facts: tuple[Column, ...] = ()
    tags: Callable[[Page, Json], list[Tag]] = lambda _page, _thing: []
    blocks: tuple[Block, ...] = ()
    tabs: tuple[Tab, ...] = ()
    side: tuple[Block, ...] = ()
    above: tuple[Block, ...] = ()
    actions: tuple[Action, ...] = ()
    urgent: Callable[[Json], str] = lambda _thing: ""
    links: Callable[[Page, Json], list[ActionLink]] = lambda _page, _thing: []
    live: str = ""
    listed: List | None = None
    purpose: Callable[[Page], Mapping[str, str]] = lambda _page: {}
    gone: Callable[[Page, Json], tuple[str, str] | None] = lambda _page, _thing: None

    @cached_property
    def document(self) -> Document:
        """What the service says of itself."""
        return document_of(self.service)

    @cached_property
    def operation(self) -> Operation:
        """The query behind the page. Raises Undeclared."""
        return self.document.operation("GET", self.source)

    @property
    def schema(self) -> Schema:
        """What the service answers."""
        return self.operation.answer

    def check(self) -> None:
        """Raise Undeclared for anything that the service's document does not have."""
        bound(self.facts, self.schema)
        for block in (*self.above, *self.blocks, *self.side, *(block for tab in self.tabs for block in tab.blocks)):
            block.check(self.schema)
        for action in self.actions:
            action.check(self)

    def name(self, page: Page, thing: Json) -> str:
        """How the thing is called."""
        return (self.about or self.title)(page, thing)

    def address(self, ids: Mapping[str, str]) -> str:
        """Where the page of this thing is."""
        return self.path.format(**ids)

    async def read(self, page: Page) -> Json:
        """The thing, as the service answers it now. Raises ServiceRefused, ServiceAway."""
        return await page.services.ask(self.service, self.source, self.purpose(page), page.ids)

    async def show(self, page: Page, tab: Tab, reading: Awaitable[Json] | None = None) -> Response:
        """The page; asked for by a hint, only its changing part. ``reading`` brings the thing in another way."""
        blocks = [one.begun(page) if isinstance(one, Related) else one for one in tab.blocks]
        related = asyncio.gather(*(one.asked for one in blocks if isinstance(one, Related) and one.asked))
        thing, beside, _, _ = await asyncio.gather(
            reading or self.read(page), self._neighbours(page), page.people(), related
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if any(map(is_wrong, blocks)) else HTTPStatus.OK
        if gone := self.gone(page, thing):
            return await page.show("engine/gone.html", status, record=self, title=gone[0], advice=gone[1])
        first = self.urgent(thing)
        in_order = sorted(self.actions, key=lambda one: one.command != first)
        offered = [*links(page, self, in_order, thing, page.ids), *self.links(page, thing)]
        rail = sorted(offered, key=lambda one: not one.urgent)
        context: dict[str, object] = {
            "record": self,
            "thing": thing,
            "title": self.title(page, thing),
            "tags": self.tags(page, thing),
            "facts": pairs_of(page, self.facts, self.schema, thing),
            "limit": self.limit(page, thing),
            "above": await self._parts(page, self.above, thing),
            "blocks": await self._parts(page, blocks, thing),
            "side": await self._parts(page, self.side, thing),
            "tabs": self._tabs(page, tab, thing),
            "allowed": [one for one in rail if one.allowed],
            "not_allowed": [one for one in rail if not one.allowed],
            "neighbours": beside,
        }
        if page.wants_fragment:
            return page.fragment("engine/record.html", "alive", **context)
        return await page.show("engine/record.html", status, **context)

    async def _parts(self, page: Page, blocks: Sequence[Block], thing: Json) -> list[Markup]:
        parts = [page.part(block.template, **await block.view(page, self, thing)) for block in blocks]
        return [part for part in parts if part.strip()]

    def _tabs(self, page: Page, here: Tab, thing: Json) -> list[Mapping[str, object]]:
        base = self.address(page.ids)
        return [
            {
                "href": keeping_list(page, base + tab.tail),
                "label": page.say(tab.title),
                "here": tab.tail == here.tail,
                "count": (tab.count(thing) if tab.count else 0) or "",
            }
            for tab in self.tabs
        ]

    async def _neighbours(self, page: Page) -> Neighbours | None:
        came_from = page.request.query_params.get(CAME_FROM)
        if self.listed is None or came_from is None or page.wants_fragment:
            return None
        return await neighbours(self.listed, page, page.ids, came_from)


def record_routes(router: APIRouter, record: Record) -> None:
    """The routes of a record: its actions, which stand before it, and the page with its tabs."""
    for action in record.actions:
        action_routes(router, action, record)
    for tab in record.tabs or (Tab("", "", record.blocks),):
        router.add_api_route(record.path + tab.tail, _showing(record, tab), methods=["GET"], response_model=None)
        for block in tab.blocks:
            if isinstance(block, Reveal):
                ask = _revealing(record, tab, block)
                router.add_api_route(record.path + tab.tail, ask, methods=["POST"], response_model=None)


def _showing(record: Record, tab: Tab) -> Callable[..., Awaitable[Response]]:
    async def show(page: SignedIn) -> Response:
        return await record.show(page, tab)

    return show


def _revealing(record: Record, tab: Tab, block: Reveal) -> Callable[..., Awaitable[Response]]:
    async def show(page: SignedIn) -> Response:
        visit = block.asked(page, record.service, texts_of(await page.request.form()))
        here = replace(tab, blocks=tuple(visit if one is block else one for one in tab.blocks))
        return await record.show(page, here, visit.read(page, record))

    return show
