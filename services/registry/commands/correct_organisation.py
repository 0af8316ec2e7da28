"""Put wrong particulars of an organisation right (更正登记事项); what stood before is kept."""

from services.registry.commands.register_organisation import UNSOUND, Certificate
from services.registry.domain import errors
from services.registry.domain.fields import CorrectionReason, OrganisationId
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.name_holders import naming_the_holder
from services.registry.ports import Ports
from shared.command.declaration import command, put
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class CorrectOrganisation(Certificate):
    """All particulars as they should be, and why they were wrong."""

    organisation_id: OrganisationId
    reason: CorrectionReason


@command(
    CorrectOrganisation,
    put("/organisations/{organisation_id}/particulars"),
    label=Label("更正登记事项", "Correct the particulars"),
    roles=OFFICE,
    offered=ON_ORGANISATION.always,
    refusals=(errors.NothingChanged, errors.FoundedAfterEntries, *UNSOUND),
)
async def correct_organisation(cmd: CorrectOrganisation, cause: Cause, ports: Ports) -> Receipt:
    right, act = cmd.particulars(), Act.now(cause)
    correcting = ports.organisations.change(
        cmd.organisation_id, cause, lambda o: o.correct(right, ports.places, cmd.reason, act, ports.rules)
    )
    return await naming_the_holder(right, correcting, ports)
