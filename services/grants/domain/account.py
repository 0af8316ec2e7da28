"""The account that an organisation is paid to (收款账户): entered by one person, verified by another against a paper.

Basis: registry-grants notes 4.6: payee account = verified account; a change needs two people, and payments wait.
Whoever pays names the account that they saw; nothing is recorded as paid to one that they did not.
"""

import dataclasses
import re
from dataclasses import dataclass, replace

from services.grants.domain import account_errors, errors, events
from services.grants.domain.entry import Entry
from shared.kernel.act import Act
from shared.kernel.aggregate import Aggregate
from shared.kernel.dual_control import DualControl, Proposal
from shared.kernel.labels import LabelledEnum, Words
from shared.kernel.texts import held_key


class AccountState(LabelledEnum):
    """How the account of an organisation stands."""

    MISSING = "missing", "还没有登记", "None entered"
    WAITING = "waiting", "等待核对", "To be verified"
    VERIFIED = "verified", "已核对", "Verified"


@dataclass(frozen=True)
class Account:
    """One account as it was entered: everything but the number itself, which is kept apart and sealed.

    ``paper`` is what it was entered from, ``seen`` what the second person compared it with; ``holder_reason`` says why
    it is in another name than the organisation's, where it is.
    """

    holder: str
    bank: str
    masked: str
    paper: str
    entered: Entry
    decided: Entry | None = None
    verified: bool = False
    seen: str = ""
    reason: str = ""
    holder_reason: str = ""

    def is_of(self, organisation_name: str | None) -> bool:
        """Whether it is in the organisation's name, however that is spaced or marked; so too where nobody told it."""
        return organisation_name is None or held_key(self.holder) == held_key(organisation_name)


ACCOUNT = DualControl[Account](
    "payee account", errors.NoAccountWaits, errors.SecondPersonRequired, lambda one: (one.entered.by,)
)


@dataclass
class PayeeAccount(Aggregate):
    """The accounts of one organisation, whose id is this one's; the last that was verified is paid to.

    ``numbers`` has the number of each of ``accounts``; it is stored sealed and never leaves.
    """

    id: str
    accounts: list[Account] = dataclasses.field(default_factory=list)
    numbers: list[str] = dataclasses.field(default_factory=list)

    @property
    def waiting(self) -> Account | None:
        """The account that a second person has to verify."""
        return next((one for one in self.accounts[-1:] if one.decided is None), None)

    @property
    def verified(self) -> dict[str, Account]:
        """Every account that was ever verified by its id, the last first."""
        numbered = reversed([*enumerate(self.accounts, start=1)])
        return {f"{self.id}-{no}": one for no, one in numbered if one.verified}

    @property
    def current(self) -> Account | None:
        """The account that was verified last."""
        return next(iter(self.verified.values()), None)

    @property
    def current_id(self) -> str | None:
        """Its id, which whoever pays names."""
        return next(iter(self.verified), None)

    @property
    def state(self) -> AccountState:
        """How it stands; while a change waits, nothing is paid."""
        if self.waiting:
            return AccountState.WAITING
        return AccountState.VERIFIED if self.current else AccountState.MISSING

    def require_payable(self) -> None:
        """Raise AccountMissing or AccountWaits."""
        match self.state:
            case AccountState.MISSING:
                raise errors.AccountMissing
            case AccountState.WAITING:
                raise errors.AccountWaits

    def payee(self, account_id: str | None, act: Act) -> Account:
        """The account that whoever pays saw and names; one from before a change only for a payment of an earlier day.

        Raises AccountMissing, AccountWaits, AccountNotNamed, and PayeeAccountChanged where another is paid to now.
        """
        self.require_payable()
        if account_id is None:
            raise account_errors.AccountNotNamed
        named, current = self.verified.get(account_id), self.current
        of_before = current and current.decided and current.decided.day_after(act)
        if named is None or (named is not current and not of_before):
            raise account_errors.PayeeAccountChanged(masked=current.masked if current else "")
        return named

    def require_enterable(self) -> None:
        """Raise AccountWaits: one that waits is verified or declined first."""
        if self.waiting:
            raise errors.AccountWaits

    def enter(
        self,
        holder: str,
        bank: str,
        number: str,
        paper: str,
        act: Act,
        *,
        organisation_name: str | None = None,
        holder_reason: str = "",
        project_id: str = "",
        project_no: str = "",
    ) -> None:
        """Enter the account, or another than before; nothing is paid until a second person has verified it.

        ``organisation_name`` is what the register calls the organisation now; None where it has not told.
        The project is that on whose page it is entered.
        Raises AccountWaits, AccountUnchanged, AccountNumberWrong, HolderDiffers without a reason for that, and
        OccurredTooEarly for a change before the account before it was decided.
        """
        self.require_enterable()
        before = self.accounts[-1].decided if self.accounts else None
        act.require_not_before(
            before.occurred_at if before else None, Words("上一个账户办结的时间", "the one before was decided")
        )
        digits = plain(number)
        now = self.current
        if now and (now.holder, now.bank, self.numbers[self.accounts.index(now)]) == (holder, bank, digits):
            raise errors.AccountUnchanged
        entered = Account(holder, bank, mask(digits), paper, Entry.of(act), holder_reason=holder_reason)
        if not (holder_reason or entered.is_of(organisation_name)):
            raise account_errors.HolderDiffers(name=organisation_name)
        self.accounts.append(entered)
        self.numbers.append(digits)
        self.record(events.AccountEntered(self.id, act, project_id, project_no))

    def require_verifiable(self, by: str) -> Proposal[Account]:
        """The account that ``by`` may verify. Raises NoAccountWaits or SecondPersonRequired."""
        return self.require_waiting().require_another(by)

    def require_waiting(self) -> Proposal[Account]:
        """The account that waits. Raises NoAccountWaits."""
        return ACCOUNT.waiting(self.id, self.waiting)

    def verify(self, number: str, seen: str, act: Act) -> None:
        """Verify the account: the number, typed once more from a paper, is that which was entered.

        Raises AccountNumberDiffers where it is not; the account goes on waiting. Raises OccurredTooEarly for a check of
        what was not entered yet.
        """
        waiting = self.require_waiting().confirm(act)
        act.require_not_before(waiting.entered.occurred_at, Words("登记账户的时间", "it was entered"))
        if plain(number) != self.numbers[-1]:
            raise errors.AccountNumberDiffers
        self.accounts[-1] = replace(waiting, decided=Entry.of(act), verified=True, seen=seen)
        self.record(events.AccountVerified(self.id, act, waiting.entered.by))

    def decline(self, reason: str, act: Act, *, project_id: str = "", project_no: str = "") -> None:
        """Decline an account that was entered, or take one's own back; the one before stands, if there is one.

        The project is that on whose page it is declined.
        """
        waiting = self.require_waiting().what
        self.accounts[-1] = replace(waiting, decided=Entry.of(act), reason=reason)
        self.record(events.AccountDeclined(self.id, act, project_id, project_no, waiting.entered.by))


def plain(number: str) -> str:
    """An account number without blanks and dashes. Raises AccountNumberWrong unless that are 8 to 32 digits."""
    digits = re.sub(r"[\s-]", "", number)
    if not re.fullmatch(r"[0-9]{8,32}", digits):
        raise errors.AccountNumberWrong
    return digits


def mask(digits: str) -> str:
    """The last four digits; people recognise their account by them."""
    return f"**** {digits[-4:]}"
