"""个案 list and 到期事项: who is in care, and what must be done before when."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from services.gateway.clients.rescue_answers import DueLine
from services.gateway.engine.page import Page, SignedIn
from services.gateway.forms import Form, FormModel
from services.gateway.i18n import N_
from services.gateway.words import said_options

router = APIRouter(prefix="/rescue")
DUE_ACTION = {
    "search_notice": (N_("拟公告"), "/act/propose_notice"),
    "dna_request": (N_("登记报请"), "/act/request_dna"),
}


OPEN = ("open", N_("身份不明或寻亲中"))
"""One choice for both states in which nobody knows yet who the person is."""


class CaseFilter(FormModel):
    """The filter above the list."""

    q: str = Field("", title=N_("案件编号"))
    custody: str = Field("", title=N_("照料状态"))
    identity: str = Field("", title=N_("身份"))
    in_care: str = Field("", title=N_("范围"))


@dataclass(frozen=True)
class Due:
    """One duty as the due list shows it."""

    due_at: datetime | None
    what: str
    subject: str
    basis: str
    href: str
    action: str
    action_href: str


@router.get("/cases")
async def list_cases(page: SignedIn) -> Response:
    """Cases that fit the filter; those in care unless told otherwise."""
    given = page.request.query_params
    typed = {name: given.get(name, "") for name in CaseFilter.model_fields}
    if not typed.keys() & given.keys():
        typed["in_care"] = "true"
    wanted = {**typed, "identity": "", "unidentified": "true"} if typed["identity"] == OPEN[0] else typed
    found = await page.services.rescue.cases(**wanted, cursor=given.get("cursor"), limit=25)
    options = {kind: said_options(page.language, kind) for kind in ("custody", "identity")}
    options["identity"].insert(0, (OPEN[0], page.say(OPEN[1])))
    options["in_care"] = [("true", page.say(N_("只看在管")))]
    return await page.show("rescue/cases.html", form=Form(CaseFilter, typed), found=found, options=options)


@router.get("/due")
async def show_due(page: SignedIn) -> Response:
    """Every legal limit whose duty is still to be done, the least time left first."""
    due = await page.services.rescue.due()
    rows = [due_row(page, line) for line in due.items]
    return await page.show("rescue/due.html", due=due, rows=rows)


def due_row(page: Page, line: DueLine) -> Due:
    """One limit in the reader's words, with the page where the duty is done."""
    words, path = DUE_ACTION.get(line.code, (N_("去办理"), ""))
    who = line.shown_name or line.label or page.say(N_("身份不明"))
    case = f"/rescue/case/{line.case_id}"
    name = line.name_zh if page.language == "zh" else line.name_en[:1].upper() + line.name_en[1:]
    return Due(line.due_at, name, f"{line.case_no} {who}", line.source, case, page.say(words), case + path)
