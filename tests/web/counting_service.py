"""The counting pair as one real service with routes, for tests of the host and its web layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from bench.counting import Counter, Ledger, TooHigh, outbound
from shared.command.declaration import Command
from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectUnfrozen
from shared.host import ServiceHost, ServiceSpec
from shared.kernel.cause import Cause
from shared.kernel.handling import Reaction
from shared.storage.store import AggregateStore
from shared.web.deps import CauseDep, the_app
from shared.web.problems import problems
from shared.web.receipts import Accepted
from shared.web.settings import Settings


@dataclass
class CountingApp:
    counters: AggregateStore[Counter]
    ledgers: AggregateStore[Ledger]

    @property
    def reactions(self) -> Mapping[type[Contract], Reaction]:
        return {ProjectUnfrozen: self.enter}

    async def enter(self, event: Any, cause: Cause) -> None:
        await self.ledgers.change(event.project_id, cause, lambda ledger: ledger.enter(int(event.project_no)))


class Count(Command):
    times: int = 1


AppDep = Annotated[CountingApp, Depends(the_app)]
router = APIRouter()


@router.post("/counters", status_code=201)
async def create(cause: CauseDep, app: AppDep) -> Accepted:
    made = cause.new_id("counter")
    await app.ledgers.create(Ledger(made), cause)
    return Accepted.of(await app.counters.create(Counter(made, limit=100), cause))


@router.post("/counters/{counter_id}/count", responses=problems(TooHigh))
async def count(counter_id: str, body: Count, cause: CauseDep, app: AppDep) -> Accepted:
    return Accepted.of(await app.counters.change(counter_id, cause, lambda counter: counter.count(body.times)))


@router.get("/ledgers/{ledger_id}")
async def ledger(ledger_id: str, app: AppDep) -> list[int]:
    return (await app.ledgers.get(ledger_id)).values


def build(host: ServiceHost) -> CountingApp:
    return CountingApp(host.store("counters", Counter, outbound), host.store("ledgers", Ledger, outbound))


COUNTING = ServiceSpec(
    name="counting", settings=Settings, build=build, routers=(router,), indexes={"counters": [], "ledgers": []}
)
