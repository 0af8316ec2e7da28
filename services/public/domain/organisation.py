"""An organisation as the public register shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from services.public.domain.events import ProfileShown
from shared.kernel.aggregate import Aggregate


@dataclass(frozen=True)
class OnList:
    """What keeps it on a public list, by its code, and since which day."""

    code: str
    since: date


@dataclass(frozen=True)
class Profile:
    """The public facts as registry told them; kind, status and standing are its codes."""

    uscc: str
    name: str
    kind: str
    street: str
    founded_on: date
    status: str
    standing: str
    abnormal: tuple[OnList, ...] = ()
    serious: tuple[OnList, ...] = ()
    invented: bool = False
    invented_fields: tuple[str, ...] = ()


@dataclass
class ListedOrganisation(Aggregate):
    """One organisation with its facts as they are now, and since when they are shown so."""

    id: str
    profile: Profile | None = None
    changed_at: datetime | None = None

    def show(self, profile: Profile, at: datetime) -> None:
        """Show the facts as they are now."""
        self.profile, self.changed_at = profile, at
        self.record(ProfileShown(self.id, at))
