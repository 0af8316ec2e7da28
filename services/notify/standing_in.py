"""Contacts as they are stored, and for whom a member of staff stands in: colleagues on leave who named that person."""

from datetime import datetime
from typing import Any

from services.notify.domain.contact import Contact
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_CONTACT = adapter_of(Contact)


async def contacts_where(reader: Reader, where: dict[str, Any]) -> list[Contact]:
    """The contacts that fit, by their ids."""
    documents = await reader.every("contacts", where, [("_id", 1)])
    return [read_state(_CONTACT, {**one["state"], "id": one["_id"]}) for one in documents]


async def absent_for(reader: Reader, substitute: str, at: datetime) -> frozenset[str]:
    """The ids of those who are on leave then, and whose substitute this is, as long as both share a role."""
    concerned = {"$or": [{"state.away.substitute": substitute}, {"_id": substitute}]}
    known = {one.id: one for one in await contacts_where(reader, concerned)}
    own = known.pop(substitute, None)
    away = (one for one in known.values() if one.substitute_at(at) == substitute)
    return frozenset(one.id for one in away if own is not None and own.works_beside(one))
