"""All that grants needs from outside, besides the time and the actor that come with each cause."""

from dataclasses import dataclass
from typing import Protocol

from services.grants.domain.account import PayeeAccount
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.kernel.cause import Cause
from shared.kernel.clock import Clock
from shared.kernel.repository import Repository


class RunningProjects(Protocol):
    """Finds what an organisation is working on."""

    async def of(self, organisation_id: str) -> list[str]:
        """Ids of the organisation's running projects, frozen ones included, as of every write acknowledged before."""


class ProjectNumbers(Protocol):
    """Gives out project numbers (资2026-0001), which are unique."""

    async def issue(self, round_: int, cause: Cause) -> str:
        """The next number of the round; the same again for a repeated cause."""


@dataclass(frozen=True)
class Ports:
    """What handlers and reactions may use."""

    projects: Repository[Project]
    standings: Repository[Standing]
    running: RunningProjects
    numbers: ProjectNumbers
    accounts: Repository[PayeeAccount]
    clock: Clock
