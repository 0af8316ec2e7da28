"""What was signed: the agreement behind a project (协议), and the field of service it is for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from services.grants.domain import errors
from services.grants.domain.fields import OrganisationName, Round, SignedOn, Title
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.money import Fen


class ServiceField(LabelledEnum):
    """The seven fields of service (服务领域) that 公益创投 pays for."""

    ELDERS = "elders", "为老服务", "Elders"
    CHILDREN = "children", "儿童服务", "Children"
    YOUTH = "youth", "青少年服务", "Youth"
    DISABILITY = "disability", "助残", "Disability"
    HARDSHIP = "hardship", "扶贫济困", "Hardship"
    COMMUNITY = "community", "社区治理", "Community"
    CORRECTION = "correction", "社区矫正", "Community correction"


FieldOfService = Annotated[ServiceField, Label("服务领域", "Field of service")]


@dataclass(frozen=True)
class Agreement:
    """What was signed. The organisation's name is kept as it was on that day, whatever it is called later."""

    organisation_id: str
    organisation_name: OrganisationName
    title: Title
    round: Round
    field: FieldOfService
    amount_fen: Fen
    signed_on: SignedOn

    def __post_init__(self) -> None:
        if self.amount_fen <= 0:
            raise errors.AmountNotPositive

    def require_signed(self, today: date) -> None:
        """Raise SignedInFuture for a day that is still to come."""
        if self.signed_on > today:
            raise errors.SignedInFuture(day=self.signed_on.isoformat())
