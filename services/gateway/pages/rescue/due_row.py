"""One legal limit as a line of 今日工作, with the page where its duty is done."""

from dataclasses import dataclass

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, moment_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import called, ends, limit_name, urgency_tag

DUE_ACTIONS = {
    "interview": (N_("记录问询"), "/interview"),
    "search_notice": (N_("拟公告"), "/propose-notice"),
    "dna_request": (N_("登记报请"), "/request-dna"),
}


@dataclass(frozen=True)
class Due:
    """One duty in the reader's words."""

    left: Tag
    ends: str
    what: str
    subject: str
    basis: str
    href: str
    action: str
    action_href: str


def due_action(code: str) -> tuple[str, str]:
    """What to do about a limit (a msgid), and where below its case."""
    return DUE_ACTIONS.get(code, (N_("去办理"), ""))


def due_row(page: Page, line: Json) -> Due:
    """One limit in the reader's words."""
    label, path = due_action(text_at(line, "code"))
    case, due_at = f"/rescue/case/{text_at(line, 'case_id')}", moment_at(line, "due_at")
    return Due(
        left=urgency_tag(page, line),
        ends=ends(page, due_at),
        what=limit_name(page, line),
        subject=case_of(page, line),
        basis=text_at(line, "source"),
        href=case,
        action=page.say(label),
        action_href=case + path,
    )


def case_of(page: Page, line: Json) -> str:
    """Whose limit it is."""
    return f"{text_at(line, 'case_no')} {called(page, line)}"
