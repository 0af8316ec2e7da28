"""The list of imports, newest first, page by page."""

from datetime import datetime
from typing import Annotated, Literal

from services.registry.answers import Answer
from services.registry.domain.fields import FileName, UpdateExisting
from services.registry.domain.permissions import IMPORT_READERS, ON_IMPORTS
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import Reader

Sort = Literal["at", "-at"]


class ImportLine(Answer):
    """One import: the file, whether it was only a dry run, and its figures; ``finished_at`` is null if it broke off.

    Where a job does it (``job_id``), it goes on until ``finished_at`` or ``stopped_at`` is set.
    """

    id: str
    file_name: FileName
    dry_run: Annotated[bool, Label("试运行", "Dry run")]
    update_existing: UpdateExisting
    rows: Annotated[int, Label("行数", "Rows")]
    created: Annotated[int, Label("新登记", "New")]
    updated: Annotated[int, Label("已更正", "Corrected")]
    unchanged: Annotated[int, Label("没有变化", "Unchanged")]
    failed: Annotated[int, Label("有问题的行", "Rows with problems")]
    by: str
    at: Annotated[datetime, Label("时间", "Time")]
    finished_at: datetime | None
    job_id: str = ""
    stopped_at: datetime | None = None


class ImportList(Answer):
    """One page, how many there are in all, the mark of the next page, and whether the reader may import."""

    items: list[ImportLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class ImportFilter(Answer):
    """In which order to list."""

    sort: Sort = "-at"


async def import_list(
    reader: Reader, offers: Offers, actor: Actor, wanted: ImportFilter, cursor: str | None = None, limit: int = 50
) -> ImportList:
    """The imports in the order asked for. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(IMPORT_READERS))
    order = ("view.at", -1 if wanted.sort == "-at" else 1)
    page = await reader.page("imports", {}, [order], cursor, limit)
    return ImportList(
        items=[ImportLine.model_validate({"id": one["_id"], **one["state"]}) for one in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("imports", {}),
        allowed_actions=offers.on(ON_IMPORTS, None, actor),
    )
