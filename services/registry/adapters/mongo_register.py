"""Looks up organisations and people in MongoDB for the handlers."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from services.registry.domain.import_run import Known
from services.registry.domain.kinds import Availability, OrganisationStatus
from services.registry.domain.matching import Candidate
from services.registry.domain.organisation import Particulars
from services.registry.domain.search_key import search_key
from shared.storage.documents import read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader

_PARTICULARS = TypeAdapter(Particulars)
_BATCH = 1_000


class MongoRegister:
    """Organisations by credit code and by name, over their unique indexes."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def known(self, particulars: Sequence[Particulars]) -> Sequence[Known]:
        """What the register says of all that bear one of these codes, or live under one of these names."""
        found: dict[str, Known] = {}
        for start in range(0, len(particulars), _BATCH):
            batch = particulars[start : start + _BATCH]
            codes, names = [one.uscc for one in batch], [search_key(one.name) for one in batch]
            where = {"$or": [{"view.uscc": {"$in": codes}}, {"view.name_held": {"$in": names}}]}
            for document in await self._reader.every("organisations", where):
                state = document["state"]
                there = read_state(_PARTICULARS, state["particulars"])
                found[there.uscc] = Known(document["_id"], there, OrganisationStatus(state["status"]))
        return list(found.values())


class MongoPool:
    """The people of the talent pool who could be asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def candidates(self) -> Sequence[Candidate]:
        """Everybody who has not withdrawn and is not away, by id."""
        where = {"view.in_pool": True, "view.availability": {"$ne": Availability.AWAY.value}}
        return [_candidate(document) for document in await self._reader.every("talents", where, [("_id", 1)])]


def _candidate(document: Document) -> Candidate:
    """What the view tells; people stored before calls were counted have no counts."""
    view = document["view"]
    return Candidate(
        document["_id"],
        view["native_code"],
        tuple(view["dialects"]),
        tuple(view["skills"]),
        Availability(view["availability"]),
        view.get("helped", 0),
        view.get("in_vain", 0),
    )
