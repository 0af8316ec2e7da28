"""HTTP: the caller's own preferences."""

from fastapi import APIRouter

from services.notify.commands.set_preferences import SetPreferences
from services.notify.domain.errors import QuietHoursEmpty, QuietHoursZoned
from services.notify.entrypoints.deps import ALWAYS, COMMANDS, AppDep
from services.notify.queries.preferences import Preferences
from shared.web.deps import ActorDep, CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/preferences", tags=["preferences"], responses=problems(*ALWAYS))


@router.get("")
async def get_preferences(app: AppDep, actor: ActorDep) -> Preferences:
    """What the caller hears by mail."""
    return await app.preferences(actor)


@router.put("", responses=problems(*COMMANDS, QuietHoursEmpty, QuietHoursZoned))
async def put_preferences(app: AppDep, cause: CauseDep, body: SetPreferences) -> Accepted:
    """Choose it. The inbox itself cannot be switched off."""
    return Accepted.of(await app.set_preferences(body, cause))
