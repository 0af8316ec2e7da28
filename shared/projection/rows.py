"""Reading a projection: where its rows stand now, with everything in them that was saved before the question."""

import asyncio

from shared.kernel.errors import Unavailable
from shared.projection.generations import Generations
from shared.projection.projector import Projector

PATIENCE_S = 5.0
"""How long a reader waits for the first generation, which takes seconds after an upgrade and nothing otherwise."""


class NotBuiltYet(Unavailable):
    slug = "projection-not-built"
    zh = "这份列表正在重新整理，请过一分钟再试。其他页面可以照常使用。"
    en = "This list is being put together anew. Please try again in a minute; other pages work as usual."


class Rows:
    """The rows of one projection, as queries read them."""

    def __init__(self, projector: Projector, name: str) -> None:
        self._projector = projector
        self._projection = next(one for one in projector.projections if one.name == name)
        self._generations = Generations(projector.database, self._projection)

    async def collection(self) -> str:
        """The collection to read now; in it is what anybody saved before this was asked.

        Raises NotBuiltYet and StorageAway.
        """
        for _ in range(int(PATIENCE_S / 0.1)):
            await self._projector.catch_up(self._projection.source)
            if name := await self._generations.live():
                return name
            await asyncio.sleep(0.1)
        raise NotBuiltYet
