"""寻亲公告 on the page of a case: what is public, who wrote it, who approved it, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.gateway.engine.action import why_not
from services.gateway.engine.blocks import Owner, allowed_on, pairs_of
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Tag, Tone, bound, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import coded
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS

STATES = {"proposed": Tone("warn", "clock"), "published": Tone("ok", "check"), "withdrawn": Tone()}
APPROVED = N_("%(who)s 批准，%(when)s 发布")


@dataclass(frozen=True)
class Notices:
    """Every notice as the public reads it, the newest first."""

    template: ClassVar[str] = "rescue/notices.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """Each notice with its actions, or why it may not be approved now."""
        return {"notices": [_notice(page, record, one) for one in reversed(rows_at(thing, "notices"))]}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared for a field that the service does not have."""
        bound(NOTICE_FACTS, schema.at("notices").schema.items)


def _notice(page: Page, record: Owner, notice: Json) -> Mapping[str, object]:
    state = text_at(notice, "state")
    tone = STATES[state]
    return {
        "tag": Tag(coded(page, "NoticeState", state), tone.tone, tone.icon),
        "drafted": _signed(page, notice, "proposed"),
        "after": _afterwards(page, notice, state),
        "pairs": pairs_of(page, NOTICE_FACTS, record.schema.at("notices").schema.items, notice),
        "actions": allowed_on(page, record, notice),
        "why_not": why_not(page, notice, "publish_notice") if state == "proposed" else "",
        "public": state == "published",
    }


def _afterwards(page: Page, notice: Json, state: str) -> str:
    at = moment_at(notice, "published_at")
    if state == "published" and at:
        who = page.person(text_at(notice, "approved_by"))
        return page.say(APPROVED, who=who, when=page.formats.moment(at))
    return _signed(page, notice, "withdrawn") if state == "withdrawn" else ""


def _signed(page: Page, notice: Json, what: str) -> str:
    """When it was, and who did it; nobody where a rule did."""
    at, by = moment_at(notice, f"{what}_at"), text_at(notice, f"{what}_by")
    return page.parted((page.formats.moment(at) if at else "", page.person(by or None)))
