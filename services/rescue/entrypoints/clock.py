"""The clock's door: each document that the loop finds due gets the command PassTime."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from services.rescue.app import App
from services.rescue.commands.begin_search import BeginSearch
from services.rescue.commands.pass_time import PassTime
from services.rescue.domain.permissions import CLOCK
from shared.kernel.cause import Actor, Cause
from shared.kernel.ids import new_id
from shared.storage.reading import Reader

RUNNING = ({"$match": {"view.deadlines.code": {"$gt": ""}}}, {"$project": {"_id": 1}})
ACTOR = Actor("service:rescue", CLOCK)


async def cases_with_limits(reader: Reader) -> list[str]:
    """The ids of all cases in which a limit is still owed. Raises StorageAway."""
    return [str(row["_id"]) for row in await reader.aggregate("cases", RUNNING)]


def passing_time(app: App) -> Callable[[str, datetime], Awaitable[object]]:
    """What the loop runs on each case."""

    async def run(case_id: str, at: datetime) -> object:
        cause_id = new_id()
        cause = Cause(cause_id, ACTOR, at, correlation_id=cause_id)
        return await app.give(PassTime(case_id=case_id), cause)

    return run


def beginning_search(app: App) -> Callable[[str, datetime], Awaitable[object]]:
    """What the loop runs on each case that was stored before limits started by themselves."""

    async def run(case_id: str, at: datetime) -> object:
        cause_id = new_id()
        return await app.give(BeginSearch(case_id=case_id), Cause(cause_id, ACTOR, at, correlation_id=cause_id))

    return run
