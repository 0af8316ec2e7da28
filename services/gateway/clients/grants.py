"""What pages written by hand ask of grants: projects that fit some words, and their sums."""

from services.gateway.clients.service import Answer, Calls, Given


class ProjectLine(Answer):
    """One project in a list."""

    id: str
    number: str
    title: str


class ProjectList(Answer):
    """One page of projects, and how many fit in all."""

    items: list[ProjectLine]
    total: int


class TotalsRow(Answer):
    """Sums over projects; money in 分."""

    key: str
    projects: int
    contract_fen: int
    paid_fen: int
    unpaid_fen: int
    frozen_fen: int


class Totals(Answer):
    """Sums over everything, and by round."""

    everything: TotalsRow
    by_round: list[TotalsRow]


class Grants:
    """Typed calls to grants."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def projects(self, **wanted: Given) -> ProjectList:
        """Projects that fit the filter, one page."""
        return ProjectList.model_validate(await self._calls.get("/projects", wanted))

    async def totals(self) -> Totals:
        """The sums of all projects."""
        return Totals.model_validate(await self._calls.get("/totals"))
