"""规则一览: every legal limit with its source, and the years of the working calendar; an operator enters a year."""

from collections.abc import Mapping
from datetime import date

from services.gateway.engine.action_links import ActionLink
from services.gateway.engine.api import document_of
from services.gateway.engine.listing import List
from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Cell, Column, Tag, at, moment_at, rows_at, text_at, texts_at
from services.gateway.i18n import N_
from services.gateway.pages.calendar_entries import ENTER, TAKE_BACK, entry_lines, way_to_take_back
from services.gateway.pages.rescue.case_words import coded, limit_name, status_tag
from shared.kernel.roles import Role

FUTURE, PAST = Tag(N_("尚未施行")), Tag(N_("已失效"))


def length_of(page: Page, row: Json, amount: str = "amount", unit: str = "unit") -> str:
    """24 小时, 7 个工作日, 1 个月."""
    words = document_of("rescue").options("LimitUnit")[text_at(row, unit)].of(page.language)
    number = text_at(row, amount)
    if page.language == "zh":
        return f"{number} {words}"
    return f"{number} {words.removesuffix('s') if number == '1' else words}"


def _day(row: Json, name: str) -> date | None:
    return date.fromisoformat(text_at(row, name)) if row.get(name) else None


def since(page: Page, row: Json) -> str:
    """From which day it is in force; empty where that is not known."""
    begun = _day(row, "valid_from")
    return page.say(N_("%(day)s起"), day=page.formats.day(begun)) if begun else ""


def _not_current(page: Page, row: Json) -> str:
    """That it is not in force yet, or no more; empty while it is."""
    begun = _day(row, "valid_from")
    state = None if row.get("current") else FUTURE if begun and begun > page.formats.local_today else PAST
    return page.say(state.label) if state else ""


def _name(page: Page, row: Json) -> Cell:
    state = _not_current(page, row)
    return Cell(limit_name(page, row), [Tag(state)] if state else [], law=text_at(row, "source"))


def _length(page: Page, row: Json) -> Cell:
    anchor = text_at(row, "anchor_zh" if page.language == "zh" else "anchor_en")
    warned = page.say(N_("提前 %(length)s提醒"), length=length_of(page, row, "warn_amount", "warn_unit"))
    counted = page.say(N_("从%(anchor)s起"), anchor=anchor)
    return Cell(length_of(page, row), below=page.parted((counted, warned)))


def checked(page: Page, row: Json) -> Cell:
    """Whether its source was read, and where."""
    tag = status_tag(page, text_at(row, "status"))
    return Cell(tags=(tag,) if tag else (), law=text_at(row, "seen_in"))


def _force(page: Page, row: Json) -> Cell:
    ended = _day(row, "valid_to")
    until = page.say(N_("至%(day)s"), day=page.formats.day(ended)) if ended else ""
    return Cell(page.parted(filter(None, (since(page, row), until))), law=text_at(row, "earlier_basis"))


def _rolls(page: Page, row: Json) -> Cell:
    said = N_("顺延到下一个工作日") if row.get("rolls") else N_("不顺延")
    return Cell(page.say(said), law=text_at(row, "rolls_source"))


async def _above(page: Page, found: Json) -> Mapping[str, object]:
    """The years with their sources, the one that has to be entered, and what each way of leaving asks for."""
    await page.people()
    return {
        "departures": _departures(page, found),
        "year_to_enter": at(found, "year_to_enter"),
        "may_enter": Role.OPERATOR in page.staff.roles,
        "years": [_year(page, one) for one in rows_at(found, "years")],
        "entries": entry_lines(page, found),
    }


def _departures(page: Page, found: Json) -> Mapping[str, list[Mapping[str, object]]]:
    """By the name of the way: each demand, its source, and whether that was read."""
    ways: dict[str, list[Mapping[str, object]]] = {}
    for row in rows_at(found, "departures"):
        demand = {
            "what": text_at(row, f"what_{page.language}"),
            "source": text_at(row, "source"),
            "checked": status_tag(page, text_at(row, "status")),
            "since": since(page, row),
            "past": _not_current(page, row),
        }
        ways.setdefault(coded(page, "Departure", row.get("how")), []).append(demand)
    return ways


def _year(page: Page, one: Json) -> Mapping[str, object]:
    entered, by = moment_at(one, "at"), text_at(one, "by")
    return {
        "number": text_at(one, "year"),
        "source": text_at(one, "source"),
        "wrong": bool(one.get("wrong")),
        "off": len(texts_at(one, "days_off")),
        "worked": len(texts_at(one, "make_up_days")),
        "take_back": way_to_take_back(one),
        "package": text_at(one, "package"),
        "entered": page.parted((page.person(by), page.formats.moment(entered))) if entered else "",
    }


RULES = List(
    service="rescue",
    path="/rules",
    source="/limits",
    record="/rules",
    title=N_("规则一览"),
    lead=N_("系统按哪些期限提醒，依据是什么，核对过原文没有"),
    icon="clock",
    search="",
    columns=(
        Column("name_zh", N_("期限"), below=("source",), show=_name),
        Column("amount", N_("多长"), below=("unit", "anchor_zh"), show=_length),
        Column("status", below=("seen_in",), show=checked),
        Column("valid_from", below=("earlier_basis",), show=_force),
        Column("rolls", below=("rolls_source",), show=_rolls),
    ),
    actions=(ENTER, TAKE_BACK),
    links=lambda page, _: [ActionLink(page.say(N_("登记与信用的期限")), "/rules/register", icon="clock")],
    above=("rescue/rules_above.html", _above),
    empty=(N_("规则表是空的"), N_("请运维人员检查规则表文件。")),
)
