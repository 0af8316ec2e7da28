"""The public facts of an organisation (公开信息), which others are told anew whenever one of them is another."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from services.registry.domain.kinds import OrganisationKind, OrganisationStatus, Particular, Standing
from shared.kernel.calendar import local_date

if TYPE_CHECKING:
    from services.registry.domain.organisation import Organisation


@dataclass(frozen=True)
class OnList:
    """What keeps it on a public list: a ReasonCode or a SeriousGround by its code, and since which day."""

    code: str
    since: date


@dataclass(frozen=True)
class Profile:
    """What everybody may know: certificate without persons and address, legal state, and why it is on which list.

    Basis: 社会组织信用信息管理办法 (民政部令第60号), which has both lists published.
    """

    uscc: str
    name: str
    kind: OrganisationKind
    street_code: str
    founded_on: date
    status: OrganisationStatus
    standing: Standing
    abnormal: tuple[OnList, ...] = ()
    serious: tuple[OnList, ...] = ()
    invented: bool = False
    invented_fields: tuple[Particular, ...] = ()


def profile_of(organisation: "Organisation") -> Profile:
    """The public facts as they stand."""
    told, credit = organisation.particulars, organisation.credit
    return Profile(
        uscc=told.uscc,
        name=told.name,
        kind=told.kind,
        street_code=told.street_code,
        founded_on=told.founded_on,
        status=organisation.status,
        standing=organisation.standing,
        abnormal=tuple(OnList(one.listing.code.value, local_date(one.listed.since)) for one in credit.open_reasons),
        serious=tuple(OnList(one.ground.value, local_date(one.listed.since)) for one in credit.open_grounds),
        invented=organisation.invented,
        invented_fields=organisation.invented_fields,
    )
