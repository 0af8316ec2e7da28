"""Register an organisation (登记社会组织)."""

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from services.registry.domain.kinds import OrganisationKind
from services.registry.domain.organisation import Organisation, Particulars
from services.registry.domain.uscc import normalised
from services.registry.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]


class RegisterOrganisation(Command):
    """What the certificate says. ``street_code`` is one of Fenghua's twelve streets and towns."""

    uscc: Annotated[str, StringConstraints(max_length=60)]
    name: Line
    kind: OrganisationKind
    street_code: Annotated[str, StringConstraints(max_length=12)]
    address: Line = ""
    supervisor: Line = ""
    legal_representative: Line = ""
    founded_on: date

    def particulars(self) -> Particulars:
        """As the domain knows them, with the code normalised."""
        fields = RegisterOrganisation.model_fields
        return Particulars(**{n: getattr(self, n) for n in fields} | {"uscc": normalised(self.uscc)})


async def register_organisation(cmd: RegisterOrganisation, cause: Cause, ports: Ports) -> Receipt:
    organisation = Organisation.register(
        cause.new_id("organisation"), cmd.particulars(), ports.places, by=cause.actor.id, at=cause.at
    )
    return await ports.organisations.create(organisation, cause)
