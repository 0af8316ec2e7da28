"""Who may read and change what notify keeps, and what commands act on."""

from services.notify.domain.errors import ItemIsArchived, NotYourItem
from services.notify.domain.item import InboxItem
from shared.kernel.actions import Target
from shared.kernel.errors import NotFound
from shared.kernel.roles import Role

STAFF = frozenset(Role)
ADMINISTRATORS = frozenset({Role.CENTRE_ADMIN})
MAY_SEE_DELIVERIES = frozenset({Role.OPERATOR, Role.CENTRE_ADMIN})
CLOCK = frozenset({"clock"})
"""What the service itself holds when it lets time pass; no token carries it."""

ON_ITEM = Target[InboxItem]("item", refusals=(NotFound, NotYourItem, ItemIsArchived))
ON_PREFERENCES = Target[None]("preferences")
"""The actor's own; everybody has them."""
