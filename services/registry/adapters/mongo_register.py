"""Looks up organisations and people in MongoDB for the handlers."""

from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter

from services.registry.domain.import_run import Known
from services.registry.domain.matching import Candidate
from services.registry.domain.organisation import Particulars
from services.registry.domain.talent import Availability
from shared.storage.documents import read_state
from shared.storage.reading import Reader

_PARTICULARS = TypeAdapter(Particulars)
_BATCH = 1_000


class MongoRegister:
    """Organisations by credit code, over its unique index."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def known(self, codes: Sequence[str]) -> Mapping[str, Known]:
        """What the register says of those of the codes that it has."""
        found: dict[str, Known] = {}
        for start in range(0, len(codes), _BATCH):
            where = {"view.uscc": {"$in": list(codes[start : start + _BATCH])}}
            for document in await self._reader.every("organisations", where):
                particulars = read_state(_PARTICULARS, document["state"]["particulars"])
                found[particulars.uscc] = Known(document["_id"], particulars)
        return found


class MongoPool:
    """The people of the talent pool who could be asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def candidates(self) -> Sequence[Candidate]:
        """Everybody who has not withdrawn and is not away, by id."""
        where = {"view.in_pool": True, "view.availability": {"$ne": Availability.AWAY.value}}
        return [
            Candidate(document["_id"], document["view"]["native_code"], tuple(document["view"]["dialects"]))
            for document in await self._reader.every("talents", where, [("_id", 1)])
        ]
