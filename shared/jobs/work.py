"""What a service says of a kind of job: how the work is cut into steps, and what comes of it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Protocol

from shared.jobs.job import Job


class Run(Protocol):
    """The work of one job, taken up by this process, from the first step or from a later one.

    However often it is taken up, it must have the same steps, and a step done again must change nothing more: what it
    writes has causes whose ids follow from the job and the step.
    """

    @property
    def steps(self) -> int:
        """How many steps there are; none should take longer than a second, for only between them is a job stopped."""

    @property
    def total(self) -> int:
        """How many units the job has, for people."""

    async def do(self, step: int) -> int:
        """Do a step (the first is 0); returns how many units are done once it is. Raises Unavailable to try later."""

    async def end(self, *, whole: bool) -> str:
        """Keep what came of it; returns its id. ``whole`` is false where it was stopped or cannot go on."""


TakeUp = Callable[[Job], Awaitable[Run]]
"""Makes the run of a job. Raises a DomainError that fails the job, or Unavailable to try later."""

Kinds = Mapping[str, TakeUp]


KEPT_FOR = timedelta(days=30)
"""How long a job is kept after its end, and its papers at most after they were written."""


class Papers(Protocol):
    """What a job was given and what it notes for itself, as bytes by name. Nothing in it is ever changed."""

    async def keep(self, job_id: str, name: str, content: bytes, kept_for: timedelta = KEPT_FOR) -> None:
        """Keep it for so long, unless something is kept under this name already."""

    async def keep_pieces(self, job_id: str, name: str, pieces: AsyncIterator[bytes], kept_for: timedelta) -> None:
        """The same for what is large and comes piece by piece; one is in memory at a time."""

    def pieces(self, job_id: str, name: str) -> AsyncIterator[bytes]:
        """What is kept under the name, piece by piece; none where nothing is."""

    async def get(self, job_id: str, name: str) -> bytes | None:
        """What is kept under the name; None where nothing is."""

    async def each(self, job_id: str, prefix: str) -> list[bytes]:
        """Everything whose name begins so, in the order of the names."""
