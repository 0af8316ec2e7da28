"""One legal limit as a line of 今日工作, with the page where its duty is done."""

from dataclasses import dataclass
from datetime import datetime

from services.gateway.clients.rescue_answers import DueLine
from services.gateway.engine.page import Page
from services.gateway.i18n import N_

DUE_ACTIONS = {
    "search_notice": (N_("拟公告"), "/propose-notice"),
    "dna_request": (N_("登记报请"), "/request-dna"),
}


@dataclass(frozen=True)
class Due:
    """One duty in the reader's words."""

    due_at: datetime | None
    what: str
    subject: str
    basis: str
    href: str
    action: str
    action_href: str


def due_action(code: str) -> tuple[str, str]:
    """What to do about a limit (a msgid), and where below its case."""
    return DUE_ACTIONS.get(code, (N_("去办理"), ""))


def due_row(page: Page, line: DueLine) -> Due:
    """One limit in the reader's words."""
    label, path = due_action(line.code)
    who = line.shown_name or line.label or page.say(N_("身份不明"))
    case = f"/rescue/case/{line.case_id}"
    name = line.name_zh if page.language == "zh" else line.name_en[:1].upper() + line.name_en[1:]
    return Due(line.due_at, name, f"{line.case_no} {who}", line.source, case, page.say(label), case + path)
