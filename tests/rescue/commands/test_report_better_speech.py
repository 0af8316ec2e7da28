"""A ward reports better speech of a bed: the case there is asked about, and the ward learns nothing either way."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.rescue.commands.report_better_speech import ReportBetterSpeech
from services.rescue.commands.settle_ward_report import SettleWardReport
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Ability, Place
from services.rescue.domain.ward_errors import WardReportDone, WardReportNotFound
from services.rescue.domain.ward_report import WardReportState
from services.rescue.reactions.when_ward_reported import when_ward_reported
from shared.contracts.rescue import AbilityImproved
from shared.contracts.rescue_wards import WardReported, WardReportSettled
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from shared.kernel.repository import Receipt
from shared.kernel.scope import Scope, ScopeKind
from tests.builders_rescue import ENTERED, FANG, FETCHED, HOUR, CaseBuilder, a_case, a_cause, an_event_cause, by
from tests.rescue_in_memory import Rescue, rescue_in_memory

HOSPITAL, GERIATRICS = "奉化区安康医院", "老年科"
WARD = f"{HOSPITAL}/{GERIATRICS}"
NURSE = Actor("bingqu", frozenset({"ward"}), Scope.of(ScopeKind.WARD, WARD))
LATER = ENTERED + 2 * HOUR


def in_bed(bed: str | None = "12", builder: CaseBuilder | None = None) -> CaseBuilder:
    """Somebody whose case says in which bed they lie."""
    builder = builder or a_case()
    builder.case.custody.place(Place.HOSPITAL, HOSPITAL, by(FANG, ENTERED), GERIATRICS, bed)
    return builder


def of_bed(bed: str = "12", ward: str = WARD, ability: Ability = Ability.SENTENCES) -> ReportBetterSpeech:
    return ReportBetterSpeech(ward=ward, bed=bed, ability=ability, note="会说几句河南话")


async def reported(rescue: Rescue, report: ReportBetterSpeech, key: str = "report") -> Receipt:
    """The ward reports, and rescue hears of its own event, twice as the wire may bring it."""
    receipt = await rescue.app.give(report, a_cause(key, NURSE, LATER))
    for event in rescue.ward_reports.published[:]:
        if isinstance(event, WardReported):
            for _ in range(2):
                cause = an_event_cause(1, event.report_id, LATER)
                await when_ward_reported(event, cause, rescue.ports)
    return receipt


async def asked(rescue: Rescue) -> Sequence[AbilityImproved]:
    return [one for one in rescue.cases.published if isinstance(one, AbilityImproved)]


@pytest.mark.parametrize("bed", ["12", "１２床", " 12 号床 "])
async def test_report_of_a_known_bed_asks_the_responsible_worker_at_once(bed: str) -> None:
    rescue = await rescue_in_memory().with_case(in_bed())
    await reported(rescue, of_bed(bed))
    case = await rescue.case()
    assert case.conversation.interview_due == LATER
    [report] = case.conversation.ability_reports
    assert (report.ability, report.by) == (Ability.SENTENCES, "service:rescue")
    assert report.said_by == f"{WARD} {bed.strip().removesuffix('床')} 床，会说几句河南话"
    assert [(one.case_no, one.responsible) for one in await asked(rescue)] == [("救2026-0117", "fang")]
    kept = (await rescue.ward_reports.all())[0]
    assert (kept.state, kept.told, kept.case_id) == (WardReportState.DONE, None, None), "nothing of it is kept here"
    assert isinstance(rescue.ward_reports.published[-1], WardReportSettled)


async def test_report_asks_even_where_nothing_was_noted_before_and_not_twice() -> None:
    rescue = await rescue_in_memory().with_case(in_bed())
    await reported(rescue, of_bed())
    await reported(rescue, of_bed(ability=Ability.FREELY), "again")
    assert len(await asked(rescue)) == 1
    assert len((await rescue.case()).conversation.ability_reports) == 2


async def test_who_is_known_already_is_not_asked_about_again() -> None:
    rescue = await rescue_in_memory().with_case(in_bed(builder=a_case()).stated())
    await reported(rescue, of_bed())
    assert await asked(rescue) == []


def moved(case: RescueCase) -> None:
    case.custody.place(Place.IN_STATION, "", by(FANG, ENTERED + HOUR))


def gone(case: RescueCase) -> None:
    case.custody.depart(FETCHED, by(FANG, ENTERED + HOUR))


@pytest.mark.parametrize("bed", ["13", "12"])
@pytest.mark.parametrize("change", [None, moved, gone])
async def test_ward_is_answered_alike_whoever_lies_there(change: object, bed: str) -> None:
    builder = in_bed()
    if callable(change):
        change(builder.case)
    rescue = await rescue_in_memory().with_case(builder)
    receipt = await reported(rescue, of_bed(bed))
    assert (receipt.version, receipt.repeated) == (1, False)
    [kept] = await rescue.ward_reports.all()
    known = bed == "12" and change is None
    assert kept.state is (WardReportState.DONE if known else WardReportState.WAITING)
    waits = [one.waits for one in rescue.ward_reports.published if isinstance(one, WardReported)]
    assert waits == [not known], "what is not known goes to whoever is on duty"


async def test_report_whose_case_was_closed_meanwhile_goes_to_whoever_is_on_duty() -> None:
    rescue = await rescue_in_memory().with_case(in_bed())
    await rescue.app.give(of_bed(), a_cause("report", NURSE, LATER))
    await rescue.cases.change("case-1", a_cause("fetched"), gone)
    [event] = rescue.ward_reports.published
    assert isinstance(event, WardReported)
    for _ in range(2):
        await when_ward_reported(event, an_event_cause(1, event.report_id, LATER), rescue.ports)
    [kept] = await rescue.ward_reports.all()
    assert (kept.state, kept.case_id) == (WardReportState.WAITING, None)
    assert rescue.ward_reports.published[-1] == WardReported(report_id=kept.id, waits=True)


async def test_two_people_on_file_in_one_bed_are_found_out_by_whoever_is_on_duty() -> None:
    rescue = await rescue_in_memory().with_case(in_bed())
    other = in_bed().build()
    other.id = "case-2"
    await rescue.cases.create(other, a_cause("other"))
    await reported(rescue, of_bed())
    assert (await rescue.ward_reports.all())[0].state is WardReportState.WAITING


@pytest.mark.parametrize("ward", [f"{HOSPITAL}/儿科", "别的医院/老年科", HOSPITAL])
async def test_bed_of_another_ward_is_not_there(ward: str) -> None:
    rescue = await rescue_in_memory().with_case(in_bed())
    with pytest.raises(WardReportNotFound):
        await rescue.app.give(of_bed(ward=ward), a_cause("report", NURSE, LATER))
    assert await rescue.ward_reports.all() == []


async def test_whoever_is_on_duty_settles_what_waits_once_and_a_ward_settles_nothing() -> None:
    rescue = rescue_in_memory()
    receipt = await reported(rescue, of_bed())
    settle = SettleWardReport(report_id=receipt.id)
    with pytest.raises(RoleRequired):
        await rescue.app.give(settle, a_cause("settle", NURSE))
    for _ in range(2):
        await rescue.app.give(settle, a_cause("settle", FANG, LATER + timedelta(minutes=5)))
    kept = await rescue.ward_reports.get(receipt.id)
    assert (kept.state, kept.told) == (WardReportState.DONE, None)
    with pytest.raises(WardReportDone):
        await rescue.app.give(settle, a_cause("settle again", FANG))
