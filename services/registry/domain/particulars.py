"""What a certificate of registration says (登记事项), and what is wrong with it."""

import unicodedata
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


def require_plain(name: str) -> None:
    """Raise NameNotPlain for a sign that no certificate shows: a filler, a line break, a radical, a foreign letter.

    Such a sign looks like another, or like nothing, so that a name that is held could be had once more.
    Basis: 社会组织名称管理办法 (民政部令第69号): a name is written in standard Chinese characters (规范汉字).
    """
    for sign in name:
        if not _is_plain(sign):
            raise errors.NameNotPlain(sign=sign.strip() or " ", code=f"U+{ord(sign):04X}")


def _is_plain(sign: str) -> bool:
    kind, plain = unicodedata.category(sign), unicodedata.normalize("NFKC", sign)
    is_han = unicodedata.name(plain[:1], "").startswith("CJK UNIFIED IDEOGRAPH") and kind == "Lo"
    is_latin = plain.isascii() and plain.isalnum()
    return is_han or is_latin or sign == "〇" or kind.startswith("P") or sign in " \u3000+＋"


def require_plausible_founding(day: date, today: date) -> None:
    """Raise unless an organisation can have been founded on this day."""
    if day > today:
        raise errors.FoundedInFuture(day=day)
    if day < EARLIEST_FOUNDING:
        raise errors.FoundedTooEarly(day=day)
