"""The latest imports, newest first."""

from datetime import datetime

from services.registry.answers import Answer
from services.registry.domain.permissions import MAY_READ_IMPORTS
from shared.kernel.cause import Actor
from shared.storage.reading import Reader

LATEST = 50


class ImportLine(Answer):
    """One import: the file, whether it was only a dry run, and its figures; ``finished_at`` is null if it broke off."""

    id: str
    file_name: str
    dry_run: bool
    update_existing: bool
    rows: int
    created: int
    updated: int
    unchanged: int
    failed: int
    by: str
    at: datetime
    finished_at: datetime | None


class ImportList(Answer):
    """The latest fifty imports, newest first."""

    items: list[ImportLine]


async def import_list(reader: Reader, actor: Actor) -> ImportList:
    """The latest imports. Raises RoleRequired."""
    actor.require(*sorted(MAY_READ_IMPORTS))
    found = await reader.every("imports", {}, [("view.at", -1)], LATEST)
    return ImportList(items=[ImportLine.model_validate({"id": one["_id"], **one["state"]}) for one in found])
