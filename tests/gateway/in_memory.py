"""A collection of the gateway's documents in memory, for tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from services.gateway.collection import Body
from services.gateway.ledger import Bounds, Row, Wanted
from shared.storage.mongo import StorageAway


class InMemoryCollection:
    """Documents in a dictionary; ``away`` makes them unreachable."""

    def __init__(self) -> None:
        self.bodies: dict[str, Body] = {}
        self.away = False

    async def get(self, key: str) -> Body | None:
        if self.away:
            raise StorageAway
        return self.bodies.get(key)

    async def every(self) -> list[Body]:
        return [self.bodies[key] for key in sorted(self.bodies)]

    async def where(self, field: str, value: str) -> list[Body]:
        return [body for body in await self.every() if body.get(field) == value]

    async def later(self, field: str, after: str) -> list[Body]:
        return [body for body in await self.every() if str(body.get(field) or "") > after]

    async def take(self, key: str) -> Body | None:
        return self.bodies.pop(key, None)

    async def change(self, key: str, verb: Callable[[Body | None], Body]) -> Body:
        self.bodies[key] = verb(self.bodies.get(key))
        return self.bodies[key]

    async def delete(self, key: str) -> None:
        self.bodies.pop(key, None)

    async def remove(self, field: str, value: str) -> int:
        found = [key for key, body in self.bodies.items() if body[field] == value]
        for key in found:
            del self.bodies[key]
        return len(found)

    async def purge(self, field: str, before: str) -> int:
        old = [key for key, body in self.bodies.items() if body[field] < before]
        for key in old:
            del self.bodies[key]
        return len(old)


class InMemoryLedger:
    """Rows in a list."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.noted = Bounds(first=1)

    async def last(self) -> Row | None:
        return {"no": self.noted.last, "hash": self.noted.hash} if self.noted.last else None

    async def bounds(self) -> Bounds:
        return self.noted

    async def add(self, row: Row) -> bool:
        if int(str(row["no"])) <= self.noted.last:
            return False
        self.rows.append(row)
        self.noted = replace(self.noted, last=int(str(row["no"])), hash=str(row["hash"]))
        return True

    async def found(self, wanted: Wanted, most: int) -> list[Row]:
        return [row for row in reversed(self.rows) if _is_wanted(row, wanted)][:most]

    async def first(self, above: int, most: int) -> list[Row]:
        return [row for row in self.rows if row["no"] > above][:most]

    async def forget(self, before: datetime) -> int:
        first = next((int(row["no"]) for row in self.rows if row["at"] >= before), self.noted.last + 1)
        kept = [row for row in self.rows if row["no"] >= first]
        gone, self.rows, self.noted = len(self.rows) - len(kept), kept, replace(self.noted, first=first)
        return gone


def _is_wanted(row: Row, wanted: Wanted) -> bool:
    same = all(row.get(name) == value for name, value in wanted.equal.items())
    in_time = (wanted.since is None or row["at"] >= wanted.since) and (wanted.until is None or row["at"] < wanted.until)
    return same and in_time and (wanted.below is None or row["no"] < wanted.below)
