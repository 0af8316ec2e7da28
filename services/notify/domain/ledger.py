"""The reminder ledger (提醒台账): how far what one case asks for has been followed, whatever became of its items."""

from dataclasses import dataclass

from services.notify.domain.events import NewsFollowed
from shared.kernel.aggregate import Aggregate
from shared.kernel.errors import OutOfOrder


@dataclass
class ReminderLedger(Aggregate):
    """One case, project, organisation or ward report of one publisher, as ``rescue/<case id>``.

    It takes in every event that begins or ends a reminder, before any item is touched, and so is the one place where
    their order is judged: an item has heard only of what concerned itself. ``heard`` is the sequence of the latest.
    """

    id: str
    heard: int = 0

    def follow(self, sequence: int | None) -> None:
        """Take in an event; None where no order is looked at. Raises OutOfOrder for one from before the latest."""
        if sequence is not None:
            if sequence < self.heard:
                raise OutOfOrder
            self.heard = sequence
        self.record(NewsFollowed(self.id, sequence))

    def is_past(self, sequence: int | None) -> bool:
        """Whether later events were followed since: then all that this one asked for was done long ago."""
        return sequence is not None and sequence < self.heard
