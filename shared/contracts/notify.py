"""What notify tells the others: that somebody has something new to read."""

from typing import ClassVar

from shared.contracts.contract import Contract


class ItemCreated(Contract):
    """An inbox item was made: for the named members of staff, or for everybody who holds ``role``. Ids only."""

    NAME: ClassVar[str] = "notify.item.created"

    item_id: str
    recipients: list[str]
    role: str | None = None
