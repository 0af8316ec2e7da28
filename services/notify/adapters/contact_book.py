"""Finds contacts in MongoDB."""

from typing import Any

from services.notify.domain.contact import Contact
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_CONTACT = adapter_of(Contact)


class MongoContactBook:
    """Contacts by role and by staff id."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def holding(self, role: str) -> list[Contact]:
        """Everybody known to hold the role, in the order of their ids."""
        return await self._found({"state.roles": role})

    async def named(self, staff_id: str) -> list[Contact]:
        """That person, or nobody."""
        return await self._found({"_id": staff_id})

    async def _found(self, where: dict[str, Any]) -> list[Contact]:
        documents = await self._reader.every("contacts", where, [("_id", 1)])
        return [read_state(_CONTACT, {**document["state"], "id": document["_id"]}) for document in documents]
