"""What several pages ask of registry: choices, figures, and people who may interpret."""

from collections.abc import Sequence

from services.gateway.clients.service import Answer, Calls, segment
from shared.web.paging import Listed


class Talent(Answer):
    """One person of the talent pool; of one who has left (``in_pool`` false) nothing but the id is known."""

    id: str
    display_name: str
    native_county: str
    in_pool: bool
    phone: str = ""


class YearRow(Answer):
    """How many of today's organisations were founded in a year."""

    year: int
    founded: int


class Statistics(Answer):
    """How many organisations there are; those that ended are counted apart."""

    total: int
    by_kind: dict[str, int]
    by_standing: dict[str, int]
    by_year: list[YearRow]


class Choice(Answer):
    """A code with its label."""

    code: str
    zh: str
    en: str


class Reference(Answer):
    """The fixed lists of the register."""

    streets: list[Choice]
    dialects: list[Choice]


class Registry:
    """Typed calls to registry."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def choices(self, kind: str, language: str) -> dict[str, str]:
        """The labels of ``streets`` or ``dialects`` by code."""
        reference = Reference.model_validate(await self._calls.get("/reference"))
        found = reference.streets if kind == "streets" else reference.dialects
        return {one.code: one.zh if language == "zh" else one.en for one in found}

    async def statistics(self) -> Statistics:
        """Figures of the register."""
        return Statistics.model_validate(await self._calls.get("/statistics"))

    async def talents(self, ids: Sequence[str], reason: str) -> dict[str, Talent]:
        """Some people of the talent pool by id; the reading is logged with its reason."""
        if not ids:
            return {}
        found = await self._calls.get("/talents/by-id", {"id": list(ids), "why": reason})
        return {person.id: person for person in Listed[Talent].model_validate(found).items}

    async def talent_phone(self, talent_id: str, reason: str) -> Talent:
        """One person with the whole phone number; the reading is logged with its reason."""
        return Talent.model_validate(await self._calls.get(f"/talents/{segment(talent_id)}/phone", {"why": reason}))
