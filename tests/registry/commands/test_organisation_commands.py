"""Commands on one organisation: state and events after each."""

from datetime import date

import pytest

from services.registry.commands.clear_abnormal_reason import ClearAbnormalReason, clear_abnormal_reason
from services.registry.commands.correct_organisation import CorrectOrganisation, correct_organisation
from services.registry.commands.deregister_organisation import DeregisterOrganisation, deregister_organisation
from services.registry.commands.list_abnormal import ListAbnormal, list_abnormal
from services.registry.commands.register_organisation import RegisterOrganisation, register_organisation
from services.registry.commands.resume_organisation import ResumeOrganisation, resume_organisation
from services.registry.commands.revoke_organisation import RevokeOrganisation, revoke_organisation
from services.registry.commands.suspend_organisation import SuspendOrganisation, suspend_organisation
from services.registry.domain.errors import CodeTaken, OrganisationNotFound
from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, ReasonCode
from services.registry.ports import Ports
from shared.contracts import registry as contracts
from tests.builders_registry import a_cause, a_code, in_memory_ports

ASKED = RegisterOrganisation(
    uscc=f" {a_code(1).lower()} ",
    name="奉化区锋之社爱心服务协会",
    kind=OrganisationKind.ASSOCIATION,
    street_code="330213100",
    founded_on=date(2015, 5, 4),
)


async def registered(ports: Ports) -> str:
    return (await register_organisation.give(ASKED, a_cause("registered"), ports)).id


async def test_register_organisation_tells_code_and_kind() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    assert ports.organisations.published == [
        contracts.OrganisationRegistered(organisation_id=organisation_id, uscc=a_code(1), kind="association")
    ]


async def test_register_organisation_with_a_code_in_use_is_refused() -> None:
    ports = in_memory_ports()
    await registered(ports)
    with pytest.raises(CodeTaken):
        await register_organisation.give(ASKED, a_cause("again"), ports)


async def test_correct_organisation_replaces_the_particulars_and_tells_nobody() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    right = ASKED.model_dump() | {"legal_representative": "李二"}
    cmd = CorrectOrganisation(organisation_id=organisation_id, reason="抄录错误", **right)
    await correct_organisation.give(cmd, a_cause("correct"), ports)
    assert (await ports.organisations.get(organisation_id)).particulars.legal_representative == "李二"
    assert len(ports.organisations.published) == 1


async def test_list_and_clear_tell_of_each_reason_and_of_the_restored_standing() -> None:
    ports = in_memory_ports()
    organisation_id = await registered(ports)
    for year in (2023, 2024):
        cmd = ListAbnormal(organisation_id=organisation_id, code=ReasonCode.ANNUAL_REPORT_MISSING, year=year)
        await list_abnormal.give(cmd, a_cause(f"list-{year}"), ports)
    first, second = (reason.id for reason in (await ports.organisations.get(organisation_id)).reasons)
    for reason_id in (first, second):
        clear = ClearAbnormalReason(organisation_id=organisation_id, reason_id=reason_id, note="已补报")
        await clear_abnormal_reason.give(clear, a_cause(f"clear-{reason_id}"), ports)
    assert [type(event).__name__ for event in ports.organisations.published[1:]] == [
        "OrganisationListedAbnormal",
        "OrganisationListedAbnormal",
        "OrganisationReasonCleared",
        "OrganisationReasonCleared",
        "OrganisationStandingRestored",
    ]
    assert [getattr(event, "open_reasons", None) for event in ports.organisations.published[1:]] == [1, 2, 1, 0, None]


async def test_list_abnormal_repeated_by_the_same_cause_lists_once() -> None:
    ports = in_memory_ports()
    cmd = ListAbnormal(organisation_id=await registered(ports), code=ReasonCode.UNREACHABLE)
    await list_abnormal.give(cmd, a_cause("list"), ports)
    receipt = await list_abnormal.give(cmd, a_cause("list"), ports)
    assert receipt.repeated
    assert len((await ports.organisations.get(cmd.organisation_id)).reasons) == 1


async def test_legal_life_from_suspension_to_the_end() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    decision = {"organisation_id": one, "decision_no": "奉民决1号"}
    await suspend_organisation.give(SuspendOrganisation(**decision, until=date(2026, 9, 1)), a_cause("1"), ports)
    await resume_organisation.give(ResumeOrganisation(**decision), a_cause("2"), ports)
    await deregister_organisation.give(DeregisterOrganisation(**decision), a_cause("3"), ports)
    assert (await ports.organisations.get(one)).status is OrganisationStatus.DEREGISTERED
    assert ports.organisations.published[1:] == [
        contracts.OrganisationSuspended(organisation_id=one, open_reasons=0, until=date(2026, 9, 1)),
        contracts.OrganisationResumed(organisation_id=one, open_reasons=0),
        contracts.OrganisationDeregistered(organisation_id=one, open_reasons=0),
    ]


async def test_revoke_organisation_ends_it() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    await list_abnormal.give(ListAbnormal(organisation_id=one, code=ReasonCode.UNREACHABLE), a_cause("list"), ports)
    await revoke_organisation.give(
        RevokeOrganisation(organisation_id=one, decision_no="奉民决1号"), a_cause("1"), ports
    )
    assert (await ports.organisations.get(one)).status is OrganisationStatus.REVOKED
    assert ports.organisations.published[-1] == contracts.OrganisationRevoked(organisation_id=one, open_reasons=1)


async def test_command_on_an_organisation_that_is_not_there_is_refused() -> None:
    cmd = RevokeOrganisation(organisation_id="nobody", decision_no="奉民决1号")
    with pytest.raises(OrganisationNotFound):
        await revoke_organisation.give(cmd, a_cause(), in_memory_ports())
