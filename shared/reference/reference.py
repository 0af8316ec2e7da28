"""The reference data of one service: checked when it starts, read into memory when something is first asked of it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from shared.kernel.calendar import WorkingCalendar
from shared.reference.calendars import calendar_of
from shared.reference.checks import check
from shared.reference.dialect_tables import dialects_of, phrases_of
from shared.reference.dialects import Dialects
from shared.reference.installed import in_use
from shared.reference.package import Manifest, Package
from shared.reference.place_tables import places_of
from shared.reference.places import Places
from shared.reference.surnames import surnames_of


class Reference:
    """The packages that a service uses, as they held when it started."""

    def __init__(self, packages: Sequence[Package]) -> None:
        self._packages = {one.manifest.name: one for one in packages}

    @classmethod
    def open(cls, names: Sequence[str], root: Path | None = None) -> "Reference":
        """Find and check the packages of these names. Raises PackageWrong with the first thing that is wrong."""
        packages = [in_use(name, root) for name in names]
        for package in packages:
            check(package)
        return cls(packages)

    @property
    def manifests(self) -> Sequence[Manifest]:
        """What each package says of itself."""
        return [one.manifest for one in self._packages.values()]

    @cached_property
    def places(self) -> Places:
        """Provinces down to villages."""
        return places_of(self._packages["places"])

    @cached_property
    def dialects(self) -> Dialects:
        """Dialect groups and languages."""
        return dialects_of(self._packages["dialects"])

    @cached_property
    def phrases(self) -> Mapping[str, list[str]]:
        """Words in names that are read in their own way."""
        return phrases_of(self._packages["dialects"])

    @cached_property
    def surnames(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Surnames that are read in their own way."""
        return surnames_of(self._packages["names"])

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar by years."""
        return calendar_of(self._packages["calendars"])

    def package(self, name: str) -> Package:
        """One of the packages, for whoever reads its tables in a way of their own."""
        return self._packages[name]
