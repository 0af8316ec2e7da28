"""One visit to the page of an action: its form, what was typed, and giving the command."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import path_with
from services.gateway.engine.action import Action, Place
from services.gateway.engine.action_links import keeping_list, review_code, why_not
from services.gateway.engine.acts import looked, say_what_is_to_come
from services.gateway.engine.answers import CHECKED, answers_of, typed_again
from services.gateway.engine.blocks import pairs_of
from services.gateway.engine.fields import Option
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.form_rows import apart
from services.gateway.engine.lookup import look_up
from services.gateway.engine.merge_view import shown, spoken_of
from services.gateway.engine.page import Page
from services.gateway.engine.restating import began_with, only_changed
from services.gateway.engine.review import says_anything, what_is_confirmed
from services.gateway.engine.schema import UPLOADS, Json
from services.gateway.engine.uploads import send_files, showing_files
from services.gateway.engine.values import rows_at, text_at
from services.gateway.forms import files_of, texts_of
from services.gateway.i18n import N_
from services.gateway.merge import SEEN, Merge, merge, read, taken, written

NO_PART = N_("没有这一项。")


class Giving:
    """One visit to the page of an action."""

    def __init__(self, action: Action, place: Place, page: Page) -> None:
        self.action, self.place, self.page = action, place, page
        self.operation = action.operation(place.service)
        self.ids, self.fields = page.ids, action.form_fields(place.service)
        self.merges = self.operation.method == "PUT" or action.restates
        self.files: Mapping[str, UploadFile] = {}

    async def show(self) -> Response:
        """The form as it begins."""
        thing = await self.place.read(self.page)
        return await self._page(await self.begin(thing), thing, self._part(thing))

    async def begin(self, thing: Json) -> SchemaForm:
        """The form with what it begins with."""
        part, fields = self._part(thing), self.fields
        form = self._form({n: v for n, v in self.page.request.query_params.items() if n in fields})
        form.options = await self._options(thing)
        form.fill(await self._beginning(thing, part))
        if self.merges:
            form.typed[SEEN] = written(await self._known(form, thing, part))
        return form

    async def give(self) -> Response:
        """Give the command, or show again what was typed and what is wrong with it."""
        sent = await self.page.request.form()
        of_form = {name for name, one in self.fields.items() if one.kind == "file"}
        self.files = {name: file for name, file in files_of(sent).items() if name in of_form}
        named = {name: str(file.filename) for name, file in self.files.items()}
        typed = texts_of(sent) | dict.fromkeys(of_form, "") | named
        typed |= (uploads := await send_files(self.page, self.place.service, self.fields, sent, typed)).typed
        thing = await self.place.read(self.page) if self.merges else None
        form = self._form(taken(typed) if self.merges else typed)
        form.errors += uploads.errors
        version = self.action.version_of(thing) if thing else form.version
        overtaken = thing is not None and form.version not in (None, version)
        merged = await self._merged(form, thing) if thing and overtaken else None
        await look_up(self.page, form)
        now = thing
        if self.action.options:
            now = now or await self.place.read(self.page)
            form.options = await self._options(now)
        body = only_changed(form) if self.action.restates else form.check()
        if body is not None and not (merged and merged.differences):
            if self.action.check_answers and CHECKED not in typed and says_anything(form, body):
                return await self._check(form, body, now or await self.place.read(self.page))
            sending = self._send(self.action.sends(body, thing or {}), form.key, version)
            answer = await form.accepted(sending, self.page.language)
            if answer is not None:
                return await self.page.go(self._afterwards(answer), self.action.done)
            if self.merges and form.conflict:
                thing = await self.place.read(self.page)
                merged = await self._merged(form, thing)
                form.told_apart(merged.differences)
        thing = thing or await self.place.read(self.page)
        form.options = await self._options(thing)
        return await self._page(form, thing, self._part(thing), merged)

    async def _check(self, form: SchemaForm, body: Json, thing: Json) -> Response:
        """What is about to be sent, in words: nothing is sent before the second press; what cannot be is said now."""
        part = self._part(thing)
        against = "" if body.get("occurred_at") else why_not(self.page, part or thing, self.action.command)
        if against:
            form.wrong("", against)
        foreseen: Json | None = {}
        if not say_what_is_to_come(form, body, self.page) and self.action.foresees:
            asked = self.action.foresees(self.page, self.action.sends(dict(body), thing), thing)
            foreseen = await form.accepted(asked, self.page.language)
        if form.errors:
            return await self._page(form, thing, part)
        shown = await self.context(form, thing, part)
        answers = answers_of(self.page, form, body, began_with(form) if self.action.restates else {})
        return await self.page.show(
            "engine/check.html", **shown, **(foreseen or {}), answers=answers, typed=typed_again(form)
        )

    def _form(self, typed: Mapping[str, str]) -> SchemaForm:
        given = self.fields, self.page.language, self.action.inputs, typed, self.action.hidden
        return showing_files(SchemaForm(*given), self.page, self.place.service)

    async def _options(self, thing: Json) -> Mapping[str, Sequence[Option]]:
        return await self.action.options(self.page, thing) if self.action.options else {}

    async def _send(self, body: Json, key: str, version: int | None) -> Json:
        service = self.place.service
        if not self.operation.takes_files:
            return await self.page.services.give(service, self.action.command, self.ids, body, key, version)
        files = {name: (str(file.filename), await file.read()) for name, file in self.files.items()}
        path = path_with(self.operation.path, self.ids)
        rest = {name: value for name, value in body.items() if name not in files}
        return await self.page.services.calls(service).upload(path, files, rest, key)

    def _afterwards(self, answer: Json) -> str:
        leads_to, ids = self.action.leads_to, {"id": answer.get("id"), **self.ids}
        return leads_to.format(**ids) if leads_to else self._home()

    def _home(self) -> str:
        return keeping_list(self.page, f"{self.place.path}{self.action.back}".format(**self.ids))

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
        fresh.fill(await self._beginning(thing, part))
        return fresh.together

    async def _beginning(self, thing: Json, part: Json) -> Mapping[str, object]:
        if self.action.begin:
            return await self.action.begin(self.page, thing, part)
        return thing if self.merges else {}

    async def _merged(self, form: SchemaForm, thing: Json) -> Merge:
        kinds, told = self.action.changes, rows_at(thing, "timeline")
        happened = [one for one in told if not kinds or text_at(one, "what") in kinds]
        last = next(iter(happened), {})
        at = text_at(last, "at")
        by, when = (text_at(last, "by") or None), (datetime.fromisoformat(at) if at else None)
        known = await self._known(form, thing, self._part(thing))
        return merge(read(form.typed.get(SEEN, "")), form.together, known, by, when)

    async def _page(self, form: SchemaForm, thing: Json, part: Json, merged: Merge | None = None) -> Response:
        if merged is not None:
            form.typed = {**apart(merged.merged, form.repeating), SEEN: written(await self._known(form, thing, part))}
        status = HTTPStatus.CONFLICT if merged and merged.differences else form.status
        return await self.page.show("engine/action.html", status, **await self.context(form, thing, part, merged))

    async def context(
        self, form: SchemaForm, thing: Json, part: Json, merged: Merge | None = None
    ) -> dict[str, object]:
        """What the page of the action shows."""
        page, action, _ = self.page, self.action, await self.page.people()
        seen = None if self.merges or form.conflict else form.version
        pairs = pairs_of(page, action.facts, self.place.schema, thing)
        if part:
            pairs += pairs_of(page, action.part_facts, self.place.schema.at(action.rows).schema.items, part)
        pairs += what_is_confirmed(page, form, review_code(part or thing, action.command))
        return {
            "action": action,
            "form": form,
            "title": action.label(page, self.place.service),
            "about": form.typed.get(action.about, "") if action.about else self.place.name(page, thing),
            "pairs": pairs,
            "thing": thing,
            "part": part,
            "back": self._home(),
            "version": action.version_of(thing) if seen is None else seen,
            "why_not": why_not(page, part or thing, action.command),
            "merged": await shown(page, merged, spoken_of(form)) if merged else None,
            "takes_files": any(one.kind in ("file", *UPLOADS) for one in self.fields.values()),
            "advice": action.advice(page, self.place.service),
            "closed": False,
            **looked(page, self.place.schema, thing, form.typed),
            **(await action.shows(page, thing) if action.shows else {}),
        }
