"""Where a home is: found by the name of today or by one that the place had, and told with both."""

from services.gateway.engine.fields import Input
from services.gateway.engine.own_form import own
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, text_at
from services.gateway.i18n import N_
from services.gateway.pages.place_words import place_lookup, place_words

LABEL = N_("家乡所在地")
_APART = "|"
"""Between the code and the former name by which a place was found."""


HOME_PLACE = own(
    "home_place",
    LABEL,
    60,
    required=False,
    hint=N_("能查到的地方，写到县区；原来的地名也能查，例如：襄樊。查不到就空着"),
)


async def _places(page: Page, words: str) -> Json:
    """Places whose name of today or of before begins with these words."""
    return await page.services.ask("rescue", "/places", {"q": words})


HOME_PLACE_INPUT = Input(
    "home_place",
    lookup=place_lookup(
        _places,
        ("told_as", "told_until"),
        lambda one: f"{text_at(one, 'code')}{_APART}{text_at(one, 'told_as')}",
        N_("没有找到这个地方。请写到县区，或者空着；本人说的地名写在“家乡”里。"),
    ),
)


def typed_place(page: Page, case: Json) -> str:
    """The place that is known, as the form writes it."""
    if not text_at(case, "person.home_place.code"):
        return ""
    names = (text_at(case, at) for at in ("home_now.full_name", "person.home_place.told_as", "home_now.told_until"))
    return place_words(page, *names)


def given_place(chosen: str) -> dict[str, str] | None:
    """The place as rescue takes it, of the option that was chosen."""
    code, _, told_as = chosen.partition(_APART)
    return {"code": code, "told_as": told_as} if code else None


HOME_PLACE_FACT = Column("person.home_place", show=lambda page, case: Cell(typed_place(page, case)))
