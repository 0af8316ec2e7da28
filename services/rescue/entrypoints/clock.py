"""The clock's door: each document that the loop finds due gets the command PassTime."""

from services.rescue.app import App
from services.rescue.commands.begin_search import BeginSearch
from services.rescue.commands.pass_time import PassTime
from services.rescue.domain.permissions import CLOCK
from shared.clock.loop import RunPassTime, giving
from shared.kernel.cause import Actor
from shared.storage.reading import Reader

RUNNING = ({"$match": {"view.deadlines.code": {"$gt": ""}}}, {"$project": {"_id": 1}})
ACTOR = Actor("service:rescue", CLOCK)


async def cases_with_limits(reader: Reader) -> list[str]:
    """The ids of all cases in which a limit is still owed. Raises StorageAway."""
    return [str(row["_id"]) for row in await reader.aggregate("cases", RUNNING)]


def passing_time(app: App) -> RunPassTime:
    """What the loop runs on each case."""
    return giving(app.give, ACTOR, lambda case_id: PassTime(case_id=case_id))


def beginning_search(app: App) -> RunPassTime:
    """What the loop runs on each case that was stored before limits started by themselves."""
    return giving(app.give, ACTOR, lambda case_id: BeginSearch(case_id=case_id))
