"""Looks up organisations and people in MongoDB for the handlers."""

from collections.abc import Sequence

from services.registry.domain.funded_project import FundedProject
from services.registry.domain.import_run import Known
from services.registry.domain.kinds import Availability
from services.registry.domain.matching import Candidate
from services.registry.domain.names import name_key
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.particulars import Particulars
from services.registry.domain.rules import RegisterRules
from shared.storage.documents import adapter_of, read_state
from shared.storage.mongo import Document
from shared.storage.reading import LINE, Reader

_ORGANISATION = adapter_of(Organisation)
_PROJECT = adapter_of(FundedProject)
_BATCH = 1_000


class MongoRegister:
    """Organisations by credit code and by name, over their unique indexes."""

    def __init__(self, reader: Reader, rules: RegisterRules) -> None:
        self._reader = reader
        self._rules = rules

    async def known(self, particulars: Sequence[Particulars]) -> Sequence[Known]:
        """What the register says of all that bear one of these codes, or hold one of these names."""
        found: dict[str, Known] = {}
        for start in range(0, len(particulars), _BATCH):
            batch = particulars[start : start + _BATCH]
            codes, names = [one.uscc for one in batch], [name_key(one.name, one.uscc, self._rules) for one in batch]
            where = {"$or": [{"view.uscc": {"$in": codes}}, {"view.name_held": {"$in": names}}]}
            for document in await self._reader.every("organisations", where):
                there = read_state(_ORGANISATION, {**document["state"], "id": document["_id"]}, upcast)
                known = Known(there.id, there.particulars, there.status, tuple(there.blocked))
                found[there.particulars.uscc] = known
        return list(found.values())

    async def running_projects(self, organisation_id: str) -> Sequence[FundedProject]:
        """The funded projects of an organisation that are not closed, by number."""
        where = {"state.organisation_id": organisation_id, "state.running": True}
        found = await self._reader.every("funded_projects", where, [("state.number", 1), ("_id", 1)])
        return [read_state(_PROJECT, {**one["state"], "id": one["_id"]}) for one in found]


class MongoPool:
    """The people of the talent pool who could be asked."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def candidates(self) -> Sequence[Candidate]:
        """Everybody who has not withdrawn and is not away, by id."""
        where = {"view.in_pool": True, "view.availability": {"$ne": Availability.AWAY.value}}
        return [
            _candidate(document) for document in await self._reader.every("talents", where, [("_id", 1)], fields=LINE)
        ]


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
