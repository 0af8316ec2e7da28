"""A stay in the park on the page of an organisation."""

from services.gateway.engine.api import document_of
from services.gateway.engine.blocks import Item
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, as_text, text_at
from services.gateway.i18n import N_
from services.gateway.pages.registry.organisation_parts import SOURCE

LASTS, ENDED = Tag(N_("入驻中"), "brand"), Tag(N_("已退出"))


def residency(page: Page, stay: Json) -> Item:
    """Where, whether it lasts, since when, until when as agreed, and when it ended."""
    rows = document_of("registry").operation("GET", SOURCE).answer.at("residencies").schema.items
    mark = ENDED if stay.get("ended_at") else LASTS
    told = []
    for name in ("begun_at", "until", "ended_at"):
        known, value = rows.at(name), stay.get(name)
        if value and known.label:
            told.append(f"{known.label.of(page.language)} {as_text(page, known, value)}")
    return Item(text_at(stay, "place"), [Tag(page.say(mark.label), mark.tone)], told)
