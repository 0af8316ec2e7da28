"""Whom a person stands in for: colleagues on leave, told on the pages where open work is read."""

from collections.abc import Sequence
from datetime import datetime

from services.gateway.auth.accounts import Accounts, Staff
from shared.kernel.calendar import local_date

PAGES = frozenset({"/today", "/inbox", "/rescue/due", "/rescue/cases"})


async def stood_in_for(accounts: Accounts, reader: Staff | None, path: str, now: datetime) -> Sequence[Staff]:
    """The colleagues on leave today for whom the reader of this page stands in; nobody on other pages."""
    if reader is None or path not in PAGES:
        return ()
    today = local_date(now)
    away = [one for one in await accounts.every() if one.is_away(today) and not one.disabled]
    return [one for one in away if one.leave and one.leave.substitute == reader.id]
