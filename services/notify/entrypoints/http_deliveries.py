"""HTTP: the records of mails."""

from fastapi import APIRouter

from services.notify.domain.delivery import DeliveryState
from services.notify.entrypoints.deps import ALWAYS, AppDep
from services.notify.queries.deliveries import Deliveries
from shared.storage.reading import CursorUnknown
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(prefix="/deliveries", tags=["deliveries"], responses=problems(*ALWAYS))


@router.get("", responses=problems(CursorUnknown))
async def get_deliveries(
    app: AppDep, actor: ActorDep, paging: PagingDep, state: DeliveryState | None = None
) -> Deliveries:
    """What was sent, what waits, what failed and why; addresses are masked."""
    return await app.deliveries(actor, state, paging.cursor, paging.limit)
