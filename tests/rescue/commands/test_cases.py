"""Commands that open a case and care for the person, in memory: state, events and errors out."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.rescue.commands.correct_entry import CorrectEntry
from services.rescue.commands.describe_person import DescribePerson
from services.rescue.commands.leave_alone import LeaveAlone
from services.rescue.commands.open_case import OpenCase
from services.rescue.commands.pass_time import PassTime
from services.rescue.commands.place_person import PlacePerson
from services.rescue.commands.receive_person import ReceivePerson
from services.rescue.commands.record_never_came import RecordNeverCame
from services.rescue.commands.record_stated_identity import RecordStatedIdentity
from services.rescue.commands.supplement_intake import SupplementIntake
from services.rescue.domain import errors
from services.rescue.domain.answers import Answer
from services.rescue.domain.departure_kinds import AloneWay
from services.rescue.domain.intake import Intake
from services.rescue.domain.kinds import Arrival, CustodyState, IdentityState, Place
from services.rescue.domain.permissions import CARE
from services.rescue.domain.person import AgeInterval
from services.rescue.entrypoints.clock import passing_time
from shared.contracts.rescue import CaseOpened, DeadlineDueSoon, DeadlineMissed
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.errors import RoleRequired
from tests.builders_rescue import ENTERED, FANG, HEAD, HOUR, ROLES, a_case, a_cause, an_unknown_woman, named
from tests.rescue_in_memory import Rescue, rescue_in_memory

CAME = Intake(Arrival.POLICE, entered_at=ENTERED)


async def test_open_case_gives_the_next_number_of_the_year_and_tells_the_outside_no_more() -> None:
    rescue = rescue_in_memory()
    receipt = await rescue.app.give(OpenCase(intake=CAME), a_cause("one"))
    await rescue.app.give(OpenCase(intake=CAME, person=named("张志英")), a_cause("two"))
    assert (await rescue.cases.get(receipt.id)).case_no == "救2026-0001"
    first, second = rescue.cases.published
    assert first == CaseOpened(case_id=receipt.id, case_no="救2026-0001")
    assert second == CaseOpened(case_id=a_cause("two").new_id("case"), case_no="救2026-0002")


async def test_open_case_that_is_refused_takes_no_number() -> None:
    rescue = rescue_in_memory()
    with pytest.raises(errors.NameNotStated):
        await rescue.app.give(OpenCase(intake=CAME, identity_stated=True), a_cause("refused"))
    receipt = await rescue.app.give(OpenCase(intake=CAME), a_cause("one"))
    assert (await rescue.cases.get(receipt.id)).case_no == "救2026-0001"


async def test_open_case_repeated_opens_one_case_with_one_number() -> None:
    rescue = rescue_in_memory()
    first = await rescue.app.give(OpenCase(intake=CAME), a_cause("one"))
    again = await rescue.app.give(OpenCase(intake=CAME), a_cause("one"))
    assert (again.id, again.repeated) == (first.id, True)
    next_one = await rescue.app.give(OpenCase(intake=CAME), a_cause("two"))
    assert (await rescue.cases.get(next_one.id)).case_no == "救2026-0002"


async def test_open_case_with_an_arrival_to_come_is_refused_and_takes_no_number() -> None:
    rescue = rescue_in_memory()
    later = Intake(Arrival.POLICE, entered_at=ENTERED + HOUR)
    with pytest.raises(errors.ArrivalInFuture):
        await rescue.app.give(OpenCase(intake=later), a_cause("one"))
    receipt = await rescue.app.give(OpenCase(intake=CAME), a_cause("two"))
    assert (await rescue.cases.get(receipt.id)).case_no == "救2026-0001"


async def test_the_person_is_received_placed_described_and_leaves() -> None:
    rescue = await rescue_in_memory().with_case(a_case(entered_at=None))
    app = rescue.app
    await app.give(ReceivePerson(case_id="case-1", entered_at=ENTERED), a_cause("1"))
    await app.give(PlacePerson(case_id="case-1", place=Place.IN_STATION), a_cause("2"))
    await app.give(DescribePerson(case_id="case-1", person=an_unknown_woman(features="跛行")), a_cause("3"))
    stated = RecordStatedIdentity(case_id="case-1", name="张志英")
    await app.give(stated, a_cause("4"))
    case = await rescue.case()
    assert (case.custody.state, case.identity.state, case.identity.person.features) == (
        CustodyState.IN_STATION,
        IdentityState.STATED_BY_SELF,
        "跛行",
    )
    await app.give(
        LeaveAlone(case_id="case-1", to=AloneWay.WENT_HOME, declaration="2026-041号", assessed_by="驻站医生"),
        a_cause("5"),
    )
    assert (await rescue.case()).custody.state is CustodyState.DEPARTED


async def test_the_intake_is_completed_and_the_entry_corrected() -> None:
    rescue = await rescue_in_memory().with_case(a_case())
    told = SupplementIntake(case_id="case-1", arrival=Arrival.POLICE, handover_sheet="岳护2026-88")
    await rescue.app.give(told, a_cause("1"))
    true = CorrectEntry(case_id="case-1", entered_at=ENTERED - HOUR, reason="问过护送民警")
    await rescue.app.give(true, a_cause("2"))
    case = await rescue.case()
    assert (case.custody.intake.handover_sheet, case.custody.entered_at) == ("岳护2026-88", ENTERED - HOUR)
    assert case.limits.deadlines.items[0].due_at == ENTERED + 23 * HOUR


async def test_a_command_on_no_case_is_told_so() -> None:
    with pytest.raises(errors.CaseNotFound):
        await rescue_in_memory().app.give(RecordNeverCame(case_id="none"), a_cause())


@pytest.mark.parametrize("role", ["registrar", "grants_officer", "centre_admin", "operator"])
async def test_only_those_who_care_for_people_may_open_cases(role: str) -> None:
    with pytest.raises(RoleRequired):
        await rescue_in_memory().app.give(OpenCase(intake=CAME), a_cause(actor=Actor("x", frozenset({role}))))


def test_no_person_may_let_time_pass_the_head_alone_decides_and_records_a_death_and_the_two_roles_do_the_rest() -> None:
    of_heads = {"approve_notice", "return_notice", "record_death"}
    of_operators = {"enter_working_calendar", "take_back_working_calendar"}
    others = {"pass_time", "begin_search", *of_operators, "report_better_speech"}
    assert {name for name, roles in ROLES.items() if roles != CARE} == {*others, *of_heads}
    assert all(ROLES[name] == HEAD.roles for name in of_heads)


async def test_pass_time_tells_the_others_number_and_limit_only() -> None:
    rescue = await rescue_in_memory().with_case(a_case(named("张志英")))
    run = passing_time(rescue.app)
    await run("case-1", ENTERED + 18 * HOUR)
    await run("case-1", ENTERED + 24 * HOUR)
    facts: dict[str, Any] = {"case_id": "case-1", "case_no": "救2026-0117", "code": "search_notice"}
    facts |= {"limit_zh": "发布寻亲公告", "limit_en": "publish a search notice"}
    due_at = ENTERED + 24 * HOUR
    assert rescue.cases.published[-2:] == [
        DeadlineDueSoon(**facts, due_at=due_at),
        DeadlineMissed(**facts, due_at=due_at),
    ]


async def test_pass_time_by_a_person_is_refused() -> None:
    rescue = await with_search()
    with pytest.raises(RoleRequired):
        await rescue.app.give(PassTime(case_id="case-1"), a_cause(actor=FANG, at=ENTERED + 24 * HOUR))


async def with_search() -> Rescue:
    """Rescue with a case that is searched for."""
    return await rescue_in_memory().with_case(a_case())


async def test_the_age_of_a_new_case_and_a_changed_one_is_of_the_day_of_saving() -> None:
    rescue = rescue_in_memory()
    person = an_unknown_woman()
    opened = await rescue.app.give(OpenCase(intake=Intake(Arrival.POLICE), person=person), a_cause("open"))
    described = replace(person, clothing="红色棉袄")
    for number, told in enumerate([described, replace(described, age=Answer(AgeInterval(15, 19)))]):
        at = ENTERED + timedelta(days=40 * (number + 1))
        await rescue.app.give(DescribePerson(case_id=opened.id, person=told), a_cause(f"{number}", at=at))
        age = (await rescue.cases.get(opened.id)).identity.person.age.value
        assert age is not None
        assert age.estimated_on == local_date(at if number else ENTERED)
