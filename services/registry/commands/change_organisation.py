"""Enter a change of registration (变更登记): from a day on, by an approval, some of the certificate is another."""

from dataclasses import replace
from datetime import time
from typing import Annotated

from annotated_types import MinLen

from services.registry.domain import errors
from services.registry.domain.fields import (
    LINE,
    Address,
    EffectiveOn,
    GivenDecisionNo,
    GivenName,
    GivenStreetCode,
    LegalRepresentative,
    OrganisationId,
    Supervisor,
)
from services.registry.domain.history import CHANGEABLE
from services.registry.domain.permissions import OFFICE, ON_ORGANISATION
from services.registry.name_holders import naming_the_holder
from services.registry.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.calendar import local_date, local_instant
from shared.kernel.cause import Cause
from shared.kernel.clock import TimeWrong
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class ChangeOrganisation(Command):
    """What is to be another from which day on, and on which approval; what is left out stays as it is.

    Only the supervisor may become nobody; a certificate has a name, an address and a legal representative for as long
    as it lasts (社会团体登记管理条例 第十二条).
    """

    organisation_id: OrganisationId
    effective_on: EffectiveOn
    decision_no: GivenDecisionNo
    name: GivenName | None = None
    street_code: GivenStreetCode | None = None
    address: Annotated[Address, MinLen(1), LINE] | None = None
    supervisor: Annotated[Supervisor, LINE] | None = None
    legal_representative: Annotated[LegalRepresentative, MinLen(1), LINE] | None = None

    def values(self) -> dict[str, str]:
        """What is said, by field."""
        return {name: value for name in CHANGEABLE if (value := getattr(self, name)) is not None}

    def act(self, cause: Cause) -> Act:
        """The change as an act; the approval shows its day. Raises TimeWrong or ChangedInFuture."""
        if self.effective_on > local_date(cause.at):
            raise errors.ChangedInFuture(day=self.effective_on)
        return Act.told(cause, local_instant(self.effective_on, time.min), self.decision_no)


@command(
    ChangeOrganisation,
    post("/organisations/{organisation_id}/changes"),
    label=Label(
        "变更登记",
        "Change of registration",
        "名称、住所、镇（街道）、业务主管单位或者法定代表人自某日起变更；以前的内容保留。写错了请用“更正登记事项”。",
        "Something is another from a day on; what was before is kept. For a slip, correct the particulars instead.",
    ),
    roles=OFFICE,
    offered=ON_ORGANISATION.when(lambda organisation, _: organisation.require_existing()),
    refusals=(
        errors.OrganisationGone,
        errors.NothingToChange,
        errors.NameMissing,
        errors.NameNotPlain,
        errors.NameTaken,
        errors.NameBorne,
        errors.NameBlocked,
        errors.StreetUnknown,
        TimeWrong,
        errors.ChangedInFuture,
        errors.ChangedBeforeFounding,
    ),
)
async def change_organisation(cmd: ChangeOrganisation, cause: Cause, ports: Ports) -> Receipt:
    act, values = cmd.act(cause), cmd.values()
    before = (await ports.organisations.get(cmd.organisation_id)).particulars
    changing = ports.organisations.change(
        cmd.organisation_id,
        cause,
        lambda o: o.change(values, cmd.effective_on, cmd.decision_no, act, places=ports.places, rules=ports.rules),
    )
    return await naming_the_holder(replace(before, name=cmd.name or before.name), changing, ports)
