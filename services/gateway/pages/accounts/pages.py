"""The pages about accounts, in the order in which their addresses are tried."""

from services.gateway.pages.accounts import (
    confirming,
    factor_rule,
    hand_over,
    inviting,
    leave,
    listing,
    record,
    roles,
    trail,
)

ACCOUNT_PAGES = (
    listing.router,
    inviting.router,
    trail.router,
    factor_rule.router,
    record.router,
    roles.router,
    leave.router,
    hand_over.router,
    confirming.router,
)
