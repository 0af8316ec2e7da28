"""One visit to the page of an action: its form, what was typed, and giving the command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import cast

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import path_with
from services.gateway.engine.action import Action, Place, why_not
from services.gateway.engine.fields import Input, Option
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.merge_view import shown
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import bound, rows_at, text_at
from services.gateway.forms import texts_of
from services.gateway.i18n import N_
from services.gateway.merge import SEEN, Merge, merge, read, taken, written

NO_PART = N_("没有这一项。")


def action_routes(router: APIRouter, action: Action, place: Place) -> None:
    """The two routes of an action: the form, and giving the command."""

    async def show(page: SignedIn) -> Response:
        return await Giving(action, place, page).show()

    async def give(page: SignedIn) -> Response:
        return await Giving(action, place, page).give()

    router.add_api_route(action.address(place), show, methods=["GET"], response_model=None)
    router.add_api_route(action.address(place), give, methods=["POST"], response_model=None)


class Giving:
    """One visit to the page of an action."""

    def __init__(self, action: Action, place: Place, page: Page) -> None:
        self.action, self.place, self.page = action, place, page
        self.operation = action.operation(place.service)
        self.ids = {name: str(value) for name, value in page.request.path_params.items()}
        self.merges = self.operation.method == "PUT"

    async def show(self) -> Response:
        """The form as it begins."""
        thing = await self.place.read(self.page)
        part = self._part(thing)
        fields = self.operation.body.fields
        form = await self._form(thing, {n: v for n, v in self.page.request.query_params.items() if n in fields})
        if self.action.begin:
            form.fill(await self.action.begin(self.page, thing, part))
        if self.merges:
            form.typed[SEEN] = written(await self._known(form, thing, part))
        return await self._page(form, thing, part)

    async def give(self) -> Response:
        """Give the command, or show again what was typed and what is wrong with it."""
        typed = texts_of(await self.page.request.form())
        thing = await self.place.read(self.page) if self.merges else None
        form = await self._form(thing or {}, taken(typed) if self.merges else typed)
        version = cast(int, thing["version"]) if thing else (form.version if self.action.checked else None)
        overtaken = thing is not None and form.version not in (None, version)
        merged = await self._merged(form, thing) if thing and overtaken else None
        body = form.check()
        if body is not None and not (merged and merged.differences):
            try:
                answer = await self._send(body, form.key, version)
            except ServiceRefused as problem:
                form.refused(problem, self.page.language)
                if self.merges and form.conflict:
                    thing = await self.place.read(self.page)
                    merged = await self._merged(form, thing)
                    form.told_apart(merged.differences)
            else:
                return await self.page.go(self._afterwards(answer), self.action.done)
        thing = thing or await self.place.read(self.page)
        return await self._page(form, thing, self._part(thing), merged)

    async def _form(self, thing: Json, typed: Mapping[str, str]) -> SchemaForm:
        chosen = await self.action.options(self.page, thing) if self.action.options else {}
        named = {one.name: one for one in self.action.inputs}
        inputs = [*named.values(), *(Input(name) for name in chosen if name not in named)]
        inputs = [_with(one, chosen.get(one.name)) for one in inputs]
        hidden = self.action.hidden
        return SchemaForm(self.operation.body.fields, self.page.language, inputs, typed, hidden)

    async def _send(self, body: Json, key: str, version: int | None) -> Json:
        calls, path = self.page.services.calls(self.place.service), path_with(self.operation.path, self.ids)
        answer: Json = await calls.command(path, body, key, version=version, method=self.operation.method)
        return answer

    def _afterwards(self, answer: Json) -> str:
        home = self.action.leads_to or self.place.path + self.action.back
        return home.format(**{"id": answer.get("id"), **self.ids})

    def _part(self, thing: Json) -> Json:
        """The row that the address names; empty for a command on the whole. Raises ServiceRefused 404."""
        if not self.action.rows:
            return {}
        wanted = self.ids[self.action.parameter(self.place)]
        for row in rows_at(thing, self.action.rows):
            if text_at(row, self.action.key) == wanted:
                return row
        service = self.place.service
        raise ServiceRefused(service, HTTPStatus.NOT_FOUND, "no-such-part", NO_PART, "There is no such item.", [])

    async def _known(self, form: SchemaForm, thing: Json, part: Json) -> dict[str, str]:
        """What the form would show of the thing as it stands now."""
        fresh = SchemaForm(form.fields, self.page.language, tuple(form.inputs.values()), {}, form.hidden)
        if self.action.begin:
            fresh.fill(await self.action.begin(self.page, thing, part))
        return fresh.typed

    async def _merged(self, form: SchemaForm, thing: Json) -> Merge:
        last = next(iter(rows_at(thing, "timeline")), {})
        at = text_at(last, "at")
        by, when = (text_at(last, "by") or None), (datetime.fromisoformat(at) if at else None)
        known = await self._known(form, thing, self._part(thing))
        return merge(read(form.typed.get(SEEN, "")), form.typed, known, by, when)

    async def _page(self, form: SchemaForm, thing: Json, part: Json, merged: Merge | None = None) -> Response:
        page, action = self.page, self.action
        status, version = HTTPStatus.OK, thing.get("version") if self.merges else form.version or thing.get("version")
        if merged is not None:
            form.typed = {**merged.merged, SEEN: written(await self._known(form, thing, part))}
        if form.errors:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
        if merged and merged.differences:
            status = HTTPStatus.CONFLICT
        home = self.place.path + action.back
        pairs = [(one.label(page), one.cell(page, thing)) for one in bound(action.facts, self.place.schema)]
        if part:
            columns = bound(action.part_facts, self.place.schema.at(action.rows).schema.items)
            pairs += [(one.label(page), one.cell(page, part)) for one in columns]
        return await page.show(
            "engine/action.html",
            status,
            action=action,
            form=form,
            title=action.words(page, self.place.service),
            about=form.typed.get(action.about, "") if action.about else self.place.name(page, thing),
            pairs=pairs,
            thing=thing,
            part=part,
            back=home.format(**self.ids),
            version=version if self.merges or action.checked else None,
            why_not=why_not(page, part or thing, action.command),
            merged=await shown(page, merged, self._spoken(form)) if merged else None,
        )

    def _spoken(self, form: SchemaForm) -> Callable[[str, str], tuple[str, str]]:
        """A field's label and how its values read."""

        def spoken(name: str, value: str) -> tuple[str, str]:
            view = form[name]
            return view.label, dict(view.options).get(value, value)

        return spoken


def _with(one: Input, options: Sequence[Option] | None) -> Input:
    return replace(one, options=options) if options is not None else one
