"""One legal limit as a line of 今日工作, with the page where its duty is done."""

from dataclasses import dataclass

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, moment_at, text_at
from services.gateway.pages.rescue.case_words import called, coded, ends, limit_name, urgency_tag

STEPS = {
    "draft": "/propose-notice",
    "approve": "/approve-notice/{notice_id}",
    "await_approval": "/notices",
    "publish": "/publish-notice/{notice_id}",
    "ask": "/send-inquiry?kind=dna_sample",
    "reply": "/record-reply/{about}",
    "check": "/check-identity",
    "await_check": "",
    "interview": "/record-interview",
    "paper": "/record-duty?code={code}",
}
"""Where below its case each step of a duty is taken."""


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


def step_of(page: Page, line: Json) -> tuple[str, str]:
    """What the reader can do about a limit now, and where."""
    step, case = text_at(line, "step"), f"/rescue/case/{text_at(line, 'case_id')}"
    names = {name: text_at(line, name) for name in ("notice_id", "about", "code")}
    return coded(page, "DutyStep", step), case + STEPS.get(step, "").format(**names)


def due_row(page: Page, line: Json) -> Due:
    """One limit in the reader's words."""
    due_at = moment_at(line, "due_at")
    action, href = step_of(page, line)
    return Due(
        left=urgency_tag(page, line),
        ends=ends(page, due_at, text_at(line, "year_missing")),
        what=limit_name(page, line),
        subject=case_of(page, line),
        basis=text_at(line, "source"),
        href=f"/rescue/case/{text_at(line, 'case_id')}",
        action=action,
        action_href=href,
    )


def case_of(page: Page, line: Json) -> str:
    """Whose limit it is."""
    return f"{text_at(line, 'case_no')} {called(page, line)}"
