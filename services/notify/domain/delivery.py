"""The record of one mail (投递记录): tried until the server takes it, refuses it, or too much time has passed.

Sending is an effect outside the database. A crash between the server's yes and our record sends the mail again, so a
mail goes out at least once; each carries its own Message-ID, by which a mail program shows the copies as one.
"""

import dataclasses
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.notify.domain.contact import QuietHours
from services.notify.domain.events import MailDue, MailTried
from shared.clock.deadlines import NothingDue
from shared.kernel.aggregate import Aggregate
from shared.kernel.labels import LabelledEnum

LEASE = timedelta(minutes=2)
"""How long one attempt has the mail to itself; after a crash the next attempt begins when it is over."""

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
"""Rests between attempts; after the last one the mail has failed."""


class DeliveryState(LabelledEnum):
    """``not_configured``: there was no mail server to send it with; the inbox item stands all the same."""

    PENDING = "pending", "待发送", "To be sent"
    SENT = "sent", "已发送", "Sent"
    FAILED = "failed", "发送失败", "Failed"
    NOT_CONFIGURED = "not_configured", "没有设置邮件服务器", "No mail server is set"
    CALLED_OFF = "called_off", "不用再发", "No longer needed"


class Outcome(LabelledEnum):
    """What came of an attempt. ``away``: the server or the way to it failed, so it is tried again."""

    SENT = "sent", "已发送", "Sent"
    REFUSED = "refused", "被邮件服务器拒收", "Refused by the mail server"
    AWAY = "away", "没有连上邮件服务器", "The mail server was away"
    NO_ADDRESS = "no_address", "没有登记邮件地址", "No e-mail address"
    NOT_CONFIGURED = "not_configured", "没有设置邮件服务器", "No mail server is set"


_FINAL = {
    Outcome.SENT: DeliveryState.SENT,
    Outcome.REFUSED: DeliveryState.FAILED,
    Outcome.NO_ADDRESS: DeliveryState.FAILED,
    Outcome.NOT_CONFIGURED: DeliveryState.NOT_CONFIGURED,
}


@dataclass(frozen=True)
class Result:
    """An outcome with the server's code, such as ``smtp 550``; never the server's words, which may hold an address."""

    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True)
class Attempt:
    """One try: when, to which address, and what came of it (None while it runs, or when it crashed)."""

    at: datetime
    address: str | None
    result: Result | None = None


@dataclass
class Delivery(Aggregate):
    """One mail for one person about one item."""

    id: str
    item_id: str
    staff_id: str
    state: DeliveryState
    next_attempt_at: datetime | None
    attempts: list[Attempt] = dataclasses.field(default_factory=list)

    @classmethod
    def due(cls, delivery_id: str, item_id: str, staff_id: str, at: datetime) -> "Delivery":
        """A mail that is to be sent from ``at`` on."""
        delivery = cls(delivery_id, item_id, staff_id, DeliveryState.PENDING, at)
        delivery.record(MailDue(delivery_id, item_id))
        return delivery

    @property
    def next_due_at(self) -> datetime | None:
        """When the next attempt may begin; None once there is nothing more to do."""
        return self.next_attempt_at

    def begin_attempt(self, address: str | None, at: datetime) -> None:
        """Take the mail for one attempt. Raises NothingDue when it is settled, too early, or somebody has it."""
        self._require_due(at)
        self.attempts.append(Attempt(at, address))
        self.next_attempt_at = at + LEASE
        self.record(MailTried(self.id, "begun", at))

    def hold_back(self, until: datetime, at: datetime) -> None:
        """Put a due mail off: its reader has quiet hours now. No attempt is spent. Raises NothingDue."""
        self._require_due(at)
        self.next_attempt_at = until
        self.record(MailTried(self.id, "held_back", at))

    def call_off(self, at: datetime) -> None:
        """Its reader needs it no longer: it is dealt with, put away, or no longer that reader's. Raises NothingDue."""
        self._require_due(at)
        self._settle(DeliveryState.CALLED_OFF)
        self.record(MailTried(self.id, "called_off", at))

    def end_attempt(self, result: Result, at: datetime, quiet_hours: QuietHours | None) -> None:
        """Note what came of the latest attempt, and whether and when there is another one: after its reader's quiet."""
        self.attempts[-1] = replace(self.attempts[-1], result=result)
        tries = len(self.attempts)
        if result.outcome in _FINAL:
            self._settle(_FINAL[result.outcome])
        elif tries > len(BACK_OFF):
            self._settle(DeliveryState.FAILED)
        else:
            rested = at + BACK_OFF[tries - 1]
            self.next_attempt_at = quiet_hours.after(rested) if quiet_hours else rested
        self.record(MailTried(self.id, result.outcome.value, at))

    def _require_due(self, at: datetime) -> None:
        if self.next_attempt_at is None or at < self.next_attempt_at:
            raise NothingDue

    def _settle(self, state: DeliveryState) -> None:
        self.state, self.next_attempt_at = state, None
