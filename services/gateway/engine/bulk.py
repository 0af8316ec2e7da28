"""One action on all that were chosen in a list: one form, one command for each, and what became of each of them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.clients.problems import ServiceRefused, or_none
from services.gateway.engine.action import CAME_FROM, Action, parameters
from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.listing import PER_PAGE, List
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Json
from services.gateway.engine.values import rows_at, text_at
from services.gateway.forms import texts_of
from services.gateway.i18n import N_

CHOSEN = "chosen"
NOTHING_CHOSEN = N_("还没有选择。请返回名单，先勾选要办理的各项。")


@dataclass(frozen=True)
class Outcome:
    """What became of one of them: done, or refused with the service's sentence."""

    id: str
    done: bool
    why: str = ""


def bulk_links(page: Page, listed: List) -> list[ActionLink]:
    """The actions that this person may give for several at once."""
    allowed = [one for one in listed.bulk if one.operation(listed.service).roles & page.staff.roles]
    return [ActionLink(one.label(page, listed.service), one.command, tone=one.tone) for one in allowed]


def bulk_routes(router: APIRouter, listed: List) -> None:
    """The form for several at once, and giving the commands. Raises nothing for a list without such actions."""
    for action in listed.bulk:
        address = f"{listed.path}/{CHOSEN}/{action.command.replace('_', '-')}"
        router.add_api_route(address, _showing(listed, action), methods=["GET"], response_model=None)
        router.add_api_route(address, _giving(listed, action), methods=["POST"], response_model=None)


def _showing(listed: List, action: Action) -> Callable[..., Awaitable[Response]]:
    async def show(page: SignedIn) -> Response:
        query = page.request.query_params
        visit = _Bulk(page, listed, action, query.getlist(CHOSEN), query.get(CAME_FROM, ""), {})
        return await visit.begin()

    return show


def _giving(listed: List, action: Action) -> Callable[..., Awaitable[Response]]:
    async def give(page: SignedIn) -> Response:
        sent = await page.request.form()
        chosen = [str(one) for one in sent.getlist(CHOSEN)][:PER_PAGE]
        visit = _Bulk(page, listed, action, chosen, str(sent.get(CAME_FROM, "")), texts_of(sent))
        return await visit.give()

    return give


class _Bulk:
    """One visit to the page on which an action is given for several at once."""

    def __init__(
        self,
        page: Page,
        listed: List,
        action: Action,
        chosen: Sequence[str],
        came_from: str,
        typed: Mapping[str, str],
    ) -> None:
        self.page, self.listed, self.action, self.chosen, self.came_from = page, listed, action, chosen, came_from
        self.operation = action.operation(listed.service)
        self.form = SchemaForm(self.operation.body.fields, page.language, action.inputs, typed)
        if not chosen:
            self.form.wrong("", NOTHING_CHOSEN)

    async def begin(self) -> Response:
        """The form with what was chosen."""
        return await self._show([], await self._names())

    async def give(self) -> Response:
        """Give the command for each; a refusal does not stop the others.

        Names are read before, since what was done may leave the list that it was chosen from; it is done, and told,
        without names too.
        """
        body = self.form.check() if self.chosen else None
        if body is None:
            return await self.begin()
        names = await or_none(self._names(), also_refused=True) or {}
        return await self._show([await self._one(one, body) for one in self.chosen], names)

    async def _one(self, one: str, body: Json) -> Outcome:
        ids = dict.fromkeys(parameters(self.operation.path), one)
        key = f"{self.form.key}:{one}" if self.form.key else ""
        try:
            await self.page.services.give(self.listed.service, self.action.command, ids, body, key)
        except ServiceRefused as problem:
            return Outcome(one, done=False, why=problem.sentence(self.page.language))
        return Outcome(one, done=True)

    async def _show(self, outcomes: Sequence[Outcome], names: Mapping[str, str]) -> Response:
        """The form with what was chosen; or what became of each of them, and the form again for those not done."""
        page, listed = self.page, self.listed
        rest = [one.id for one in outcomes if not one.done] if outcomes else self.chosen
        return await page.show(
            "engine/bulk.html",
            self.form.status,
            list=listed,
            action=self.action,
            form=self.form,
            title=self.action.label(page, listed.service),
            back=listed.back(self.came_from),
            came_from=self.came_from,
            advice=self.action.advice(page, listed.service),
            chosen=[(one, names.get(one, one)) for one in rest],
            outcomes=[(names.get(one.id, one.id), listed.href(one.id, self.came_from), one) for one in outcomes],
        )

    async def _names(self) -> Mapping[str, str]:
        """What the things in the list are called that somebody came from. Raises ServiceRefused, ServiceAway."""
        page, listed, asked = self.page, self.listed, dict(parse_qsl(self.came_from))
        found = await listed.found(page, listed.wanted(asked), asked.get("cursor"))
        return {text_at(row, "id"): listed.bound[0].cell(page, row).text for row in rows_at(found, "items")}
