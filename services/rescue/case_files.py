"""Who may add files to a case, and see them: the rules of the case itself. It holds what its parts name."""

from services.rescue.domain.case import RescueCase
from services.rescue.domain.errors import CaseNotFound
from services.rescue.domain.permissions import CARE
from shared.kernel.cause import Actor
from shared.kernel.errors import Erased
from shared.kernel.repository import Repository


class CaseFiles:
    """The gate of a case's files."""

    def __init__(self, cases: Repository[RescueCase]) -> None:
        self._cases = cases

    async def require_addable(self, actor: Actor, owner: str, use: str) -> None:  # noqa: ARG002  (each use alike)
        """Whoever cares adds files, until the person is erased.

        Raises RoleRequired, CaseNotFound, CaseClosed or Erased.
        """
        actor.require(*sorted(CARE))
        case = await self._cases.get(owner)
        case.photos.require_addable()

    async def require_seen(self, actor: Actor, owner: str) -> frozenset[str]:
        """Whoever reads the case sees its files. Raises RoleRequired, CaseNotFound or Erased."""
        actor.require(*sorted(CARE))
        return (await self._cases.get(owner)).file_ids

    async def held(self, owner: str) -> frozenset[str]:
        """The files that a case holds; none where the person was erased."""
        try:
            return (await self._cases.get(owner)).file_ids
        except (CaseNotFound, Erased):
            return frozenset()
