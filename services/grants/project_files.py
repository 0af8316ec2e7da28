"""Who may add files to a project, and see them: the rules of the project itself. It holds what its reports name.

The people of an organisation send receipts to, and see those of, its own projects; others are not there for them.
"""

from services.grants.domain.errors import ProjectNotFound
from services.grants.domain.permissions import MEMBERS, OFFICERS, READERS
from services.grants.domain.project import Project
from shared.kernel.cause import Actor
from shared.kernel.repository import Repository, may_reach


class ProjectFiles:
    """The gate of a project's files."""

    def __init__(self, projects: Repository[Project]) -> None:
        self._projects = projects

    async def require_addable(self, actor: Actor, owner: str, use: str) -> None:  # noqa: ARG002  (one use alone)
        """Whoever enters or hands in a report adds its receipts, until the project is closed.

        Raises RoleRequired, ProjectNotFound or ProjectIsClosed.
        """
        actor.require(*sorted(OFFICERS | MEMBERS))
        (await self._within_reach(actor, owner)).require_not_closed()

    async def require_seen(self, actor: Actor, owner: str) -> frozenset[str]:
        """Whoever reads the project sees its receipts. Raises RoleRequired or ProjectNotFound."""
        actor.require(*sorted(READERS | MEMBERS))
        return (await self._within_reach(actor, owner)).file_ids

    async def held(self, owner: str) -> frozenset[str]:
        """The files that a project holds."""
        try:
            return (await self._projects.get(owner)).file_ids
        except ProjectNotFound:
            return frozenset()

    async def _within_reach(self, actor: Actor, owner: str) -> Project:
        project = await self._projects.get(owner)
        if not may_reach(actor, project):
            raise ProjectNotFound
        return project
