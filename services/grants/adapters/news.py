"""What grants knows of the messages about an organisation, from its own database."""

from datetime import timedelta

from services.grants.domain.news import News
from shared.messaging.news import count_unfinished, last_heard
from shared.storage.reading import Reader


class MongoNews:
    """Messages that have come and are unfinished, and when all that waited had last come."""

    def __init__(self, reader: Reader, limit: timedelta) -> None:
        self._reader = reader
        self._limit = limit

    async def of(self, organisation_id: str, project_id: str) -> News:
        """What is known now. Raises StorageAway."""
        heard = await last_heard(self._reader)
        unfinished = await count_unfinished(self._reader, [organisation_id, project_id])
        return News.told(unfinished, heard.at, heard.age, self._limit)
