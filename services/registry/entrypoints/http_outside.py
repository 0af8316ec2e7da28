"""HTTP: what people from outside read of the register besides an organisation's own record."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.registry.domain.errors import FiguresNotFound, OrganisationNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.own_area import OwnArea
from services.registry.queries.own_figures import OwnFigures
from services.registry.queries.own_organisation import OwnOrganisation
from services.registry.queries.supervised_list import SupervisedFilter, SupervisedList
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS
from shared.web.deps import AnybodyDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(prefix="/own", tags=["own"], responses=problems(*ALWAYS))


@router.get("/supervised", responses=problems(CursorUnknown))
async def get_supervised(
    app: AppDep, actor: AnybodyDep, paging: PagingDep, wanted: Annotated[SupervisedFilter, Query()]
) -> SupervisedList:
    """The organisations that a supervisor authority supervises, by name, page by page."""
    return await app.supervised_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/supervised/{organisation_id}", responses=problems(OrganisationNotFound))
async def get_supervised_organisation(app: AppDep, actor: AnybodyDep, organisation_id: str) -> OwnOrganisation:
    """One of them: what the register says of it, its standing with the reasons, and what happened."""
    return await app.supervised_organisation(actor, organisation_id)


@router.get("/figures", responses=problems(FiguresNotFound))
async def get_own_figures(app: AppDep, actor: AnybodyDep) -> OwnFigures:
    """How many organisations there are, for the bureau of the district."""
    return await app.own_figures(actor)


@router.get("/area")
async def get_own_area(app: AppDep, actor: AnybodyDep) -> OwnArea:
    """What the villages and towns of whoever asks are called."""
    return await app.own_area(actor)
