"""All that grants needs from outside, besides the time and the actor that come with each cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from services.grants.domain.account import PayeeAccount
from services.grants.domain.news import News
from services.grants.domain.project import Project
from services.grants.domain.standing import Standing
from shared.kernel.cause import Actor, Cause
from shared.kernel.clock import Clock
from shared.kernel.files import FileRef
from shared.kernel.repository import Repository


class RunningProjects(Protocol):
    """Finds what an organisation is working on."""

    async def of(self, organisation_id: str) -> list[str]:
        """Ids of the organisation's running projects, frozen ones included, as of every write acknowledged before."""


class ProjectNumbers(Protocol):
    """Gives out project numbers (资2026-0001), which are unique."""

    async def issue(self, round_: int, cause: Cause) -> str:
        """The next number of the round; the same again for a repeated cause."""


class KnownNews(Protocol):
    """Knows whether everything that was told of an organisation has come, and taken effect."""

    async def of(self, organisation_id: str, project_id: str) -> News:
        """What is known of the messages about an organisation and one of its projects."""


class Files(Protocol):
    """Keeps the content of files, sealed with the key of their project."""

    async def taken(self, project_id: str, use: str, file_ids: Sequence[str], actor: Actor) -> tuple[FileRef, ...]:
        """What the project keeps of files that were uploaded to it for this use.

        Raises FileNotThere or FileOutlived.
        """

    async def keep(self, project_id: str, refs: Sequence[FileRef]) -> None:
        """Note that the project has taken them."""


@dataclass(frozen=True)
class Ports:
    """What handlers and reactions may use."""

    projects: Repository[Project]
    standings: Repository[Standing]
    running: RunningProjects
    numbers: ProjectNumbers
    accounts: Repository[PayeeAccount]
    clock: Clock
    files: Files
    news: KnownNews
