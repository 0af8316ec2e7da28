"""Residency in the park: noted by staff, it stands in the way of a deregistration until it is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.registry.commands.deregister_organisation import DeregisterOrganisation, deregister_organisation
from services.registry.commands.end_residency import EndResidency, end_residency
from services.registry.commands.note_residency import NoteResidency, note_residency
from services.registry.commands.revoke_organisation import RevokeOrganisation, revoke_organisation
from services.registry.domain import errors
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.organisation import Organisation
from services.registry.organisation_timeline import OrganisationEvent, timeline
from services.registry.ports import Ports
from shared.kernel.act import OccurredTooEarly
from shared.kernel.errors import RoleRequired
from tests.builders_registry import ACT, MONDAY, PLACES, RULES, a_cause, in_memory_ports, particulars

ONE = "o-1"
MOVE_IN = NoteResidency(organisation_id=ONE, place="二楼 B12", until=date(2027, 3, 1))
MOVE_OUT = EndResidency(organisation_id=ONE)
DEREGISTER = DeregisterOrganisation(organisation_id=ONE, decision_no="奉民注〔2026〕1号")


async def registered() -> Ports:
    ports = in_memory_ports()
    await ports.organisations.create(
        Organisation.register(ONE, particulars(), PLACES, ACT, rules=RULES), a_cause("register")
    )
    return ports


async def test_organisation_in_the_park_is_deregistered_once_it_has_moved_out() -> None:
    ports = await registered()
    await note_residency.give(MOVE_IN, a_cause("in"), ports)
    with pytest.raises(errors.StillResident, match="二楼 B12"):
        await deregister_organisation.give(DEREGISTER, a_cause("1"), ports)
    await end_residency.give(MOVE_OUT, a_cause("out"), ports)
    await deregister_organisation.give(DEREGISTER, a_cause("2"), ports)
    one = await ports.organisations.get(ONE)
    assert one.status is OrganisationStatus.DEREGISTERED
    told = [(entry.what, entry.note) for entry in timeline(one)]
    assert (OrganisationEvent.MOVED_IN, "二楼 B12") in told
    assert (OrganisationEvent.MOVED_OUT, "二楼 B12") in told


async def test_agreed_day_ends_nothing_and_what_the_office_ended_moves_out_too() -> None:
    ports = await registered()
    await note_residency.give(MOVE_IN.model_copy(update={"until": date(2026, 12, 1)}), a_cause("in"), ports)
    revoke = RevokeOrganisation(organisation_id=ONE, decision_no="奉民撤〔2026〕1号")
    await revoke_organisation.give(revoke, a_cause("revoke"), ports)
    later = replace(a_cause("1"), at=MONDAY + timedelta(days=400))
    with pytest.raises(errors.StillResident):
        await deregister_organisation.give(DEREGISTER, later, ports)
    await end_residency.give(MOVE_OUT, replace(later, id="out"), ports)
    await deregister_organisation.give(DEREGISTER, replace(later, id="2"), ports)


async def test_second_stay_a_wrong_day_and_a_moving_out_of_nobody_are_refused() -> None:
    ports = await registered()
    with pytest.raises(errors.NotResident):
        await end_residency.give(MOVE_OUT, a_cause("out"), ports)
    with pytest.raises(errors.ResidencyEndsTooEarly):
        await note_residency.give(MOVE_IN.model_copy(update={"until": date(2020, 1, 1)}), a_cause("early"), ports)
    await note_residency.give(MOVE_IN, a_cause("in"), ports)
    with pytest.raises(errors.StillResident):
        await note_residency.give(MOVE_IN, a_cause("again"), ports)
    before = MOVE_OUT.model_copy(update={"occurred_at": MONDAY - timedelta(days=1), "evidence": "交接单 1"})
    with pytest.raises(OccurredTooEarly):
        await end_residency.give(before, a_cause("out too early"), ports)


async def test_residency_is_noted_by_the_office() -> None:
    for command, cmd in ((note_residency, MOVE_IN), (end_residency, MOVE_OUT)):
        with pytest.raises(RoleRequired):
            await command.give(cmd, a_cause(role="rescue_worker"), in_memory_ports())
