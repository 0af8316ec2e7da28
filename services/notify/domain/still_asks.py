"""Whether a mail that waited is still to be sent: much may have happened since it was written."""

from services.notify.domain.contact import Contact
from services.notify.domain.item import InboxItem


def still_asks(item: InboxItem, reader: Contact) -> bool:
    """Whether the item is open, not put away by its reader, still that reader's, and still wanted by mail."""
    put_away = item.mark_of(reader.id).archived_at is not None
    return item.settled_at is None and not put_away and _is_for(item, reader) and reader.mail[item.announcement.kind]


def _is_for(item: InboxItem, reader: Contact) -> bool:
    """Whether the reader has the item now. Who has left holds no role and no scope, and has none."""
    if item.staff_id is not None:
        return item.staff_id == reader.id and bool(reader.roles or reader.scopes)
    if item.role is not None:
        return item.role in reader.roles and reader.id != item.not_for
    return item.scope in reader.scopes
