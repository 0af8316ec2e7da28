"""How a member of staff is reached (联系方式), and what that person wants to hear by mail (偏好)."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.announcement import ItemKind
from services.notify.domain.errors import QuietHoursEmpty, QuietHoursZoned
from services.notify.domain.events import ContactChanged
from services.notify.domain.fields import Language, QuietFrom, QuietUntil
from shared.kernel.aggregate import Aggregate
from shared.kernel.calendar import SHANGHAI
from shared.kernel.roles import Role

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


@dataclass
class Contact(Aggregate):
    """One member of staff; the id is the staff id. Exists once an administrator or the person said anything."""

    id: str
    roles: list[Role] = dataclasses.field(default_factory=list)
    email: str | None = None
    language: Language = Language.ZH
    mail: dict[ItemKind, bool] = dataclasses.field(default_factory=lambda: dict(MAIL_AT_FIRST))
    quiet_hours: QuietHours | None = None
    language_chosen: bool = False

    def enter(self, roles: Iterable[Role], email: str | None, language: Language) -> None:
        """The administrator enters who this is: roles, address, and the language until the person chooses one."""
        self.roles, self.email = sorted(set(roles)), email
        if not self.language_chosen:
            self.language = language
        self.record(ContactChanged(self.id))

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
