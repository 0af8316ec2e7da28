"""HTTP: figures of the register, and what forms choose from."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.registry.answers import Answer
from services.registry.domain.errors import QuotedFigureNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.figure_list import FigureFilter, FigureList
from services.registry.queries.figure_page import FigurePage
from services.registry.queries.place_choices import PlaceChoice
from services.registry.queries.reference import Reference
from services.registry.queries.rule_list import RegisterRuleList
from services.registry.queries.statistics import Statistics
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(tags=["facts"], responses=problems(*ALWAYS))


class Places(Answer):
    """Places that the words asked for name, or that begin with them."""

    items: list[PlaceChoice]


@router.get("/statistics")
async def get_statistics(app: AppDep, actor: ActorDep) -> Statistics:
    """Organisations by kind, street, state, standing and founding year."""
    return await app.statistics(actor)


@router.get("/quoted-figures", responses=problems(CursorUnknown))
async def get_quoted_figures(
    app: AppDep, actor: ActorDep, paging: PagingDep, wanted: Annotated[FigureFilter, Query()]
) -> FigureList:
    """Growths that the press gave, as they were entered, those withdrawn too; newest first, page by page."""
    return await app.figure_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/quoted-figures/{figure_id}", responses=problems(QuotedFigureNotFound))
async def get_quoted_figure(app: AppDep, actor: ActorDep, figure_id: str) -> FigurePage:
    """One of them, and what may be done with it."""
    return await app.figure_page(actor, figure_id)


@router.get("/reference")
async def get_reference(app: AppDep, actor: ActorDep) -> Reference:  # noqa: ARG001
    """Streets and dialects, with their words."""
    return app.reference()


@router.get("/rules")
async def get_rules(app: AppDep, actor: ActorDep) -> RegisterRuleList:  # noqa: ARG001
    """How long names stay blocked, how lists are entered and left, when reports are due; with the sources."""
    return app.rule_list()


@router.get("/places")
async def get_places(app: AppDep, actor: ActorDep, q: Annotated[str, Query(max_length=40)]) -> Places:  # noqa: ARG001
    """Provinces, prefectures and counties that are named, or whose name begins so."""
    return Places(items=app.place_choices(q))
