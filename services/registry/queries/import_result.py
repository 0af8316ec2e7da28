"""What became of one import, with all that was wrong in its file."""

from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.import_run import OrganisationImport
from services.registry.domain.permissions import IMPORT_READERS, ON_IMPORT
from services.registry.domain.sheet_errors import ImportNotFound
from services.registry.queries.import_list import ImportLine
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.documents import adapter_of, read_state
from shared.storage.reading import Reader

_IMPORT = adapter_of(OrganisationImport)


class ProblemRow(Answer):
    """What is wrong in one cell: the row as the spreadsheet counts it, the header of its column, and both sentences."""

    row: Annotated[int, Label("行", "Row")]
    column: Annotated[str, Label("列", "Column")]
    slug: str
    zh: Annotated[str, Label("问题", "Problem")]
    en: Annotated[str, Label("问题", "Problem")]


class ImportResult(ImportLine):
    """One import with its problems, by row; of very many the first 500."""

    sha256: str
    problems: list[ProblemRow]
    allowed_actions: list[AllowedAction]


async def import_result(reader: Reader, offers: Offers, actor: Actor, import_id: str) -> ImportResult:
    """The kept result. Raises RoleRequired and ImportNotFound."""
    actor.require(*sorted(IMPORT_READERS))
    document = await reader.one("imports", {"_id": import_id})
    if document is None:
        raise ImportNotFound
    state = {"id": import_id, **document["state"]}
    actions = offers.on(ON_IMPORT, read_state(_IMPORT, state), actor)
    return ImportResult.model_validate({**state, "allowed_actions": actions})
