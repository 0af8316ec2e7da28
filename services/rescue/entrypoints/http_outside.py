"""HTTP: what people from outside read of the station besides a ward's own reports."""

from fastapi import APIRouter

from services.rescue.entrypoints.deps import AppDep
from services.rescue.queries.own_figures import OwnFigures
from shared.web.command_routes import ALWAYS
from shared.web.deps import AnybodyDep
from shared.web.problems import problems

router = APIRouter(prefix="/own", tags=["own"], responses=problems(*ALWAYS))


@router.get("/figures")
async def get_own_figures(app: AppDep, actor: AnybodyDep) -> OwnFigures:
    """How many search notices are public, for the bureau."""
    return await app.own_figures(actor)
