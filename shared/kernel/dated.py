"""A fact with its history in two times: what was true on a day, and what was known of that on another.

There is one way to ask: ``fact.at(true_on, known_on)``. A fact is told in two ways that must not be confused. It
*changed* in the world from a day on: what was true before stays true of the days before. Or it was *written down
wrong*: one version is superseded, and whatever changed later stays as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Version(Generic[T]):
    """One telling of a fact: the value, the first day on which it was true, who wrote it down and when (UTC).

    ``true_from`` is None where nobody knows since when, which counts as from the beginning; ``recorded_at`` is None for
    what stood there before such times were kept, and counts as always known. ``supersedes`` is the place of the
    version that this one puts right.
    """

    value: T
    true_from: date | None
    recorded_at: datetime | None
    by: str
    supersedes: int | None = None


@dataclass(frozen=True)
class Span(Generic[T]):
    """A value and the days on which it was true: from ``start`` (None: unknown) up to the day before ``end``."""

    value: T
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Dated(Generic[T]):
    """A fact with all that was ever written down of it, in the order of writing; nothing is ever taken out."""

    versions: tuple[Version[T], ...] = ()

    def at(self, true_on: date, known_on: datetime | None = None) -> T | None:
        """What was true on a day, as it was known at an instant (now, when None); None where nothing was known."""
        place = self._place_at(true_on, known_on)
        return None if place is None else self.versions[place].value

    def change(self, value: T, true_from: date | None, recorded_at: datetime | None, by: str) -> "Dated[T]":
        """It changed in the world on that day. A change that is entered late takes its place before later ones."""
        return Dated((*self.versions, Version(value, true_from, recorded_at, by)))

    def correct(self, value: T, true_on: date, recorded_at: datetime | None, by: str) -> "Dated[T]":
        """What was written down of that day was wrong: supersede that one version, and touch no other.

        Raises LookupError when nothing is known of the day.
        """
        place = self._place_at(true_on, None)
        if place is None:
            raise LookupError(f"nothing is known of {true_on}")
        wrong = self.versions[place]
        return Dated((*self.versions, Version(value, wrong.true_from, recorded_at, by, supersedes=place)))

    def spans(self, known_on: datetime | None = None) -> list[Span[T]]:
        """Every value with its days, the oldest first, as known at an instant (now, when None)."""
        standing = [self.versions[place] for place in self._standing(known_on)]
        lasting = [one for one, later in zip(standing, [*standing[1:], None], strict=True) if not _same_day(one, later)]
        lasting = [
            one for one, earlier in zip(lasting, [None, *lasting], strict=False) if not _same_value(one, earlier)
        ]
        starts = [one.true_from for one in lasting]
        return [Span(one.value, one.true_from, end) for one, end in zip(lasting, [*starts[1:], None], strict=False)]

    def _place_at(self, true_on: date, known_on: datetime | None) -> int | None:
        true = [place for place in self._standing(known_on) if _from(self.versions[place]) <= true_on]
        return true[-1] if true else None

    def _standing(self, known_on: datetime | None) -> list[int]:
        """The places of the versions that were known and not superseded, in the order of their first days.

        Of two that begin on the same day, the one that was written down later counts, and stands last. A correction
        keeps the turn of what it puts right: it is no later news.
        """
        known = [place for place, one in enumerate(self.versions) if _is_known(one, known_on)]
        superseded = {self.versions[place].supersedes for place in known}
        return sorted(
            (place for place in known if place not in superseded),
            key=lambda place: (_from(self.versions[place]), self._first_told(place)),
        )

    def _first_told(self, place: int) -> int:
        while (wrong := self.versions[place].supersedes) is not None:
            place = wrong
        return place


def _is_known(version: Version[T], on: datetime | None) -> bool:
    return on is None or version.recorded_at is None or version.recorded_at <= on


def _from(version: Version[T]) -> date:
    return version.true_from or date.min


def _same_value(one: Version[T], earlier: Version[T] | None) -> bool:
    """Whether nothing changed: so it is where a change was taken back."""
    return earlier is not None and one.value == earlier.value


def _same_day(one: Version[T], later: Version[T] | None) -> bool:
    return later is not None and _from(one) == _from(later)
