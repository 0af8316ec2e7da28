"""Entering a growth that the press gave."""

from datetime import date

import pytest

from services.registry.commands.quote_figure import QuoteFigure, quote_figure
from shared.kernel.errors import RoleRequired
from tests.builders_registry import a_cause, in_memory_ports

PRINTED = QuoteFigure(wording="年平均增长率44%", percent=44, source="某报", first_year=2016, last_year=2019)


async def test_quote_figure_keeps_what_was_printed_and_by_whom_it_was_entered() -> None:
    ports = in_memory_ports()
    dated = PRINTED.model_copy(update={"published_on": date(2020, 12, 1)})
    receipt = await quote_figure.give(dated, a_cause(), ports)
    figure = await ports.figures.get(receipt.id)
    assert (figure.quotation.percent, figure.quotation.published_on) == (44, date(2020, 12, 1))
    assert figure.told.by == a_cause().actor.id


async def test_quote_figure_is_for_the_office() -> None:
    with pytest.raises(RoleRequired):
        await quote_figure.give(PRINTED, a_cause(role="rescue_worker"), in_memory_ports())
