"""HTTP: totals of the money."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.grants.entrypoints.deps import ALWAYS, AppDep
from services.grants.queries.totals import Totals
from shared.web.deps import ActorDep
from shared.web.problems import problems

router = APIRouter(prefix="/totals", tags=["totals"], responses=problems(*ALWAYS))


@router.get("")
async def get_totals(
    app: AppDep,
    actor: ActorDep,
    round: Annotated[int | None, Query(ge=2000, le=2100)] = None,  # noqa: A002  (its name on the wire)
) -> Totals:
    """Totals by round, field and organisation, and whether they reconcile with the instalments."""
    return await app.totals(actor, round)
