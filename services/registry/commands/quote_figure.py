"""Enter a growth that the press gave for the register (记录报道的增长率)."""

from services.registry.domain import errors
from services.registry.domain.fields import (
    PublishedOn,
    QuotedFirstYear,
    QuotedLastYear,
    QuotedPercent,
    QuotedSource,
    QuotedWording,
)
from services.registry.domain.permissions import OFFICE, ON_FIGURES
from services.registry.domain.quoted_figure import Quotation, QuotedFigure
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class QuoteFigure(Command):
    """What was printed, where and when, and at the ends of which two years the organisations were counted."""

    wording: QuotedWording
    percent: QuotedPercent
    source: QuotedSource
    published_on: PublishedOn | None = None
    first_year: QuotedFirstYear
    last_year: QuotedLastYear


@command(
    QuoteFigure,
    post("/quoted-figures"),
    label=Label(
        "记录报道的增长率",
        "Enter a growth given in the press",
        "统计旁边会写明按登记册能不能算出这个数字",
        "Beside the figures it will be said whether the register yields it",
    ),
    roles=OFFICE,
    offered=ON_FIGURES.always,
    refusals=(errors.QuotedYearsWrong,),
)
async def quote_figure(cmd: QuoteFigure, cause: Cause, ports: Ports) -> Receipt:
    figure = QuotedFigure.quote(cause.new_id("figure"), Quotation(**cmd.model_dump()), Act.now(cause))
    return await ports.figures.create(figure, cause)
