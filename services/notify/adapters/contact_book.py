"""Finds contacts in MongoDB."""

from datetime import datetime

from services.notify.domain.contact import Contact
from services.notify.standing_in import absent_for, contacts_where
from shared.storage.reading import Reader


class MongoContactBook:
    """Contacts by role and by staff id."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def holding(self, role: str) -> list[Contact]:
        """Everybody known to hold the role, in the order of their ids."""
        return await contacts_where(self._reader, {"state.roles": role})

    async def within(self, scope: str) -> list[Contact]:
        """The people from outside within whose scope this is, in the order of their ids."""
        return await contacts_where(self._reader, {"state.scopes": scope})

    async def named(self, staff_id: str) -> list[Contact]:
        """That person, or nobody."""
        return await contacts_where(self._reader, {"_id": staff_id})

    async def absent_for(self, substitute: str, at: datetime) -> frozenset[str]:
        """The ids of those on leave then, and whose substitute this is."""
        return await absent_for(self._reader, substitute, at)
