"""What became of one import, with all that was wrong in its file."""

from services.registry.domain.permissions import MAY_READ_IMPORTS
from services.registry.domain.sheet import Problem
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.queries.import_list import ImportLine
from shared.kernel.cause import Actor
from shared.storage.reading import Reader


class ImportResult(ImportLine):
    """One import with its problems, by row; of very many the first 500."""

    sha256: str
    problems: list[Problem]


async def import_result(reader: Reader, actor: Actor, import_id: str) -> ImportResult:
    """The kept result. Raises RoleRequired and ImportNotFound."""
    actor.require(*sorted(MAY_READ_IMPORTS))
    document = await reader.one("imports", {"_id": import_id})
    if document is None:
        raise ImportNotFound
    return ImportResult.model_validate({"id": import_id, **document["state"]})
