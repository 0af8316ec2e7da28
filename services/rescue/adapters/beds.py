"""Finds out who lies in a bed, by the keyed hash of its name alone."""

from services.rescue.domain.beds import bed_key, ward_parts
from services.rescue.ports import BlindIndex
from shared.storage.reading import Reader


class MongoBeds:
    """The beds of people in hospital, as the views of their cases have them."""

    def __init__(self, reader: Reader, blind: BlindIndex) -> None:
        self._reader = reader
        self._blind = blind

    async def case_in(self, ward: str, bed: str) -> str | None:
        """The case of the only person known to lie in this bed; None where nobody does, or more than one."""
        key = bed_key(*ward_parts(ward), bed)
        if key is None:
            return None
        found = await self._reader.every("cases", {"view.bed": {"$in": self._blind.tokens(key)}}, limit=2)
        return str(found[0]["_id"]) if len(found) == 1 else None
