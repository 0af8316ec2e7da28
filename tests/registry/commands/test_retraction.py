"""Taking a wrong entry back, by command: one proposes, another decides."""

from dataclasses import replace
from datetime import date

import pytest

from services.registry.commands.approve_retraction import ApproveRetraction, approve_retraction
from services.registry.commands.decline_retraction import DeclineRetraction, decline_retraction
from services.registry.commands.list_abnormal import ListAbnormal, list_abnormal
from services.registry.commands.propose_retraction import ProposeRetraction, propose_retraction
from services.registry.commands.suspend_organisation import SuspendOrganisation, suspend_organisation
from services.registry.domain.kinds import ReasonCode
from services.registry.domain.retraction_errors import RetractionNeedsAnother
from shared.contracts import registry as contracts
from shared.kernel.cause import Actor
from tests.builders_registry import MONDAY, a_cause, in_memory_ports, told_others
from tests.registry.commands.test_organisation_commands import registered
from tests.second_person import confirming


async def test_wrong_suspension_is_proposed_and_taken_back_by_another_and_others_are_told() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    decision = {"organisation_id": one, "decision_no": "奉民决1号"}
    await suspend_organisation.give(SuspendOrganisation(**decision, until=date(2026, 9, 1)), a_cause("1"), ports)
    asked = ProposeRetraction(organisation_id=one, entry="step-0", reason="决定书写的是另一个组织")
    await propose_retraction.give(asked, a_cause("2"), ports)
    with pytest.raises(RetractionNeedsAnother):
        await approve_retraction.give(confirming(ApproveRetraction, organisation_id=one), a_cause("3"), ports)
    other = replace(a_cause("4"), actor=Actor("guanli", frozenset({"centre_admin"})))
    await approve_retraction.give(confirming(ApproveRetraction, organisation_id=one), other, ports)
    named = {
        "organisation_id": one,
        "name": "奉化区锋之社爱心服务协会",
        "uscc": "51330213MJ90000146",
        "invented": False,
        "author": "staff-li",
    }
    assert told_others(ports)[3:] == [
        contracts.RetractionProposed(**named),
        contracts.RetractionDecided(**named, refused=False),
        contracts.OrganisationCorrected(organisation_id=one, fields=["status"], status="registered", open_reasons=0),
        contracts.OrganisationLeftSeriousList(
            organisation_id=one, open_reasons=0, status="registered", occurred_at=MONDAY
        ),
        contracts.OrganisationStandingRestored(organisation_id=one, status="registered", occurred_at=MONDAY),
    ]


async def test_declined_retraction_changes_nothing() -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    cmd = ListAbnormal(organisation_id=one, code=ReasonCode.UNREACHABLE)
    await list_abnormal.give(cmd, a_cause("1"), ports)
    (reason,) = (await ports.organisations.get(one)).credit.reasons
    asked = ProposeRetraction(organisation_id=one, entry=f"reason-{reason.id}", reason="登错")
    await propose_retraction.give(asked, a_cause("2"), ports)
    await decline_retraction.give(DeclineRetraction(organisation_id=one), a_cause("3"), ports)
    assert (await ports.organisations.get(one)).open_reasons == [reason]
    *_, asked_of_others, told = told_others(ports)
    assert len(told_others(ports)) == 4
    assert isinstance(asked_of_others, contracts.RetractionProposed)
    assert isinstance(told, contracts.RetractionDecided)
    assert not told.refused, "whoever proposed it took it back"
