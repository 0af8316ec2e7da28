"""How many jobs one person may have that have not ended."""

from typing import Protocol

from shared.jobs.errors import TooManyJobs

MOST_OPEN = 5
"""Of one person. Two asked for in the same moment may make it one more, which harms nobody."""


class CountsOpen(Protocol):
    """Counts the jobs of a person."""

    async def count_of(self, staff_id: str) -> int:
        """How many have not ended."""


async def require_room(open_jobs: CountsOpen, staff_id: str) -> None:
    """Raise TooManyJobs."""
    if await open_jobs.count_of(staff_id) >= MOST_OPEN:
        raise TooManyJobs(most=MOST_OPEN)
