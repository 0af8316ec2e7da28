"""Requests to police and laboratories on the page of a case, each with its reply."""

from services.gateway.engine.acts import act_text
from services.gateway.engine.blocks import Item
from services.gateway.engine.page import Page
from services.gateway.engine.review import confirmed
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, Tag, at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import coded

WAITING = N_("等待答复")
INQUIRY_FACTS = (Column("kind"), Column("office"), Column("request_no", if_any=True), Column("at"))


def inquiry(page: Page, one: Json) -> Item:
    """One request: whom, when, its number, that something was taken, and what was answered."""
    facts = tuple(filter(None, (text_at(one, "office"), text_at(one, "request_no"), act_text(page, one))))
    title, reply = coded(page, "InquiryKind", one.get("kind")), at(one, "reply")
    taken = at(one, "taken")
    texts = [text for told in (taken, reply) if isinstance(told, dict) for text in _told(page, told)]
    if isinstance(reply, dict):
        return Item(title, (Tag(coded(page, "ReplyOutcome", reply.get("outcome"))),), facts, texts)
    waiting = coded(page, "ReplyOutcome", taken.get("outcome")) if isinstance(taken, dict) else page.say(WAITING)
    return Item(title, (Tag(waiting, "warn", "clock"),), facts, texts)


def _told(page: Page, reply: Json) -> list[str]:
    """By which paper and when it was answered, and what was said beside it."""
    answered = page.parted((text_at(reply, "paper"), act_text(page, reply)))
    return [answered, *filter(None, (text_at(reply, "remarks"),))]


def identity_check(page: Page, one: Json) -> Item:
    """One check of what the person said."""
    outcome = text_at(one, "outcome")
    tag = Tag(coded(page, "CheckOutcome", outcome), "ok" if outcome == "confirmed" else "warn")
    texts = tuple(filter(None, (text_at(one, "remarks"),)))
    facts = (text_at(one, "paper"), act_text(page, one), *confirmed(page, one))
    return Item(coded(page, "CheckSource", one.get("source")), (tag,), facts, texts)


def duty_paper(page: Page, one: Json) -> Item:
    """One duty that was done outside."""
    return Item(text_at(one, f"name_{page.language}"), (), (text_at(one, "paper"), act_text(page, one)))
