"""What was signed: the agreement behind a project (协议), and the field of service it is for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from services.grants.domain import errors, year_errors
from services.grants.domain.fields import ContractNo, OrganisationName, Round, SignedOn, Title
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.labels import Label, LabelledEnum
from shared.kernel.money import Fen

EARLIEST = date(2000, 1, 1)
"""No contract is older; the year of a round has the same bound."""
LONGEST = 10
"""How many years after its signing a contract may still be paid, so that a slip in a year is found."""


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
class ContractTerms:
    """What may be corrected of a contract at any time; who signed it is corrected by itself, its round is not."""

    contract_no: str | None
    title: str
    field: ServiceField
    amount_fen: Fen
    signed_on: date


@dataclass(frozen=True)
class ContractParty:
    """The organisation that signed, and what the register called it on that day; None where that is not told yet."""

    organisation_id: str
    organisation_name: OrganisationName | None


@dataclass(frozen=True)
class Agreement:
    """What was signed. The organisation's name is what the register called it on that day, whatever it is called later.

    ``organisation_name`` is None until the register has told it; ``contract_no`` where the contract has no number, or
    none was entered.
    """

    organisation_id: str
    organisation_name: OrganisationName | None
    title: Title
    round: Round
    field: FieldOfService
    amount_fen: Fen
    signed_on: SignedOn
    contract_no: ContractNo | None = None

    def __post_init__(self) -> None:
        if self.amount_fen <= 0:
            raise errors.AmountNotPositive

    @property
    def terms(self) -> ContractTerms:
        """What may be corrected of it, as it stands."""
        return ContractTerms(self.contract_no, self.title, self.field, self.amount_fen, self.signed_on)

    @property
    def party(self) -> ContractParty:
        """Who signed it, as it stands."""
        return ContractParty(self.organisation_id, self.organisation_name)

    def require_signed(self, today: date) -> None:
        """Raise SignedInFuture or SignedTooLongAgo for a day that cannot be, RoundToCome for a round after the next."""
        require_signed(self.signed_on, today)
        if self.round > today.year + 1:
            raise year_errors.RoundToCome(round=self.round, last=today.year + 1)

    def require_signed_before(self, act: Act) -> None:
        """Raise DoneBeforeSigning for what is said to have been done on an earlier day."""
        if local_date(act.occurred_at) < self.signed_on:
            raise errors.DoneBeforeSigning(day=self.signed_on)


def require_signed(signed_on: date, today: date) -> None:
    """Raise SignedInFuture for a day that is still to come, and SignedTooLongAgo for one that cannot be meant."""
    if signed_on < EARLIEST:
        raise errors.SignedTooLongAgo(day=signed_on)
    if signed_on > today:
        raise errors.SignedInFuture(day=signed_on)
