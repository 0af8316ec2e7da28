"""组织情况表: an organisation's particulars, credit standing, legal life and stays in the park, on paper."""

from services.gateway.engine.blocks import Facts, Items
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.pages.paper_links import SHEET
from services.gateway.pages.printing.content import facts_of, items_of, labels
from services.gateway.pages.printing.papers import Paper
from services.gateway.pages.registry.organisation import ORGANISATION


async def _sheet(page: Page, organisation: Json) -> Json:
    sections: list[Json] = []
    for block in ORGANISATION.blocks:
        if isinstance(block, Facts):
            sections.append(
                {"title": page.say(block.title), "facts": facts_of(page, ORGANISATION, block.columns, organisation)}
            )
        elif isinstance(block, Items):
            sections += items_of(page, block, organisation)
    particulars = [one for one in sections if "facts" in one]
    return {
        "title": PAPER.label.of(page.language),
        "subject": ORGANISATION.title(page, organisation),
        "tags": labels(ORGANISATION.tags(page, organisation)),
        "sections": [*particulars, *(one for one in sections if one not in particulars)],
    }


PAPER = Paper(
    kind="organisation_sheet",
    about="organisation",
    record=ORGANISATION,
    tail="/print",
    build=_sheet,
    names=ORGANISATION.title,
    title=SHEET,
)
