"""The growths that the press gave, as they were entered, newest first; those that were withdrawn too."""

from datetime import datetime
from typing import Annotated, Literal

from services.registry.answers import Answer
from services.registry.domain.fields import (
    PublishedOn,
    QuotedFirstYear,
    QuotedLastYear,
    QuotedPercent,
    QuotedSource,
    QuotedWording,
    WithdrawalReason,
)
from services.registry.domain.permissions import OFFICE, ON_FIGURES
from services.registry.domain.quoted_figure import QuotedFigure
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.documents import adapter_of, read_state
from shared.storage.mongo import Document
from shared.storage.reading import Reader

Sort = Literal["entered_at", "-entered_at"]
Withdrawn = Annotated[bool, Label("已经撤回", "Withdrawn")]
_FIGURE = adapter_of(QuotedFigure)


class WithdrawalView(Answer):
    """Why an entry was withdrawn, when and by whom."""

    reason: WithdrawalReason
    at: Annotated[datetime, Label("撤回时间", "Withdrawn at")]
    by: Annotated[str, Label("撤回人", "Withdrawn by")]


class FigureLine(Answer):
    """One growth of the press as it was entered, and its withdrawal; null while it stands."""

    id: str
    wording: QuotedWording
    percent: QuotedPercent
    source: QuotedSource
    published_on: PublishedOn | None
    first_year: QuotedFirstYear
    last_year: QuotedLastYear
    entered_at: Annotated[datetime, Label("记录时间", "Entered at")]
    entered_by: Annotated[str, Label("记录人", "Entered by")]
    withdrawn: Annotated[WithdrawalView | None, Label("撤回", "Withdrawal")]


class FigureList(Answer):
    """One page, how many there are in all, the mark of the next page, and whether the reader may enter one."""

    items: list[FigureLine]
    next_cursor: str | None
    total: int
    allowed_actions: list[AllowedAction]


class FigureFilter(Answer):
    """Whether it was withdrawn, and in which order to list."""

    withdrawn: Withdrawn | None = None
    sort: Sort = "-entered_at"


async def figure_list(
    reader: Reader, offers: Offers, actor: Actor, wanted: FigureFilter, cursor: str | None = None, limit: int = 50
) -> FigureList:
    """The figures that fit. Raises RoleRequired and CursorUnknown."""
    actor.require(*sorted(OFFICE))
    where: Document = {}
    if wanted.withdrawn is not None:
        where = {"state.withdrawn": {"$ne": None} if wanted.withdrawn else None}
    order = ("state.told.recorded_at", -1 if wanted.sort == "-entered_at" else 1)
    page = await reader.page("quoted_figures", where, [order], cursor, limit)
    return FigureList(
        items=[figure_line(stored_figure(one)) for one in page.items],
        next_cursor=page.next_cursor,
        total=await reader.count("quoted_figures", where),
        allowed_actions=offers.on(ON_FIGURES, None, actor),
    )


def stored_figure(document: Document) -> QuotedFigure:
    """A stored figure."""
    return read_state(_FIGURE, {**document["state"], "id": document["_id"]})


def figure_line(figure: QuotedFigure) -> FigureLine:
    """What the list says of a figure."""
    quoted, gone = figure.quotation, figure.withdrawn
    return FigureLine(
        id=figure.id,
        wording=quoted.wording,
        percent=quoted.percent,
        source=quoted.source,
        published_on=quoted.published_on,
        first_year=quoted.first_year,
        last_year=quoted.last_year,
        entered_at=figure.told.recorded_at,
        entered_by=figure.told.by,
        withdrawn=gone and WithdrawalView(reason=gone.reason, at=gone.told.recorded_at, by=gone.told.by),
    )
