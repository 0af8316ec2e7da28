"""Who may read and change what notify keeps, and what commands act on."""

from services.notify.domain.errors import ItemIsArchived, NotYourItem
from services.notify.domain.item import InboxItem
from shared.kernel.actions import Target
from shared.kernel.errors import NotFound
from shared.kernel.roles import OutsideRole, Role

STAFF = frozenset(Role)
READERS = STAFF | frozenset(OutsideRole)
"""Everybody has an inbox; a person from outside has there what is for a thing within the scope."""
ADMINISTRATORS = frozenset({Role.CENTRE_ADMIN})
MAY_SEE_DELIVERIES = frozenset({Role.OPERATOR, Role.CENTRE_ADMIN})
CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

ON_ITEM = Target[tuple[InboxItem, frozenset[str]]]("item", refusals=(NotFound, NotYourItem, ItemIsArchived))
"""An item, and those on leave for whom the reader stands in."""

ON_PREFERENCES = Target[None]("preferences")
"""The actor's own; everybody has them."""
