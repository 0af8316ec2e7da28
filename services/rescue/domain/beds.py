"""Beds in hospital wards: how a ward names one, and how the station finds out who lies there."""

import re
import unicodedata

from services.rescue.domain.search_keys import Key, KeyKind

_AROUND_NUMBER = re.compile(r"(?:号床?|床位?)$")


def bed_key(institution: str, ward: str, bed: str) -> Key | None:
    """The key of a bed, the same for 12, １２号 and 12 床; None where one of its names is missing.

    It is stored as a keyed hash alone, since where a person lies is told to nobody.
    """
    parts = [_plain(institution), _plain(ward), _AROUND_NUMBER.sub("", _plain(bed))]
    return Key(KeyKind.BED, "/".join(parts)) if all(parts) else None


def ward_key(ward: str) -> Key:
    """The key of a ward, by which its own reports are found."""
    return Key(KeyKind.WARD, _plain(ward))


def ward_parts(ward: str) -> tuple[str, str]:
    """Institution and ward of ``institution/ward``, as the scope of a ward's people names it."""
    institution, _, name = ward.partition("/")
    return institution, name


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
