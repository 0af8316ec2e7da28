"""The words of public notices in the service's log of events: they stay there no longer than the notice is public."""

from shared.contracts.rescue_public import NoticeMadePublic
from shared.kernel.errors import Unavailable
from shared.storage.mongo import Database, reaching_storage

_KEPT = {"notice_no", "published_at", "updated_at", "found_on"}
_BLANK: dict[str, object] = {f"data.{name}": "" for name in NoticeMadePublic.model_fields if name not in _KEPT}


class NotLoggedYet(Unavailable):
    """The event is on the wire already and not in the log yet; a moment later it is."""

    slug = "event-not-logged-yet"
    zh, en = "事件还没有写入日志，请稍后再试。", "The event is not in the log yet. Try again in a moment."


class LoggedWords:
    """Takes them out of the log. What is sent again from there later comes without them."""

    def __init__(self, database: Database) -> None:
        self._events = database["events"]

    async def forget(self, case_id: str, notice_no: str, event_id: str) -> None:
        """Blank the words in every event that carried them; ``event_id`` is the one that took the notice down.

        Once that is logged, those before it are. Raises NotLoggedYet and StorageAway.
        """
        carrying = {"subject": case_id, "type": NoticeMadePublic.type(), "data.notice_no": notice_no}
        async with reaching_storage():
            if await self._events.find_one({"_id": event_id}, {"_id": 1}) is None:
                raise NotLoggedYet
            await self._events.update_many(carrying, {"$set": {**_BLANK, "data.found_on": None}})
