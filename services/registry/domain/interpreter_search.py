"""The answer to one request for an interpreter: kept, so that a repeated request is answered once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.registry.domain import events
from services.registry.domain.matching import Candidate, InterpreterRequest, Proposed, propose
from services.registry.domain.places import Gazetteer
from shared.kernel.aggregate import Aggregate


@dataclass
class InterpreterSearch(Aggregate):
    """One request and the people proposed for it, the likeliest first; nobody is an answer too."""

    id: str
    request: InterpreterRequest
    proposals: list[Proposed]
    at: datetime

    @classmethod
    def answer(
        cls, search_id: str, request: InterpreterRequest, pool: Iterable[Candidate], places: Gazetteer, at: datetime
    ) -> "InterpreterSearch":
        """Look through the pool and propose."""
        proposals: Sequence[Proposed] = propose(request.area, request.dialect, pool, places)
        search = cls(search_id, request, list(proposals), at)
        search.record(events.InterpretersProposed(search_id, request, tuple(proposals), at))
        return search
