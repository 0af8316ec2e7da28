"""The account that an organisation is paid to, as people see it: its number is masked for everybody."""

from datetime import datetime
from typing import Annotated

from services.grants.domain.account import Account, AccountState, PayeeAccount
from services.grants.domain.fields import AccountHolder, AccountPaper, Bank, MaskedNumber
from shared.kernel.labels import Label
from shared.web.view import View


class OneAccount(View):
    """One account; verified, or waiting for that."""

    holder: AccountHolder
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

    ``version`` is its own, for whoever changes it having seen this; 0 where none was ever entered.
    """

    version: int
    state: Annotated[AccountState, Label("状态", "State")]
    current: OneAccount | None
    waiting: OneAccount | None


def account_view(account: PayeeAccount, version: int) -> AccountView:
    """The account as people see it."""
    current, waiting = _one(account.current), _one(account.waiting)
    return AccountView(version=version, state=account.state, current=current, waiting=waiting)


def _one(account: Account | None) -> OneAccount | None:
    if account is None:
        return None
    verified = account.decided if account.verified else None
    return OneAccount(
        holder=account.holder,
        bank=account.bank,
        masked=account.masked,
        paper=account.paper,
        entered_by=account.entered.by,
        entered_at=account.entered.recorded_at,
        verified_by=verified.by if verified else None,
        verified_at=verified.recorded_at if verified else None,
        seen=account.seen,
    )
