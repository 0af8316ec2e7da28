"""A collection of the gateway's documents in memory, for tests."""

from collections.abc import Callable

from services.gateway.collection import Body
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
