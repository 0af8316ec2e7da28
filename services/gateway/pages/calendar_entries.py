"""录入和撤销工作日历: an operator enters a year or takes an entry back, and sees before which limits would move."""

from collections.abc import Mapping
from datetime import date

from services.gateway.engine.action import Action
from services.gateway.engine.action_links import is_allowed
from services.gateway.engine.fields import Input
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Column, moment_at, number_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import limit_name

UNDATED = N_("期限待定")


async def _asked_for(_: Page, found: Json, __: Json) -> Mapping[str, object]:
    return {"year": found.get("year_to_enter")}


async def _by_entering(page: Page, body: Mapping[str, object], _: Json) -> Mapping[str, object]:
    return _moved(page, await page.services.ask_with("rescue", "/working-calendar/trial", body))


async def _by_taking_back(page: Page, _: Mapping[str, object], __: Json) -> Mapping[str, object]:
    path = "/working-calendar/entries/{entry_id}/trial"
    return _moved(page, await page.services.ask("rescue", path, ids=page.ids))


def _moved(page: Page, told: Json) -> Mapping[str, object]:
    """The year as it would be counted, and each limit that would end on another day."""
    return {
        "source": text_at(told, "source"),
        "days_off": _days(page, told, "days_off"),
        "make_up_days": _days(page, told, "make_up_days"),
        "running": number_at(told, "running"),
        "total": number_at(told, "total"),
        "moved": [
            (text_at(row, "case_no"), limit_name(page, row), _end(page, row, "before"), _end(page, row, "after"))
            for row in rows_at(told, "items")
        ],
    }


def _days(page: Page, told: Json, name: str) -> list[str]:
    return [page.formats.day(date.fromisoformat(one)) for one in texts_at(told, name)]


def _end(page: Page, row: Json, name: str) -> str:
    ends = moment_at(row, name)
    return page.formats.limit(ends) if ends else page.say(UNDATED)


def entry_lines(page: Page, found: Json) -> list[Mapping[str, object]]:
    """Every entry and taking back, the newest first."""
    return [
        {
            "year": text_at(one, "year"),
            "source": text_at(one, "source"),
            "by": _by(page, one),
            "takes_back": bool(one.get("takes_back")),
            "holds": bool(one.get("holds")),
        }
        for one in rows_at(found, "entries")
    ]


def _by(page: Page, one: Json) -> str:
    at = moment_at(one, "at")
    return page.parted((page.person(text_at(one, "by") or None), page.formats.moment(at) if at else ""))


def way_to_take_back(year: Json) -> str:
    """Where the entry of this year is taken back; empty for whoever may not, and for what came with the product."""
    may = is_allowed(year, TAKE_BACK.command)
    return f"/rules/take-back-working-calendar/{text_at(year, 'entry')}" if may else ""


ENTER = Action(
    "enter_working_calendar",
    done=N_("工作日历已录入。等着这一年的期限会在几秒内算出，正在计的期限会重新计算。"),
    lead=N_(
        "按国务院办公厅的放假通知全文录入，缺少法定节假日的不能录入。更正已有的年份要勾选“替换已有的年份”；每次录入都会留下录入人、时间和文号，替换下来的可以撤销恢复。"
    ),
    confirm=N_("录入"),
    icon="clock",
    inputs=(Input("year"), Input("notice", wide=True), Input("text", "area", rows=12), Input("replaces")),
    check_answers=True,
    foresees=_by_entering,
    foreseen="rescue/calendar_moves.html",
    begin=_asked_for,
    leads_to="/rules",
)
TAKE_BACK = Action(
    "take_back_working_calendar",
    done=N_("录入已撤销。正在计的期限会在几秒内重新计算。"),
    lead=N_("撤销以后，这一年以前有效的录入或者随产品提供的日历恢复有效；撤销的人、时间和理由会留下。"),
    confirm=N_("撤销录入"),
    tone="danger",
    rows="years",
    key="entry",
    part_facts=(Column("year"), Column("source"), Column("at")),
    inputs=(Input("why", wide=True),),
    check_answers=True,
    foresees=_by_taking_back,
    foreseen="rescue/calendar_moves.html",
    leads_to="/rules",
)
