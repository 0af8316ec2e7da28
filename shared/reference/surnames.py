"""Surnames whose reading is not that of the character in words."""

from collections.abc import Mapping

from shared.reference.package import Package, PackageWrong


def surnames_of(package: Package) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Surnames of one or two characters with their readings, the commonest first; a syllable for each character.

    Raises PackageWrong for a surname that stands twice, or whose reading has another number of syllables.
    """
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for surname, told in package.rows("surnames.csv"):
        readings = tuple(tuple(reading.split()) for reading in told.split("|"))
        if surname in found or any(len(reading) != len(surname) for reading in readings):
            raise PackageWrong(
                package.folder,
                f"姓氏“{surname}”重复，或者读音的音节数不对。",
                f"surname {surname} stands twice, or has another number of syllables.",
            )
        found[surname] = readings
    return found
