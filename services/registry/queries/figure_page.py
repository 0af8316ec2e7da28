"""One growth that the press gave, as it was entered, and its withdrawal."""

from services.registry.domain.errors import QuotedFigureNotFound
from services.registry.domain.permissions import OFFICE, ON_FIGURE
from services.registry.queries.figure_list import FigureLine, figure_line, stored_figure
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.storage.reading import Reader


class FigurePage(FigureLine):
    """Everything about one figure, and what may be done with it."""

    version: int
    allowed_actions: list[AllowedAction]


async def figure_page(reader: Reader, offers: Offers, actor: Actor, figure_id: str) -> FigurePage:
    """The figure as it was entered. Raises RoleRequired and QuotedFigureNotFound."""
    actor.require(*sorted(OFFICE))
    document = await reader.one("quoted_figures", {"_id": figure_id})
    if document is None:
        raise QuotedFigureNotFound
    figure = stored_figure(document)
    return FigurePage(
        **figure_line(figure).model_dump(),
        version=document["version"],
        allowed_actions=offers.on(ON_FIGURE, figure, actor),
    )
