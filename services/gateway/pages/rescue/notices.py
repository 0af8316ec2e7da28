"""寻亲公告 on the page of a case: what is public, who wrote it, who approved it, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.gateway.engine.action_links import why_not
from services.gateway.engine.acts import act_text
from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Owner, allowed_on, pairs_of
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json, Schema
from services.gateway.engine.values import Tag, Tone, bound, moment_at, rows_at, text_at
from services.gateway.engine.values import at as at_path
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_parts import signed
from services.gateway.pages.rescue.case_words import coded
from services.gateway.pages.rescue.notice_facts import NOTICE_FACTS

STATES = {
    "proposed": Tone("warn", "clock"),
    "approved": Tone("brand", "clock"),
    "published": Tone("ok", "check"),
    "returned": Tone("warn", "alert"),
    "withdrawn": Tone(),
}
PRINTED = ("approved", "published")
"""What may hang on a board: a draft may not, and what was withdrawn no more."""
OWN_SITE = "own_site"
APPROVED = N_("%(who)s 批准")
UNKNOWN_CHANNEL = N_("发布渠道没有登记")
REPLACED = N_("由新的公告替换")
AWAITED = N_("等待救助站长批准。")
AWAITED_OF_ANOTHER = N_("等待另一位救助站长批准。自己拟的自己不能批准。")
NOBODY_ELSE = N_(
    "等待批准，但是没有另一位救助站长可以批准：自己拟的自己不能批准。请撤回，由救助员另拟一份，再由站长批准；或者请运维人员为另一位负责人开通“救助站长”岗位。"
)
NOBODY = N_("等待批准，但是没有救助站长可以批准。请运维人员为负责人开通“救助站长”岗位。")
"""What to do where nobody can approve a draft."""


@dataclass(frozen=True)
class Notices:
    """Every notice as the public reads it, the newest first."""

    template: ClassVar[str] = "rescue/notices.html"

    async def view(self, page: Page, record: Owner, thing: Json) -> Mapping[str, object]:
        """Each notice with its actions, or why it may not be approved now."""
        notices = rows_at(thing, "notices")
        waits = any(text_at(one, "state") == "proposed" for one in notices)
        heads = await _heads(page) if waits else frozenset()
        return {"notices": [_notice(page, record, one, heads) for one in reversed(notices)]}

    def check(self, schema: Schema) -> None:
        """Raise Undeclared for a field that the service does not have."""
        bound(NOTICE_FACTS, schema.at("notices").schema.items)


async def _heads(page: Page) -> frozenset[str]:
    """Who may approve a notice that somebody else drafted."""
    deciding = document_of("rescue").command("approve_notice").roles
    return frozenset(one.id for one in await page.gateway.accounts.every() if one.roles & deciding and not one.disabled)


def _notice(page: Page, record: Owner, notice: Json, heads: frozenset[str]) -> Mapping[str, object]:
    state = text_at(notice, "state")
    tone = STATES[state]
    return {
        "tag": Tag(coded(page, "NoticeState", state), tone.tone, tone.icon),
        "drafted": signed(page, notice, "proposed"),
        "after": _afterwards(page, notice),
        "places": _places(page, notice),
        "pairs": pairs_of(page, NOTICE_FACTS, record.schema.at("notices").schema.items, notice),
        "actions": allowed_on(page, record, notice),
        "why_not": _why_not(page, notice, heads) if state == "proposed" else "",
        "public_page": _public_page(page, notice) if state == "published" else "",
        "poster": f"/rescue/case/{page.ids['case_id']}/poster/{text_at(notice, 'id')}" if state in PRINTED else "",
    }


def _public_page(page: Page, notice: Json) -> str:
    """Where the public reads it; empty where it does not stand on the own site, or that has no address."""
    site = page.gateway.settings.site_url.rstrip("/")
    own = [one for one in rows_at(notice, "publications") if one.get("channel") == OWN_SITE]
    return f"{site}/{page.language}/notices/{text_at(own[0], 'reference')}" if site and own else ""


def _why_not(page: Page, notice: Json, heads: frozenset[str]) -> str:
    """Why the reader may not approve it; whoever never may is told who will, or what to do where nobody can."""
    author = text_at(notice, "proposed_by")
    if not heads - {author}:
        return page.say(NOBODY_ELSE if author in heads else NOBODY)
    if page.staff.id == author:
        return page.say(AWAITED_OF_ANOTHER if author in heads else AWAITED)
    return why_not(page, notice, "approve_notice") if page.staff.id in heads else page.say(AWAITED)


def _afterwards(page: Page, notice: Json) -> list[str]:
    """Who approved it, and how it ended."""
    told = []
    if who := text_at(notice, "approved_by"):
        at = moment_at(notice, "approved_at")
        when = page.formats.moment(at) if at else ""
        told.append(page.parted((page.say(APPROVED, who=page.person(who)), when, *confirmed(page, notice))))
    if text_at(notice, "state") in ("withdrawn", "returned"):
        why = text_at(notice, "withdrawal.reason")
        if at_path(notice, "withdrawal.replaced_by"):
            why = page.say(REPLACED)
        told.append(page.parted(filter(None, (signed(page, notice, "withdrawn"), why))))
    return told


def _places(page: Page, notice: Json) -> list[str]:
    """Where it was published, when and by whom."""
    places = [
        page.parted(
            (coded(page, "PublicationChannel", one.get("channel")), text_at(one, "reference"), act_text(page, one))
        )
        for one in rows_at(notice, "publications")
    ]
    at = moment_at(notice, "published_at")
    return places or ([page.parted((page.formats.moment(at), page.say(UNKNOWN_CHANNEL)))] if at else [])
