"""Register an organisation (登记社会组织)."""

from typing import Annotated

from services.registry.domain import errors
from services.registry.domain.fields import (
    LINE,
    Address,
    FoundedOn,
    GivenName,
    GivenStreetCode,
    GivenUscc,
    InventedFields,
    Kind,
    LegalRepresentative,
    Supervisor,
)
from services.registry.domain.organisation import Organisation
from services.registry.domain.particulars import Particulars
from services.registry.domain.permissions import OFFICE, ON_REGISTER
from services.registry.domain.uscc import normalised
from services.registry.name_holders import naming_the_holder
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt

UNSOUND = (
    errors.CodeIllFormed,
    errors.CodeTotalDigitWrong,
    errors.CodeOrganisationDigitWrong,
    errors.CodeRegionUnknown,
    errors.CodeDoesNotFitKind,
    errors.CodeTaken,
    errors.NameTaken,
    errors.NameBorne,
    errors.NameBlocked,
    errors.NameMissing,
    errors.NameNotPlain,
    errors.StreetUnknown,
    errors.FoundedInFuture,
    errors.FoundedTooEarly,
)
"""What may be wrong with a certificate."""


class Certificate(Command):
    """What the certificate says (登记事项)."""

    uscc: GivenUscc
    name: GivenName
    kind: Kind
    founded_on: FoundedOn
    street_code: GivenStreetCode
    address: Annotated[Address, LINE] = ""
    supervisor: Annotated[Supervisor, LINE] = ""
    legal_representative: Annotated[LegalRepresentative, LINE] = ""

    def particulars(self) -> Particulars:
        """As the domain knows them, with the code normalised."""
        fields = Certificate.model_fields
        return Particulars(**{n: getattr(self, n) for n in fields} | {"uscc": normalised(self.uscc)})


class RegisterOrganisation(Certificate):
    """What the certificate says. ``street_code`` is one of Fenghua's twelve streets and towns.

    ``invented_fields`` are those of them that are examples, where a demonstration names a real organisation.
    """

    invented_fields: InventedFields = ()


@command(
    RegisterOrganisation,
    post("/organisations"),
    label=Label("登记组织", "Register an organisation", "按登记证书填写", "As on the certificate"),
    roles=OFFICE,
    offered=ON_REGISTER.always,
    refusals=UNSOUND,
)
async def register_organisation(cmd: RegisterOrganisation, cause: Cause, ports: Ports) -> Receipt:
    particulars = cmd.particulars()
    organisation = Organisation.register(
        cause.new_id("organisation"),
        particulars,
        ports.places,
        Act.now(cause),
        rules=ports.rules,
        invented_fields=cmd.invented_fields,
    )
    return await naming_the_holder(particulars, ports.organisations.create(organisation, cause), ports)
