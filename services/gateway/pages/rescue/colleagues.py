"""Who may be responsible for a case, and the filter of lists by it."""

from collections.abc import Mapping, Sequence

from services.gateway.auth.roles import RESCUE
from services.gateway.engine.fields import Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, text_at
from services.gateway.i18n import N_

MINE, NOBODY = "mine", "nobody"
MY_CASES, WITHOUT = N_("我的个案"), N_("没有责任人")
ASKED = {MINE: {"mine": "true"}, NOBODY: {"unassigned": "true"}}


async def colleagues(page: Page) -> Sequence[Option]:
    """Those of the staff who care for people in need and have not left."""
    staff, people = await page.gateway.accounts.every(), await page.people()
    return [(one.id, people.name(one.id)) for one in staff if one.roles & RESCUE and not one.disabled]


async def others(page: Page, case: Json) -> Mapping[str, Sequence[Option]]:
    """To whom a case may be handed over: everybody but who has it."""
    now = text_at(case, "responsible")
    return {"to": [one for one in await colleagues(page) if one[0] != now]}


async def by_worker(page: Page) -> Mapping[str, Sequence[Option]]:
    """What a list may be filtered by: the reader's own cases, those of nobody, those of a colleague."""
    named = [one for one in await colleagues(page) if one[0] != page.staff.id]
    return {"responsible": [(MINE, page.say(MY_CASES)), (NOBODY, page.say(WITHOUT)), *named]}


def asked_of(wanted: Mapping[str, str]) -> Mapping[str, str]:
    """The query that the service understands."""
    code = wanted.get("responsible", "")
    return {**wanted, "responsible": "", **ASKED[code]} if code in ASKED else wanted


def responsible(page: Page, thing: Json) -> Cell:
    """The name of the responsible worker, on a page that has read the people."""
    return Cell(page.person(text_at(thing, "responsible")) or page.say(WITHOUT))


async def erasing(page: Page, case: Json) -> Mapping[str, object]:
    """Who proposed to erase the person."""
    return {"who": page.person(text_at(case, "erasure_proposal.by"))}
