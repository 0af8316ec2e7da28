"""The timeline of an organisation: what happened, newest first, with the words of the register."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from services.registry.domain.kinds import ReasonCode, SeriousGround
from services.registry.domain.listing import Listing
from services.registry.domain.retracting import approve_retraction, propose_retraction
from services.registry.organisation_parts import correction_rows
from services.registry.organisation_timeline import ChangedField, OrganisationEvent, TimelineEntry, timeline
from tests.builders_registry import ACT, LI, MONDAY, PLACES, RULES, an_act, an_organisation


def entry(what: OrganisationEvent, at: datetime, **more: Any) -> TimelineEntry:
    return TimelineEntry(what=what, at=at, recorded_at=at, evidence="值班日志", **{"by": LI, **more})


def test_timeline_tells_steps_changes_corrections_and_lists_the_newest_first() -> None:
    one = an_organisation()
    hours = [MONDAY + timedelta(hours=number) for number in range(7)]
    acts = [an_act(at) for at in hours]
    one.credit.list_abnormal("r-1", Listing(ReasonCode.UNREACHABLE, note="无人应答"), acts[0], RULES)
    one.suspend("奉民决1号", date(2026, 9, 1), acts[1], RULES)
    one.correct(replace(one.particulars, address="锦屏南路2号"), PLACES, "抄录错误", acts[2], RULES)
    one.resume("奉民决2号", acts[3], RULES)
    one.credit.clear_reason("r-1", "已取得联系", an_act(hours[4], by="staff-wang"), RULES)
    one.change({"address": "新址"}, MONDAY.date(), "奉民许1号", acts[5], places=PLACES, rules=RULES)
    one.deregister("奉民决3号", (), acts[6], RULES)
    address, until = (ChangedField.ADDRESS,), date(2026, 9, 1)
    assert timeline(one) == [
        entry(OrganisationEvent.DEREGISTERED, hours[6], decision_no="奉民决3号"),
        entry(OrganisationEvent.CHANGED, hours[5], decision_no="奉民许1号", fields=address),
        entry(OrganisationEvent.CLEARED, hours[4], by="staff-wang", note="已取得联系", code=ReasonCode.UNREACHABLE),
        entry(OrganisationEvent.RESUMED, hours[3], decision_no="奉民决2号"),
        entry(OrganisationEvent.CORRECTED, hours[2], note="抄录错误", fields=address),
        entry(OrganisationEvent.SUSPENDED, hours[1], decision_no="奉民决1号", until=until),
        entry(OrganisationEvent.LISTED_SERIOUS, hours[1], ground=SeriousGround.SUSPENDED, decision_no="奉民决1号"),
        entry(OrganisationEvent.LISTED, hours[0], code=ReasonCode.UNREACHABLE),
    ]


def test_timeline_of_a_revoked_organisation_ends_with_it() -> None:
    one = an_organisation()
    assert timeline(one) == []
    one.revoke("奉民决4号", ACT, RULES)
    assert [told.what.label.zh for told in timeline(one)] == ["撤销登记", "列入严重违法失信名单"]


def test_timeline_puts_what_was_entered_late_where_it_happened_and_the_clock_has_no_name() -> None:
    one = an_organisation()
    one.suspend("奉民决1号", date(2026, 3, 1), an_act(MONDAY - timedelta(days=30), MONDAY), RULES)
    one.pass_time("service:registry", MONDAY, RULES)
    resumed, suspended = (told for told in timeline(one) if told.ground is None)
    assert (suspended.at, suspended.recorded_at) == (MONDAY - timedelta(days=30), MONDAY)
    assert (resumed.by, resumed.at.isoformat()) == (None, "2026-03-01T16:00:00+00:00")


def test_timeline_tells_listings_apart_by_year_and_number_and_what_was_taken_back() -> None:
    one = an_organisation()
    for year in (2022, 2023):
        listing = Listing(ReasonCode.ANNUAL_REPORT_MISSING, year, decision_no=f"奉民异〔{year}〕1号")
        one.credit.list_abnormal(f"r-{year}", listing, ACT, RULES)
    assert {(told.year, told.decision_no) for told in timeline(one)} == {
        (2022, "奉民异〔2022〕1号"),
        (2023, "奉民异〔2023〕1号"),
    }
    propose_retraction(one, "reason-r-2022", "登错", ACT)
    approve_retraction(one, an_act(MONDAY + timedelta(hours=1), by="staff-wang"), RULES)
    taken_back, left = timeline(one)
    assert (taken_back.what, taken_back.of, taken_back.year) == (
        OrganisationEvent.RETRACTED,
        OrganisationEvent.LISTED,
        2022,
    )
    assert (taken_back.by, taken_back.note, left.year) == ("staff-wang", "登错", 2023)


def test_correction_tells_what_was_put_there_also_after_later_corrections_and_changes() -> None:
    one = an_organisation()
    for hours, address in enumerate(("甲路1号", "乙路2号")):
        at = an_act(MONDAY + timedelta(hours=hours))
        one.correct(replace(one.particulars, address=address), PLACES, "抄录错误", at, RULES)
    later = an_act(MONDAY + timedelta(days=1))
    one.change({"address": "丙路3号"}, MONDAY.date(), "奉民许1号", later, places=PLACES, rules=RULES)
    second, first = correction_rows(one, PLACES)
    assert (first.before, first.after) == ({"address": "锦屏街道锦屏南路1号"}, {"address": "甲路1号"})
    assert (second.before, second.after) == ({"address": "甲路1号"}, {"address": "乙路2号"})
