"""Reads the tables of the package of dialects, and checks what they say of each other."""

from collections.abc import Iterator

from shared.reference.dialects import Dialect, Dialects
from shared.reference.package import Package, PackageWrong


def dialects_of(package: Package) -> Dialects:
    """Read and check them. Raises PackageWrong for a code twice, and for an area of a dialect that is not there."""
    found = (*_dialects(package), *_languages(package))
    codes = [one.code for one in found]
    for code in codes:
        if not code or codes.count(code) > 1:
            raise PackageWrong(package.folder, f"方言代码“{code}”重复或者空缺。", f"dialect {code!r} stands twice.")
    areas: dict[str, str] = {}
    for prefix, dialect in package.rows("dialect_areas.csv"):
        if prefix in areas or dialect not in codes or not prefix.isdigit():
            raise PackageWrong(
                package.folder,
                f"地区 {prefix} 重复，或者它的方言“{dialect}”不存在。",
                f"area {prefix} stands twice, or its dialect {dialect!r} is not there.",
            )
        areas[prefix] = dialect
    phrases_of(package)
    return Dialects(found, areas)


def phrases_of(package: Package) -> dict[str, list[str]]:
    """Words in names that are read otherwise than character by character, with a syllable for each character.

    Raises PackageWrong for another number of syllables.
    """
    found: dict[str, list[str]] = {}
    for phrase, reading in package.rows("phrases.csv"):
        syllables = reading.split()
        if phrase in found or len(syllables) != len(phrase):
            raise PackageWrong(
                package.folder,
                f"“{phrase}”重复，或者读音的音节数不对。",
                f"{phrase} stands twice, or has another number of syllables.",
            )
        found[phrase] = syllables
    return found


def _dialects(package: Package) -> Iterator[Dialect]:
    for code, zh, en, aliases, also in package.rows("dialects.csv"):
        yield Dialect(code, zh, en, _parts(aliases), dict(pair.split("=") for pair in _parts(also)))


def _languages(package: Package) -> Iterator[Dialect]:
    for code, zh, en, aliases, areas in package.rows("languages.csv"):
        yield Dialect(code, zh, en, _parts(aliases), areas=_parts(areas), is_language=True)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
