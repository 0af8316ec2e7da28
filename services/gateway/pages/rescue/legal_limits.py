"""The legal limits of a case: what is to be done until when, what was done in time or late, and on which basis."""

from collections.abc import Mapping
from datetime import datetime

from services.gateway.engine.page import Page
from services.gateway.engine.schema import Json
from services.gateway.engine.values import Tag, moment_at, rows_at, text_at
from services.gateway.i18n import N_
from services.gateway.pages.rescue.case_words import ends, left_tag, limit_name, status_tag

MET, LATE = (N_("已按时办理"), "ok", "check"), (N_("超期办理"), "warn", "check")
CANCELLED, MISSED = (N_("已取消"), "plain", ""), (N_("超期未办"), "warn", "alert")
SETTLED = (N_("已落户安置"), "ok", "check")
PAUSED = (N_("暂停计算"), "plain", "clock")


async def legal_limits(page: Page, case: Json) -> Mapping[str, object]:
    """Each limit in the reader's words."""
    settled = moment_at(case, "departed_at") if case.get("departure") == "settled" else None
    return {"limits": [_limit(page, one, settled) for one in rows_at(case, "limits")]}


def _limit(page: Page, limit: Json, settled: datetime | None) -> Mapping[str, object]:
    formats, state = page.formats, text_at(limit, "state")
    due, met, released = (moment_at(limit, name) for name in ("due_at", "met_at", "released_at"))
    tag, beside, until, note = left_tag(page, due), "", due, ""
    if state == "met" or met:
        tag = _tag(page, MET if state == "met" else LATE)
        beside, until, note = formats.moment(met) if met else "", None, text_at(limit, "late_reason")
    elif settled and released and text_at(limit, "code") == "settlement":
        tag, until, note = _tag(page, SETTLED), None, page.say(N_("没有登记申请的文号"))
        beside = formats.moment(settled)
    elif limit.get("paused") and state == "missed":
        tag, note = _tag(page, MISSED), page.say(N_("自述身份待核实，暂停计算；已经超期的不因此恢复"))
    elif limit.get("paused"):
        tag, until, note = _tag(page, PAUSED), None, page.say(N_("核实不符时，按剩下的时间继续计算"))
    elif state == "cancelled":
        tag, until = _tag(page, CANCELLED), None
    elif released:
        tag, note = _tag(page, MISSED), page.say(N_("%(when)s 起无须再办"), when=formats.moment(released))
    below = ends(page, until, text_at(limit, "year_missing"))
    name, source = limit_name(page, limit), text_at(limit, "source")
    told = {"name": name, "tag": tag, "beside": beside, "below": below, "note": note, "source": source}
    return {**told, "checked": status_tag(page, text_at(limit, "source_status")), "since": _since(page, limit)}


def _since(page: Page, limit: Json) -> str:
    """From which day it counts, where that is not its anchor: the limit was not in force before."""
    begun, anchor = moment_at(limit, "counts_from"), moment_at(limit, "anchor")
    if begun is None or begun == anchor:
        return ""
    return page.say(N_("入站时还没有这项规定，从施行之日%(day)s起算"), day=page.formats.day(begun))


def _tag(page: Page, given: tuple[str, str, str]) -> Tag:
    label, tone, icon = given
    return Tag(page.say(label), tone, icon)
