"""The streets and towns that filters and forms choose from."""

from collections.abc import Mapping, Sequence

from services.gateway.engine.fields import Option
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.pages.registry.reference import reference


async def street_options(page: Page, _: Json | None = None) -> Mapping[str, Sequence[Option]]:
    """All of them by their codes, for fields of either name."""
    streets = list((await reference(page, "streets")).items())
    return {"street": streets, "street_code": streets}
