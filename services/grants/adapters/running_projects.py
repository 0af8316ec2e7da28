"""Finds an organisation's running projects in MongoDB."""

from shared.storage.reading import Reader


class MongoRunningProjects:
    """Running projects by organisation, read with majority concern after every acknowledged write."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def of(self, organisation_id: str) -> list[str]:
        """Ids of the organisation's running projects, frozen ones included, in the order of their numbers."""
        where = {"view.organisation_id": organisation_id, "view.state": "running"}
        return [found["_id"] for found in await self._reader.every("projects", where, [("view.number", 1)])]
