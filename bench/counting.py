"""The smallest pair of services: counters that publish, ledgers that absorb in order; for benches and for tests of
messaging. A real contract carries the count in its ``project_no``, so that the whole path is the product's own.
"""

from dataclasses import dataclass, field
from typing import Any

from shared.contracts.contract import Contract
from shared.contracts.grants import ProjectUnfrozen
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import Invalid


@dataclass(frozen=True)
class WentUp:
    counter_id: str
    value: int


@dataclass(frozen=True)
class Entered:
    ledger_id: str
    value: int


class TooHigh(Invalid):
    slug = "too-high"
    zh, en = "超过上限。", "Over the limit."


@dataclass
class Counter(Aggregate):
    """The publishing side: every verb counts and says so."""

    id: str
    value: int = 0
    limit: int = 1_000_000

    def count(self, times: int = 1) -> None:
        if self.value + times > self.limit:
            raise TooHigh
        for _ in range(times):
            self.value += 1
            self.record(WentUp(self.id, self.value))


@dataclass
class Ledger(Aggregate):
    """The consuming side: what was applied, in the order it was."""

    id: str
    values: list[int] = field(default_factory=list)

    def enter(self, value: int) -> None:
        self.values.append(value)
        self.record(Entered(self.id, value))


def outbound(event: Any) -> Contract | None:
    match event:
        case WentUp():
            return ProjectUnfrozen(project_id=event.counter_id, organisation_id="-", project_no=str(event.value))
        case _:
            return None
