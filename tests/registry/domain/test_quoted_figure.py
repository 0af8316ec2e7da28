"""A growth that the press gave: which years it may be of, and whether the numbers yield it."""

from datetime import date

import pytest

from services.registry.domain.errors import FigureIsWithdrawn, QuotedYearsWrong
from services.registry.domain.events import FigureQuoted, FigureWithdrawn
from services.registry.domain.noted import Noted
from services.registry.domain.quoted_figure import Growth, Quotation, QuotedFigure, Withdrawal
from services.registry.quoted_figures import stock
from tests.builders_registry import ACT, told


@pytest.mark.parametrize("years", [(2019, 2016), (2019, 2019), (2020, ACT.recorded_at.year)])
def test_years_follow_each_other_and_are_over(years: tuple[int, int]) -> None:
    with pytest.raises(QuotedYearsWrong):
        QuotedFigure.quote("figure-1", Quotation("44%", 44, "某报", None, *years), ACT)


def test_what_was_printed_is_kept_as_it_was_with_who_entered_it() -> None:
    printed = Quotation("三年年均增长44%", 44, "某报", date(2020, 1, 8), 2016, ACT.recorded_at.year - 1)
    figure = QuotedFigure.quote("figure-1", printed, ACT)
    assert (figure.quotation, figure.told) == (printed, Noted.of(ACT))
    assert told(figure) == [FigureQuoted("figure-1", ACT)]


def test_growth_of_the_article_is_31_per_cent_and_not_44() -> None:
    growth = Growth(339, 769, 3)
    assert (growth.compound, growth.simple, growth.total, growth.share) == (314, 423, 1268, 441)
    assert [percent for percent in range(100) if growth.yields(percent)] == [31, 42]


def test_stock_of_a_year_end_counts_those_that_ended_later() -> None:
    ended = [(2010, date(2019, 12, 31)), (2012, date(2020, 1, 1)), (2021, None)]
    assert stock(2019, {2010: 5, 2019: 2, 2020: 4}, ended) == 8


def test_stock_is_not_known_where_the_end_of_one_is_not_known() -> None:
    assert stock(2019, {2010: 5}, [(2012, None)]) is None


def test_figure_that_was_quoted_wrongly_is_withdrawn_once_and_kept() -> None:
    printed = Quotation("44%", 44, "某报", None, 2016, 2019)
    figure = QuotedFigure.quote("figure-1", printed, ACT)
    told(figure)
    figure.withdraw("年份抄错了", ACT)
    assert (figure.quotation, figure.withdrawn) == (printed, Withdrawal("年份抄错了", Noted.of(ACT)))
    assert told(figure) == [FigureWithdrawn("figure-1", ACT)]
    with pytest.raises(FigureIsWithdrawn):
        figure.withdraw("又一次", ACT)
