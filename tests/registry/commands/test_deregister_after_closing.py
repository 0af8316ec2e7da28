"""An organisation is deregistered once its funded projects were closed, whatever was not paid of them."""

import pytest

from services.registry.commands.deregister_organisation import DeregisterOrganisation, deregister_organisation
from services.registry.domain.errors import ProjectsStillRunning
from services.registry.domain.kinds import OrganisationStatus
from services.registry.reactions.when_project_closed import when_project_closed
from services.registry.reactions.when_project_opened import when_project_opened
from shared.contracts.grants import ProjectClosed, ProjectOpened
from tests.builders_registry import a_cause, in_memory_ports
from tests.registry.commands.test_organisation_commands import event_cause, registered


@pytest.mark.parametrize("how", ["completed", "terminated"])
async def test_deregister_organisation_waits_no_more_for_a_project_that_was_closed(how: str) -> None:
    ports = in_memory_ports()
    one = await registered(ports)
    told = {"project_id": "p-1", "organisation_id": one, "project_no": "资2026-0007"}
    await when_project_opened(ProjectOpened(**told), event_cause("e-1", 1), ports)
    cmd = DeregisterOrganisation(organisation_id=one, decision_no="奉民决1号")
    with pytest.raises(ProjectsStillRunning, match="资2026-0007"):
        await deregister_organisation.give(cmd, a_cause("1"), ports)
    await when_project_closed(ProjectClosed(**told, how=how), event_cause("e-2", 2), ports)
    await deregister_organisation.give(cmd, a_cause("2"), ports)
    assert (await ports.organisations.get(one)).status is OrganisationStatus.DEREGISTERED
