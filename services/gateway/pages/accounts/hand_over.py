"""移交工作: what a person still has open, given to a colleague by the owning services' commands, a few at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import APIRouter
from starlette.responses import Response

from services.gateway.auth.accounts import Staff
from services.gateway.auth.granting import may_manage
from services.gateway.auth.roles import GRANTS, REGISTRY, RESCUE
from services.gateway.clients.problems import ServiceRefused
from services.gateway.clients.service import Params
from services.gateway.engine.api import document_of
from services.gateway.engine.fields import Option
from services.gateway.engine.form import SchemaForm
from services.gateway.engine.own_form import own, own_form, posted
from services.gateway.engine.page import Page, SignedIn
from services.gateway.engine.schema import Field, Json
from services.gateway.engine.values import number_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.accounts.common import account_of, by, href
from shared.kernel.calendar import local_date

router = APIRouter(prefix="/accounts/person")
AT_ONCE = 25
"""So many are handed over by one press; the page then says how many are left."""
TO = own("to", N_("交给谁"), 32)
NOTHING_LEFT = N_("没有要移交的个案。请返回账号页。")
NOT_THE_ONE = N_("请从名单里选一位在岗的同事。不能交给本人或已停用的账号。")


@dataclass(frozen=True)
class Open:
    """The open cases of a person as far as the reader may see them; ``seen`` is false where the service refuses."""

    cases: Sequence[Json]
    total: int
    seen: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of one case; ``why`` is the service's sentence where it was not handed over."""

    case: Json
    why: str = ""


@router.get("/{staff_id}/hand-over")
async def show_hand_over(page: SignedIn) -> Response:
    """What is open, and who could take it."""
    staff = await account_of(page)
    return await _show(page, staff, own_form(page, _fields()), await _open_of(page, staff), [])


@router.post("/{staff_id}/hand-over")
async def hand_over(page: SignedIn) -> Response:
    """Hand over the next few; one that is refused does not stop the others, and stays in the list with the reason."""
    staff, form = await account_of(page), await posted(page, _fields())
    if not may_manage(page.staff, staff):
        zh, en = "这个账号不归您管理。请找别的管理员办理。", "You do not manage this account. Please ask another one."
        raise ServiceRefused("gateway", HTTPStatus.FORBIDDEN, "role-required", zh, en, [])
    given, left = form.check(), await _open_of(page, staff)
    if given is None:
        return await _show(page, staff, form, left, [])
    if str(given["to"]) not in dict(await _takers(page, staff)):
        form.wrong("to", NOT_THE_ONE)
        return await _show(page, staff, form, left, [])
    refused = set(form.typed.get("refused", "").split())
    chosen = [one for one in left.cases if text_at(one, "id") not in refused][:AT_ONCE]
    if not chosen:
        form.wrong("", NOTHING_LEFT)
        return await _show(page, staff, form, left, [])
    outcomes = [await _one(page, form, given, one) for one in chosen]
    if done := sum(not one.why for one in outcomes):
        await page.gateway.administration.handed_over(by(page), staff.id, str(given["to"]), done)
    return await _show(page, staff, form, await _open_of(page, staff), outcomes)


async def _one(page: Page, form: SchemaForm, given: Json, case: Json) -> Outcome:
    case_id = text_at(case, "id")
    try:
        await page.services.give("rescue", "hand_over_case", {"case_id": case_id}, given, f"{form.key}:{case_id}")
    except ServiceRefused as problem:
        return Outcome(case, problem.sentence(page.language))
    return Outcome(case)


async def _open_of(page: Page, staff: Staff) -> Open:
    """Cases that the person is responsible for and that are still in care."""
    wanted: Params = {"responsible": staff.id, "in_care": "true", "limit": 200}
    try:
        found = await page.services.ask("rescue", "/cases", wanted)
    except ServiceRefused as problem:
        if problem.status != HTTPStatus.FORBIDDEN:
            raise
        return Open((), 0, seen=False)
    return Open(rows_at(found, "items"), number_at(found, "total"))


def _fields() -> list[Field]:
    return [TO, document_of("rescue").command("hand_over_case").body.at("note")]


async def _takers(page: Page, staff: Staff) -> Sequence[Option]:
    today, people = local_date(page.visit.now), await page.people()
    return [
        (one.id, people.name(one.id))
        for one in await page.gateway.accounts.every()
        if one.id != staff.id and one.roles & RESCUE and one.state(today) == "active"
    ]


async def _show(page: Page, staff: Staff, form: SchemaForm, left: Open, outcomes: Sequence[Outcome]) -> Response:
    refused = set(form.typed.get("refused", "").split()) | {text_at(one.case, "id") for one in outcomes if one.why}
    return await page.show(
        "accounts/hand_over.html",
        form.status,
        account=staff,
        form=form,
        left=left,
        outcomes=outcomes,
        refused=" ".join(sorted(refused)),
        still=max(left.total - len(refused), 0),
        takers=await _takers(page, staff),
        may_give=may_manage(page.staff, staff),
        shared=bool(staff.roles & (GRANTS | REGISTRY)),
        back=href(staff),
    )
