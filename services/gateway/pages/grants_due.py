"""What waits in grants, as 今日工作 shows it: what must be done by a day, and what waits for a second person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import number_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.grants.project_words import NO, word
from services.gateway.pages.rescue.case_words import left_tag
from services.gateway.pages.rescue.due_row import Due
from shared.kernel.calendar import deadline_end

PLANNED_FOR = N_("计划 %(day)s 拨付")
PAGES = {
    "approve_plan": "/approve-plan",
    "state_report_need": "/correct-instalment/{no}",
    "submit_report": "/submit-report/{no}",
    "accept_report": "/accept-report/{no}",
    "enter_account": "/enter-account",
    "verify_account": "/verify-account",
    "pay": "/pay-instalment/{no}",
    "approve_reversal": "/approve-reversal/{no}",
    "approve_correction": "/approve-correction",
    "approve_closing": "/approve-closing",
}
"""Where each step is done, below the project; what nobody can do now leads to the project itself."""
DECIDED = frozenset(
    {"approve_plan", "accept_report", "verify_account", "approve_reversal", "approve_correction", "approve_closing"}
)
"""Steps that are somebody's decision; they press only once their day has passed."""
OF_ACCOUNT = frozenset({"enter_account", "verify_account"})
OVERDUE = "/grants/projects?overdue=true"


@dataclass(frozen=True)
class WaitsForMe:
    """What the reader must do by a day, what the reader decides, and where the rest is told."""

    due: list[Due] = field(default_factory=list)
    decisions: list[tuple[str, str, str]] = field(default_factory=list)
    """Address, what, and of which project."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Address and sentence: payments past their day that wait for somebody else, and what was left out here."""


def waits_for(page: Page, found: Json, shown: int) -> WaitsForMe:
    """What waits for the reader of what grants answers; at most so many rows of each kind."""
    mine = _once_per_plan(page, [one for one in rows_at(found, "items") if one.get("mine")])
    decides = [one for one in mine if text_at(one, "step") in DECIDED and not one.get("overdue")]
    due = [one for one in mine if one not in decides]
    elsewhere = sum(bool(one.get("overdue")) and not one.get("mine") for one in rows_at(found, "items"))
    notes = []
    if len(due) > shown:
        notes.append((OVERDUE, page.say(N_("还有 %(n)s 项待办，查看逾期的项目"), n=len(due) - shown)))
    if elsewhere > 0:
        notes.append((OVERDUE, page.say(N_("另有 %(n)s 期款项已过计划拨付日期，等待其他人办理"), n=elsewhere)))
    return WaitsForMe(
        due=[_due(page, one) for one in due[:shown]],
        decisions=[(_address(one), _step(page, one), _subject(page, one)) for one in decides[:shown]],
        notes=notes,
    )


def _once_per_plan(page: Page, lines: Sequence[Json]) -> list[Json]:
    """A plan is approved whole: its instalments stand here as one, with their sum. So does what an account holds up."""
    kept: dict[tuple[str, ...], list[Json]] = {}
    for line in lines:
        step, project = text_at(line, "step"), text_at(line, "project_id")
        about = (project, "" if _is_plan(line) else text_at(line, "no"))
        if step in OF_ACCOUNT:
            about = (text_at(line, "organisation_name") or project, "")
        kept.setdefault((step, *about), []).append(line)
    return [_together(page, plan) if _is_plan(plan[0]) else plan[0] for plan in kept.values()]


def _is_plan(line: Json) -> bool:
    return text_at(line, "step") == "approve_plan"


def _together(page: Page, plan: Sequence[Json]) -> Json:
    numbers = page.listed(sorted(number_at(one, "no") for one in plan))
    return {**plan[0], "no": numbers, "amount_fen": sum(number_at(one, "amount_fen") for one in plan)}


def _due(page: Page, line: Json) -> Due:
    day = date.fromisoformat(text_at(line, "due_on")) if line.get("due_on") else None
    return Due(
        left=left_tag(page, deadline_end(day) if day else None),
        ends=page.say(PLANNED_FOR, day=page.formats.day(day)) if day else "",
        what=_step(page, line),
        subject=_subject(page, line),
        basis=page.formats.money(number_at(line, "amount_fen")),
        href=f"/grants/projects/{text_at(line, 'project_id')}",
        action=page.say(N_("去办理")),
        action_href=_address(line),
    )


def _address(line: Json) -> str:
    where = PAGES.get(text_at(line, "step"), "").format(no=line.get("no"))
    return f"/grants/projects/{text_at(line, 'project_id')}{where}"


def _step(page: Page, line: Json) -> str:
    return word(page, "Step", text_at(line, "step"))


def _subject(page: Page, line: Json) -> str:
    no = line.get("no")
    parts = [text_at(line, "number"), text_at(line, "title"), *([page.say(NO, no=no)] if no else [])]
    if _is_plan(line):
        parts.append(page.formats.money(number_at(line, "amount_fen")))
    return " ".join(parts)
