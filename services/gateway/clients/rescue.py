"""What the gateway asks of rescue: cases, who is alike, what is due, and the commands on one case."""

from collections.abc import Mapping

from services.gateway.clients.case_answers import CaseFile
from services.gateway.clients.rescue_answers import AlikeCases, CaseList, DueList
from services.gateway.clients.service import Calls, Given, segment
from shared.web.receipts import Accepted


class Rescue:
    """Typed calls to rescue."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def cases(self, **wanted: Given) -> CaseList:
        """Cases that fit the filter, one page."""
        return CaseList.model_validate(await self._calls.get("/cases", wanted))

    async def alike(self, wanted: Mapping[str, str]) -> AlikeCases:
        """Cases of people like this one. Raises ServiceRefused when nothing was given to look for."""
        return AlikeCases.model_validate(await self._calls.get("/cases/search", wanted))

    async def case(self, case_id: str, reason: str) -> CaseFile:
        """One case, unmasked; the reading is logged with its reason. Raises ServiceRefused 404."""
        return CaseFile.model_validate(await self._calls.get(f"/cases/{segment(case_id)}", {"purpose": reason}))

    async def due(self) -> DueList:
        """What is due, the least time left first."""
        return DueList.model_validate(await self._calls.get("/due"))

    async def open_case(self, body: Mapping[str, object], key: str) -> Accepted:
        """Open a case."""
        return Accepted.model_validate(await self._calls.command("/cases", body, key))

    async def act(
        self,
        case_id: str,
        path: str,
        body: Mapping[str, object],
        key: str,
        version: int | None = None,
        method: str = "POST",
    ) -> Accepted:
        """One command on one case, at the path below the case."""
        whole = f"/cases/{segment(case_id)}/{path}"
        return Accepted.model_validate(await self._calls.command(whole, body, key, version=version, method=method))
