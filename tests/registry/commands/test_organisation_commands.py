"""Commands on one organisation: state and events after each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.registry.commands.change_organisation import ChangeOrganisation, change_organisation
from services.registry.commands.clear_abnormal_reason import ClearAbnormalReason, clear_abnormal_reason
from services.registry.commands.correct_organisation import CorrectOrganisation, correct_organisation
from services.registry.commands.deregister_organisation import DeregisterOrganisation, deregister_organisation
from services.registry.commands.list_abnormal import ListAbnormal, list_abnormal
from services.registry.commands.pass_time import PassTime, pass_time
from services.registry.commands.register_organisation import RegisterOrganisation, register_organisation
from services.registry.commands.resume_organisation import ResumeOrganisation, resume_organisation
from services.registry.commands.revoke_organisation import RevokeOrganisation, revoke_organisation
from services.registry.commands.suspend_organisation import SuspendOrganisation, suspend_organisation
from services.registry.commands.withdraw_licence import WithdrawLicence, withdraw_licence
from services.registry.domain.errors import (
    ChangedInFuture,
    CodeTaken,
    NameBlocked,
    NameBorne,
    NothingToChange,
    OrganisationNotFound,
    ProjectsStillRunning,
)
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode
from services.registry.ports import Ports
from services.registry.reactions.when_project_opened import when_project_opened
from services.registry.reactions.when_project_reassigned import when_project_reassigned
from services.registry.reactions.when_project_reopened import when_project_reopened
from services.registry.reactions.when_project_settled import when_project_settled
from shared.contracts import registry as contracts
from shared.contracts.grants import ProjectOpened, ProjectReassigned, ProjectReopened, ProjectSettled
from shared.kernel.act import EvidenceMissing, OccurredInFuture
from shared.kernel.cause import Actor, Cause
from tests.builders_registry import MONDAY, a_cause, a_code, in_memory_ports, told_others

ASKED = RegisterOrganisation(
    uscc=f" {a_code(1).lower()} ",
    name="奉化区锋之社爱心服务协会",
    kind=OrganisationKind.ASSOCIATION,
    street_code="330213100",
    founded_on=date(2015, 5, 4),
)


async def registered(ports: Ports) -> str:
    return (await register_organisation.give(ASKED, a_cause("registered"), ports)).id


async def test_register_organisation_tells_code_kind_and_name() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    assert told_others(ports) == [
        contracts.OrganisationRegistered(
            organisation_id=organisation_id, uscc=a_code(1), kind="association", name=ASKED.name
        )
    ]


async def test_register_organisation_with_a_code_in_use_is_refused() -> None:
    ports = in_memory_ports()
    await registered(ports)
    with pytest.raises(CodeTaken):
        await register_organisation.give(ASKED, a_cause("again"), ports)


async def test_correct_organisation_replaces_the_particulars_and_tells_only_which() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    right = ASKED.model_dump(exclude={"invented_fields"}) | {"legal_representative": "李二"}
    cmd = CorrectOrganisation(organisation_id=organisation_id, reason="抄录错误", **right)
    await correct_organisation.give(cmd, a_cause("correct"), ports)
    assert (await ports.organisations.get(organisation_id)).particulars.legal_representative == "李二"
    assert told_others(ports)[1:] == [
        contracts.OrganisationCorrected(organisation_id=organisation_id, fields=["legal_representative"])
    ]


async def test_list_and_clear_tell_of_each_reason_and_of_the_restored_standing() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    for year in (2023, 2024):
        cmd = ListAbnormal(organisation_id=organisation_id, code=ReasonCode.ANNUAL_REPORT_MISSING, year=year)
        await list_abnormal.give(cmd, a_cause(f"list-{year}"), ports)
    first, second = (reason.id for reason in (await ports.organisations.get(organisation_id)).credit.reasons)
    for reason_id in (first, second):
        clear = ClearAbnormalReason(organisation_id=organisation_id, reason_id=reason_id, note="已补报")
        await clear_abnormal_reason.give(clear, a_cause(f"clear-{reason_id}"), ports)
    assert [type(event).__name__ for event in told_others(ports)[1:]] == [
        "OrganisationListedAbnormal",
        "OrganisationListedAbnormal",
        "OrganisationReasonCleared",
        "OrganisationReasonCleared",
        "OrganisationStandingRestored",
    ]
    assert [getattr(event, "open_reasons", None) for event in told_others(ports)[1:]] == [1, 2, 1, 0, None]


async def test_list_abnormal_repeated_by_the_same_cause_lists_once() -> None:
    ports = in_memory_ports()
    cmd = ListAbnormal(organisation_id=await registered(ports), code=ReasonCode.UNREACHABLE)
    await list_abnormal.give(cmd, a_cause("list"), ports)
    receipt = await list_abnormal.give(cmd, a_cause("list"), ports)
    assert receipt.repeated
    assert len((await ports.organisations.get(cmd.organisation_id)).credit.reasons) == 1


async def test_suspension_that_is_over_already_is_entered_late_with_what_shows_it() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    past = {"organisation_id": one, "decision_no": "奉民决1号", "until": date(2025, 6, 1)}
    then = datetime(2025, 3, 1, 1, tzinfo=UTC)
    with pytest.raises(EvidenceMissing):
        await suspend_organisation.give(SuspendOrganisation(**past, occurred_at=then), a_cause("late"), ports)
    past["evidence"] = "决定书存档 3"
    await suspend_organisation.give(SuspendOrganisation(**past, occurred_at=then), a_cause("shown"), ports)


async def test_legal_life_from_suspension_to_the_end() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    decision = {"organisation_id": one, "decision_no": "奉民决1号"}
    await suspend_organisation.give(SuspendOrganisation(**decision, until=date(2026, 9, 1)), a_cause("1"), ports)
    await resume_organisation.give(ResumeOrganisation(**decision), a_cause("2"), ports)
    await deregister_organisation.give(DeregisterOrganisation(**decision), a_cause("3"), ports)
    assert (await ports.organisations.get(one)).status is OrganisationStatus.DEREGISTERED
    assert told_others(ports)[1:] == [
        contracts.OrganisationSuspended(
            organisation_id=one, open_reasons=0, until=date(2026, 9, 1), occurred_at=MONDAY
        ),
        contracts.OrganisationListedSerious(
            organisation_id=one,
            ground_code="suspended",
            open_grounds=1,
            open_reasons=0,
            status="suspended",
            occurred_at=MONDAY,
        ),
        contracts.OrganisationResumed(organisation_id=one, open_reasons=0, occurred_at=MONDAY),
        contracts.OrganisationDeregistered(organisation_id=one, open_reasons=0, occurred_at=MONDAY),
    ]


async def test_revoke_organisation_ends_it() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    await list_abnormal.give(ListAbnormal(organisation_id=one, code=ReasonCode.UNREACHABLE), a_cause("list"), ports)
    await revoke_organisation.give(
        RevokeOrganisation(organisation_id=one, decision_no="奉民决1号"), a_cause("1"), ports
    )
    assert (await ports.organisations.get(one)).status is OrganisationStatus.REVOKED
    assert told_others(ports)[-2] == contracts.OrganisationRevoked(
        organisation_id=one, open_reasons=1, occurred_at=MONDAY
    )


async def test_command_on_an_organisation_that_is_not_there_is_refused() -> None:
    cmd = RevokeOrganisation(organisation_id="nobody", decision_no="奉民决1号")
    with pytest.raises(OrganisationNotFound):
        await revoke_organisation.give(cmd, a_cause(), in_memory_ports())


async def test_revocation_and_withdrawal_are_told_apart_and_are_one_legal_state_to_others() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    await withdraw_licence.give(WithdrawLicence(organisation_id=one, decision_no="奉民罚1号"), a_cause("1"), ports)
    ended, listed = told_others(ports)[1:]
    assert ended == contracts.OrganisationRevoked(
        organisation_id=one, open_reasons=0, how="licence_withdrawn", occurred_at=MONDAY
    )
    assert getattr(listed, "status", None) == "revoked"


async def test_a_decision_of_an_earlier_day_is_shown_by_its_number_and_anything_else_needs_evidence() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    earlier = MONDAY - timedelta(days=3)
    bare = ListAbnormal(organisation_id=one, code=ReasonCode.UNREACHABLE, occurred_at=earlier)
    with pytest.raises(EvidenceMissing):
        await list_abnormal.give(bare, a_cause("1"), ports)
    await list_abnormal.give(bare.model_copy(update={"decision_no": "奉民决1号"}), a_cause("2"), ports)
    with pytest.raises(OccurredInFuture):
        await revoke_organisation.give(
            RevokeOrganisation(organisation_id=one, decision_no="1", occurred_at=MONDAY + timedelta(days=1)),
            a_cause("3"),
            ports,
        )
    (reason,) = (await ports.organisations.get(one)).credit.reasons
    assert (reason.listed.occurred_at, reason.listed.recorded_at) == (earlier, MONDAY)
    assert reason.listed.evidence == "奉民决1号"


async def test_change_of_registration_is_no_correction_and_keeps_what_was_true() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    cmd = ChangeOrganisation(
        organisation_id=one,
        effective_on=date(2026, 2, 1),
        decision_no="奉民许1号",
        name="新名协会",
        address="新址",
    )
    await change_organisation.give(cmd, a_cause("1"), ports)
    after = await ports.organisations.get(one)
    assert (after.particulars.name, after.particulars.address, after.corrections) == ("新名协会", "新址", [])
    assert after.history["name"].at(date(2026, 1, 31)) == ASKED.name
    assert after.history["name"].at(date(2026, 2, 1), MONDAY - timedelta(seconds=1)) is None
    assert told_others(ports)[-1] == contracts.OrganisationChanged(
        organisation_id=one, fields=["name", "address"], effective_on=date(2026, 2, 1), name="新名协会"
    )
    with pytest.raises(NothingToChange):
        await change_organisation.give(cmd, a_cause("2"), ports)
    future = cmd.model_copy(update={"effective_on": date(2026, 3, 3), "address": "再迁"})
    with pytest.raises(ChangedInFuture):
        await change_organisation.give(future, a_cause("3"), ports)


async def test_change_entered_late_takes_its_place_before_a_later_one() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    for number, (day, name) in enumerate(((date(2025, 6, 1), "丙协会"), (date(2024, 6, 1), "乙协会"))):
        cmd = ChangeOrganisation(organisation_id=one, effective_on=day, decision_no=f"{number}", name=name)
        await change_organisation.give(cmd, a_cause(f"{number}"), ports)
    after = await ports.organisations.get(one)
    assert after.particulars.name == "丙协会"
    names = [(span.value, span.start) for span in after.history["name"].spans()]
    assert names == [(ASKED.name, None), ("乙协会", date(2024, 6, 1)), ("丙协会", date(2025, 6, 1))]


async def test_refused_name_says_who_holds_it_and_until_when() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    twin = ASKED.model_copy(update={"uscc": a_code(2)})
    with pytest.raises(NameBorne, match=a_code(1)):
        await register_organisation.give(twin, a_cause("twin"), ports)
    await deregister_organisation.give(
        DeregisterOrganisation(organisation_id=one, decision_no="奉民决1号"), a_cause("1"), ports
    )
    with pytest.raises(NameBlocked, match="2 Mar 2027"):
        await register_organisation.give(twin, a_cause("twin"), ports)
    clock = Cause("tick", Actor("service:registry", frozenset({"clock"})), datetime(2027, 3, 2, 16, tzinfo=UTC), "tick")
    await pass_time.give(PassTime(organisation_id=one), clock, ports)
    await register_organisation.give(twin, a_cause("twin"), ports)


async def test_names_that_were_taken_before_they_were_blocked_are_left_to_whoever_took_them() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    decision = DeregisterOrganisation(organisation_id=one, decision_no="奉民决1号")
    await deregister_organisation.give(decision, a_cause("1"), ports)
    as_before = replace(await ports.organisations.get(one), clocks=None, blocked=[])
    await ports.organisations.change(one, a_cause("2"), lambda o: o.__dict__.update(as_before.__dict__))
    await register_organisation.give(ASKED.model_copy(update={"uscc": a_code(2)}), a_cause("twin"), ports)
    clock = Cause("tick", Actor("service:registry", frozenset({"clock"})), MONDAY, "tick")
    await pass_time.give(PassTime(organisation_id=one), clock, ports)
    after = await ports.organisations.get(one)
    assert (after.blocked, after.clocks, after.names_taken_over) == ([], [], True)


async def test_deregister_organisation_waits_for_its_funded_projects() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    opened = ProjectOpened(project_id="p-1", organisation_id=one, project_no="资2026-0007")
    for cause in (event_cause("e-1", 1), event_cause("e-1", 1)):
        await when_project_opened(opened, cause, ports)
    cmd = DeregisterOrganisation(organisation_id=one, decision_no="奉民决1号")
    with pytest.raises(ProjectsStillRunning, match="资2026-0007"):
        await deregister_organisation.give(cmd, a_cause("1"), ports)
    await when_project_settled(ProjectSettled(project_id="p-1"), event_cause("e-2", 2), ports)
    await when_project_reopened(ProjectReopened(project_id="p-1", organisation_id=one), event_cause("e-3", 3), ports)
    with pytest.raises(ProjectsStillRunning, match="资2026-0007"):
        await deregister_organisation.give(cmd, a_cause("2"), ports)
    await when_project_settled(ProjectSettled(project_id="p-1"), event_cause("e-4", 4), ports)
    unnumbered = replace(event_cause("e-5", 1), subject="p-2")
    await when_project_opened(ProjectOpened(project_id="p-2", organisation_id=one), unnumbered, ports)
    with pytest.raises(ProjectsStillRunning, match=r"\(number not known\)"):
        await deregister_organisation.give(cmd, a_cause("4"), ports)
    await when_project_settled(ProjectSettled(project_id="p-2"), replace(unnumbered, id="e-6", sequence=2), ports)
    await deregister_organisation.give(cmd, a_cause("3"), ports)
    assert (await ports.organisations.get(one)).status is OrganisationStatus.DEREGISTERED


async def test_deregister_organisation_does_not_wait_for_a_project_that_was_never_its_own() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    opened = ProjectOpened(project_id="p-1", organisation_id=one, project_no="资2026-0007")
    await when_project_opened(opened, event_cause("e-1", 1), ports)
    right = ProjectReassigned(project_id="p-1", organisation_id="another", project_no="资2026-0007")
    await when_project_reassigned(right, event_cause("e-2", 2), ports)
    await deregister_organisation.give(
        DeregisterOrganisation(organisation_id=one, decision_no="奉民决1号"), a_cause("1"), ports
    )
    assert [project.number for project in await ports.register.running_projects("another")] == ["资2026-0007"]


def event_cause(event_id: str, sequence: int) -> Cause:
    return Cause(event_id, Actor("zizhu"), MONDAY, event_id, subject="p-1", sequence=sequence)
