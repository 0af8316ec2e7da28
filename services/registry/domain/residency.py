"""Residency in the park (入驻): where an organisation has desks, until when as agreed, and when it handed them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.domain.errors import StillResident
from services.registry.domain.noted import Noted


@dataclass(frozen=True)
class Residency:
    """One stay. The agreed day ends nothing: a stay ends once the desks are handed back."""

    place: str
    until: date | None
    begun: Noted
    ended: Noted | None = None


def lasting(stays: Sequence[Residency]) -> Residency | None:
    """The stay that has not ended."""
    last = stays[-1] if stays else None
    return last if last and last.ended is None else None


def require_moved_out(stays: Sequence[Residency]) -> None:
    """Raise StillResident: an organisation ends its residency before it is deregistered (registry-grants notes 4.5)."""
    if stay := lasting(stays):
        raise StillResident(place=stay.place)
