"""What a certificate of registration says (登记事项), and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from services.registry.domain import errors
from services.registry.domain.kinds import OrganisationKind
from services.registry.domain.places import Gazetteer
from services.registry.domain.uscc import require_sound_code

EARLIEST_FOUNDING = date(1950, 1, 1)
"""Registration began with the provisional rules of 1950 (社会团体登记暂行办法): an earlier date is a slip."""


@dataclass(frozen=True)
class Particulars:
    """What the certificate says (登记事项). ``street_code`` is one of Fenghua's twelve streets and towns."""

    uscc: str
    name: str
    kind: OrganisationKind
    street_code: str
    address: str
    supervisor: str
    legal_representative: str
    founded_on: date

    def require_sound(self, places: Gazetteer, today: date) -> None:
        """Raise the first thing that is wrong with them: code, name, street, founding date."""
        require_sound_code(self.uscc, self.kind, places.region_exists)
        if not self.name.strip():
            raise errors.NameMissing
        if not places.has_street(self.street_code):
            raise errors.StreetUnknown(street=self.street_code)
        require_plausible_founding(self.founded_on, today)

    def but(self, after: Mapping[str, Any]) -> "Particulars":
        """The same with some fields another."""
        return replace(self, **after)

    def differing(self, other: "Particulars") -> tuple[str, ...]:
        """The names of the fields in which two differ."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) != getattr(other, f.name))


def require_plausible_founding(day: date, today: date) -> None:
    """Raise unless an organisation can have been founded on this day."""
    if day > today:
        raise errors.FoundedInFuture(day=day.isoformat())
    if day < EARLIEST_FOUNDING:
        raise errors.FoundedTooEarly(day=day.isoformat())
