"""The charts of 今日工作, drawn from answers that the page asks for anyway."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from services.gateway.engine.api import document_of
from services.gateway.engine.charts import Bars, Chart, Lines, Point, Series
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.timeline import Mark, TimelineChart, Track
from services.gateway.engine.values import at, moment_at, number_at, rows_at, text_at
from services.gateway.formats import SHANGHAI
from services.gateway.i18n import N_
from services.gateway.pages.registry.figure_list import FIGURES
from services.gateway.pages.registry.quoted import quoted_sentences
from services.gateway.pages.rescue.case_words import limit_name

DAYS = 10
"""How many days from today on the limits are shown one by one."""
HALF = timedelta(hours=12)
ROUND = N_("%(round)s 年")


def limits_by_day(page: Page, due: Json) -> TimelineChart:
    """On which day how many limits of each kind end; overdue ones before, later ones behind."""
    today = page.formats.local_today
    first, last = _noon(today - timedelta(days=1)), _noon(today + timedelta(days=DAYS))
    dated = [line for line in rows_at(due, "items") if at(line, "due_at")]
    undated = number_at(due, "total") - len(dated)
    kinds = {text_at(line, "code"): limit_name(page, line) for line in dated}
    days = [today + timedelta(days=n) for n in range(1, DAYS)]
    ticks = [(_noon(today), page.say(N_("今天"))), *((_noon(day), page.formats.day_of_month(day)) for day in days)]
    return TimelineChart(
        id="limits-by-day",
        title=page.say(N_("法定期限在哪一天到期")),
        of=page.say(N_("期限")),
        when=page.say(N_("哪一天")),
        counted=page.say(N_("到期事项")),
        tracks=[
            Track(name, _marks(page, [line for line in dated if text_at(line, "code") == code]))
            for code, name in kinds.items()
        ],
        start=first - HALF,
        end=last + HALF,
        ticks=ticks,
        tones={
            "danger": page.say(N_("已超期")),
            "brand": page.say(N_("当天到期")),
            "plain": page.say(N_("更晚")),
        },
        unit=page.formats.number,
        empty=page.say(N_("没有到期事项")),
        note=page.say(N_("另有 %(n)s 项没有画出：期限待定，或者到期更晚。"), n=undated) if undated else "",
    )


def _marks(page: Page, lines: Iterable[Json]) -> list[Mark]:
    """One mark for each day; one for all that is overdue, one for all that is later."""
    today, late = page.formats.local_today, page.say(N_("已超期"))
    end = today + timedelta(days=DAYS)
    overdue, days = 0, Counter[date]()
    for line in lines:
        due_at = moment_at(line, "due_at")
        if at(line, "overdue"):
            overdue += 1
        elif due_at:
            days[min(_last_day(due_at), end)] += 1
    marks = [
        Mark(_noon(day), page.formats.day(day), count)
        if day < end
        else Mark(_noon(end), page.say(N_("%(day)s起"), day=page.formats.day(end)), count, "plain")
        for day, count in sorted(days.items())
    ]
    return [Mark(_noon(today - timedelta(days=1)), late, overdue, "danger"), *marks] if overdue else marks


def _last_day(due_at: datetime) -> date:
    """The day on which a limit ends; one that ends at midnight ends with the day before."""
    return (due_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date()


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)


def organisations_by_kind(page: Page, figures: Json) -> Chart:
    """How many organisations there are of each kind."""
    return Bars(
        id="organisations-by-kind",
        title=page.say(N_("社会组织按类别")),
        of=page.say(N_("类别")),
        series=[
            Series(
                page.say(N_("社会组织")),
                [
                    Point(label.of(page.language), number_at(figures, f"by_kind.{kind}"), f"/orgs?kind={kind}")
                    for kind, label in document_of("registry").options("OrganisationKind").items()
                ],
            )
        ],
        unit=page.formats.number,
        empty=page.say(N_("还没有社会组织")),
    )


def organisations_by_year(page: Page, figures: Json) -> Chart:
    """When the organisations of today were founded, with the years in which none was."""
    founded = {number_at(row, "year"): number_at(row, "founded") for row in rows_at(figures, "by_year")}
    years = range(min(founded, default=0), max(founded, default=-1) + 1)
    return Lines(
        id="organisations-by-year",
        title=page.say(N_("现有社会组织按成立年份")),
        of=page.say(N_("成立年份")),
        series=[Series(page.say(N_("社会组织")), [Point(str(year), founded.get(year, 0)) for year in years])],
        unit=page.formats.number,
        empty=page.say(N_("还没有社会组织")),
        note=page.say(N_("只计算现在还在的组织，不是当年的数量。")),
        also=quoted_sentences(page, figures),
        more=(FIGURES.path, page.say(FIGURES.title)),
    )


def money_by_round(page: Page, totals: Json) -> Chart:
    """What was paid, what is still to be paid and what is frozen of the contracts of each round."""
    rounds = rows_at(totals, "by_round")

    def points(amount: Callable[[Json], int]) -> list[Point]:
        keys = [text_at(row, "key") for row in rounds]
        amounts = map(amount, rounds)
        return [
            Point(page.say(ROUND, round=key), fen, f"/grants/projects?round={key}")
            for key, fen in zip(keys, amounts, strict=True)
        ]

    def waiting(row: Json) -> int:
        return max(0, number_at(row, "unpaid_fen") - number_at(row, "frozen_fen"))

    return Bars(
        id="money-by-round",
        title=page.say(N_("各批次资金拨付")),
        of=page.say(N_("批次")),
        series=[
            Series(page.say(N_("已拨付")), points(lambda row: number_at(row, "paid_fen"))),
            Series(page.say(N_("待拨付")), points(waiting), "plain"),
            Series(page.say(N_("已冻结")), points(lambda row: number_at(row, "frozen_fen")), "danger"),
        ],
        unit=page.formats.money,
        empty=page.say(N_("还没有资助项目")),
    )
