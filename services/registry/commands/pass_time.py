"""Let time pass for an organisation (计算期限): suspensions end, lists change, names become free. The loop gives it."""

from services.registry.domain.errors import NameTaken, OrganisationNotFound
from services.registry.domain.fields import OrganisationId
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import CLOCK
from services.registry.ports import Ports
from shared.clock.deadlines import NothingDue
from shared.command.declaration import Command, command
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class PassTime(Command):
    """For which organisation; until when is the time of the cause."""

    organisation_id: OrganisationId


@command(
    PassTime,
    label=Label("计算期限", "Let time pass"),
    roles=CLOCK,
    refusals=(OrganisationNotFound, NothingDue, NameTaken),
)
async def pass_time(cmd: PassTime, cause: Cause, ports: Ports) -> Receipt:
    def pass_on(organisation: Organisation) -> None:
        organisation.pass_time(cause.actor.id, cause.at, ports.rules)

    def pass_on_without_names(organisation: Organisation) -> None:
        organisation.leave_names()
        pass_on(organisation)

    try:
        return await ports.organisations.change(cmd.organisation_id, cause, pass_on)
    except NameTaken:
        return await ports.organisations.change(cmd.organisation_id, cause, pass_on_without_names)
