"""All that grants needs from outside, besides the time and the actor that come with each cause."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.kernel.repository import Receipt, Repository


class RunningProjects(Protocol):
    """Finds what an organisation is working on."""

    async def of(self, organisation_id: str) -> list[str]:
        """Ids of the organisation's running projects, frozen ones included, as of every write acknowledged before."""


class ProjectNumbers(Protocol):
    """Gives out project numbers (资2026-0001), which are unique."""

    async def issue(self, round_: int, use: Callable[[str], Awaitable[Receipt]]) -> Receipt:
        """Call ``use`` with the next free number of the round; with the one after when it was just taken.

        Raises ProjectNumberTaken when others are faster again and again.
        """


@dataclass(frozen=True)
class Ports:
    """What handlers and reactions may use."""

    projects: Repository[Project]
    standings: Repository[Standing]
    running: RunningProjects
    numbers: ProjectNumbers
