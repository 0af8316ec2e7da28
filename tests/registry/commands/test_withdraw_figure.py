"""Withdrawing a growth of the press that was quoted wrongly."""

import pytest

from services.registry.commands.quote_figure import QuoteFigure, quote_figure
from services.registry.commands.withdraw_figure import WithdrawFigure, withdraw_figure
from services.registry.domain.errors import FigureIsWithdrawn, QuotedFigureNotFound
from services.registry.domain.quoted_figure import Withdrawal
from shared.kernel.errors import RoleRequired
from tests.builders_registry import a_cause, in_memory_ports

PRINTED = QuoteFigure(wording="年平均增长率44%", percent=44, source="某报", first_year=2015, last_year=2019)


async def test_withdraw_figure_keeps_what_was_entered_with_the_reason_and_who_withdrew_it() -> None:
    ports = in_memory_ports()
    entered = await quote_figure.give(PRINTED, a_cause("quote"), ports)
    await withdraw_figure.give(WithdrawFigure(figure_id=entered.id, reason="年份抄错了"), a_cause("withdraw"), ports)
    figure = await ports.figures.get(entered.id)
    assert isinstance(figure.withdrawn, Withdrawal)
    assert (figure.quotation.first_year, figure.withdrawn.reason) == (2015, "年份抄错了")
    assert figure.withdrawn.told.by == a_cause().actor.id


async def test_withdraw_figure_twice_or_one_that_is_not_there_is_refused() -> None:
    ports = in_memory_ports()
    entered = await quote_figure.give(PRINTED, a_cause("quote"), ports)
    wanted = WithdrawFigure(figure_id=entered.id, reason="年份抄错了")
    await withdraw_figure.give(wanted, a_cause("withdraw"), ports)
    with pytest.raises(FigureIsWithdrawn):
        await withdraw_figure.give(wanted, a_cause("withdraw again"), ports)
    with pytest.raises(QuotedFigureNotFound):
        await withdraw_figure.give(WithdrawFigure(figure_id="none", reason="x"), a_cause("none"), ports)


async def test_withdraw_figure_is_for_the_office() -> None:
    with pytest.raises(RoleRequired):
        await withdraw_figure.give(
            WithdrawFigure(figure_id="x", reason="x"), a_cause(role="rescue_worker"), in_memory_ports()
        )
