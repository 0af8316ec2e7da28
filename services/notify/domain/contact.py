"""How a member of staff is reached (联系方式), and what that person wants to hear by mail (偏好)."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.announcement import ItemKind
from services.notify.domain.errors import QuietHoursEmpty, QuietHoursZoned
from services.notify.domain.events import ContactChanged
from services.notify.domain.fields import AwayFrom, AwayUntil, Language, QuietFrom, QuietUntil, Substitute
from shared.kernel.aggregate import Aggregate
from shared.kernel.calendar import SHANGHAI
from shared.kernel.roles import Role
from shared.kernel.scope import Scope

MAIL_AT_FIRST = {ItemKind.TODO: True, ItemKind.WATCH: False, ItemKind.SYSTEM: False}
"""Which kinds are mailed until a person chooses. The inbox itself cannot be switched off."""


@dataclass(frozen=True)
class QuietHours:
    """Hours of the office's clock (Asia/Shanghai) in which no mail is sent; they may run over midnight."""

    start: QuietFrom
    end: QuietUntil

    def __post_init__(self) -> None:
        if self.start.tzinfo or self.end.tzinfo:
            raise QuietHoursZoned
        if self.start == self.end:
            raise QuietHoursEmpty

    def after(self, at: datetime) -> datetime:
        """``at`` itself outside the quiet hours, else the moment at which they end."""
        local = at.astimezone(SHANGHAI)
        now = local.time()
        over_midnight = self.start > self.end
        quiet = (now >= self.start or now < self.end) if over_midnight else self.start <= now < self.end
        if not quiet:
            return at
        day = local.date() + timedelta(days=1 if over_midnight and now >= self.start else 0)
        return datetime.combine(day, self.end, SHANGHAI).astimezone(at.tzinfo)


@dataclass(frozen=True)
class Away:
    """Leave, both days included (Asia/Shanghai), and who stands in."""

    from_on: AwayFrom
    until_on: AwayUntil
    substitute: Substitute


@dataclass
class Contact(Aggregate):
    """One person; the id is that of the account. Exists once an administrator or the person said anything.

    Staff have ``roles``; a person from outside has ``scopes`` (``organisation:<id>``) and no roles here.
    """

    id: str
    roles: list[Role] = dataclasses.field(default_factory=list)
    email: str | None = None
    language: Language = Language.ZH
    mail: dict[ItemKind, bool] = dataclasses.field(default_factory=lambda: dict(MAIL_AT_FIRST))
    quiet_hours: QuietHours | None = None
    language_chosen: bool = False
    scopes: list[str] = dataclasses.field(default_factory=list)
    away: Away | None = None

    def is_within(self, scope: Scope) -> bool:
        """People from outside reach contacts of their own scope; the command that they may give names their own."""
        return not set(scope.texts).isdisjoint(self.scopes)

    def enter(self, roles: Iterable[Role], email: str | None, language: Language, scopes: Iterable[str] = ()) -> None:
        """The administrator enters who this is: roles or scopes, address, the language until the person chooses one."""
        self.roles, self.scopes, self.email = sorted(set(roles)), sorted(set(scopes)), email
        if not self.language_chosen:
            self.language = language
        self.record(ContactChanged(self.id))

    def note_leave(self, away: Away | None) -> None:
        """The administrator enters who stands in for this person when, or that nobody does."""
        self.away = away

    def substitute_at(self, at: datetime) -> str | None:
        """Who is told as well, where this person is on leave at that moment."""
        today = at.astimezone(SHANGHAI).date()
        return self.away.substitute if self.away and self.away.from_on <= today <= self.away.until_on else None

    def works_beside(self, other: "Contact") -> bool:
        """Whether both hold a role in common now; who has left holds none."""
        return not set(self.roles).isdisjoint(other.roles)

    def prefer(self, mail: Mapping[ItemKind, bool], language: Language, quiet_hours: QuietHours | None) -> None:
        """The person chooses what is mailed, in which language, and when not. Kinds left out stay as they are."""
        self.mail = {**self.mail, **mail}
        self.language, self.quiet_hours, self.language_chosen = language, quiet_hours, True
        self.record(ContactChanged(self.id))

    def wants_mail(self, kind: ItemKind) -> bool:
        """Whether items of this kind are mailed: there is an address, and the person has not switched it off."""
        return self.email is not None and self.mail[kind]

    def mail_from(self, at: datetime) -> datetime:
        """The earliest time for a mail that is due at ``at``."""
        return self.quiet_hours.after(at) if self.quiet_hours else at


def mask_email(address: str) -> str:
    """The first character and the domain, for people who need not know the whole: l***@demo.example."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}***@{domain}"
