"""The account that an organisation is paid to, as people see it: its number is masked for everybody."""

from datetime import datetime
from typing import Annotated

from services.grants.domain.account import Account, AccountState, PayeeAccount
from services.grants.domain.fields import AccountHolder, AccountPaper, Bank, HolderReason, MaskedNumber
from shared.kernel.labels import Label
from shared.web.view import View


class OneAccount(View):
    """One account; verified, or waiting for that. Whoever pays names it by its ``id``, which it has once verified.

    ``holder_differs`` says that it is not in the name by which the register calls the organisation now.
    """

    id: str | None
    holder: AccountHolder
    holder_differs: Annotated[bool, Label("账户名称与承办组织不一致", "Holder is not the organisation")]
    holder_reason: HolderReason
    bank: Bank
    masked: MaskedNumber
    paper: AccountPaper
    entered_by: Annotated[str, Label("登记人", "Entered by")]
    entered_at: Annotated[datetime, Label("登记时间", "Entered at")]
    verified_by: Annotated[str | None, Label("核对人", "Verified by")]
    verified_at: Annotated[datetime | None, Label("核对时间", "Verified at")]
    seen: Annotated[str, Label("核对材料", "Verified against")]


class AccountView(View):
    """How the account stands: the one that is paid to, and the one that waits to be verified.

    ``former`` are those that were paid to before, the last first. ``version`` is its own, for whoever changes it having
    seen this; 0 where none was ever entered.
    """

    version: int
    state: Annotated[AccountState, Label("状态", "State")]
    current: OneAccount | None
    waiting: OneAccount | None
    former: list[OneAccount]


def account_view(account: PayeeAccount, version: int, organisation_name: str | None) -> AccountView:
    """The account as people see it; ``organisation_name`` is what the register calls the organisation now."""
    verified = [_one(one, organisation_name, account_id) for account_id, one in account.verified.items()]
    return AccountView(
        version=version,
        state=account.state,
        current=verified[0] if verified else None,
        waiting=_one(account.waiting, organisation_name) if account.waiting else None,
        former=verified[1:],
    )


def _one(account: Account, organisation_name: str | None, account_id: str | None = None) -> OneAccount:
    verified = account.decided if account.verified else None
    return OneAccount(
        id=account_id,
        holder=account.holder,
        holder_differs=not account.is_of(organisation_name),
        holder_reason=account.holder_reason,
        bank=account.bank,
        masked=account.masked,
        paper=account.paper,
        entered_by=account.entered.by,
        entered_at=account.entered.recorded_at,
        verified_by=verified.by if verified else None,
        verified_at=verified.recorded_at if verified else None,
        seen=account.seen,
    )
