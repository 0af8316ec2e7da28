"""统一社会信用代码, the eighteen-character credit code: normalising it and its three checks."""

import re
import unicodedata
from collections.abc import Callable

from services.registry.domain.errors import (
    CodeDoesNotFitKind,
    CodeIllFormed,
    CodeOrganisationDigitWrong,
    CodeRegionUnknown,
    CodeTotalDigitWrong,
)
from services.registry.domain.kinds import KIND_BY_PREFIX, OrganisationKind
from shared.kernel.texts import without_unseen

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")


def normalised(text: str) -> str:
    """The code as it is stored: half-width capitals without spaces, hyphens or characters that nobody sees."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", without_unseen(text))).upper()


def total_digit(first_17: str) -> str:
    """The eighteenth character (GB 32100-2015, 5): 31 − Σ c·3^i mod 31, and 31 is 0."""
    return _ALPHABET[-sum(_ALPHABET.index(c) * w for c, w in zip(first_17, _WEIGHTS, strict=True)) % 31]


def organisation_digit(first_8: str) -> str:
    """The check character of the organisation code inside (GB 11714-1997): 11 − Σ c·w mod 11, 10 is X, 11 is 0."""
    rest = -sum(int(c, 36) * w for c, w in zip(first_8, _INNER_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def require_sound_code(code: str, kind: OrganisationKind, region_exists: Callable[[str], bool]) -> None:
    """Raise the named error of the first check that the code fails; ``code`` must be normalised.

    Basis: GB 32100-2015 (shape, eighteenth character, 51/52/53 for the three kinds), GB 11714-1997 (ninth character of
    the organisation code), GB/T 2260 (characters 3 to 8, the registering office's region, in use now or formerly).
    """
    if not _SHAPE.fullmatch(code):
        raise CodeIllFormed(code=code)
    if total_digit(code[:17]) != code[17]:
        raise CodeTotalDigitWrong(code=code, expected=total_digit(code[:17]))
    if organisation_digit(code[8:16]) != code[16]:
        raise CodeOrganisationDigitWrong(code=code, expected=organisation_digit(code[8:16]))
    if not region_exists(code[2:8]):
        raise CodeRegionUnknown(code=code, region=code[2:8])
    if KIND_BY_PREFIX.get(code[:2]) is not kind:
        label = kind.label
        raise CodeDoesNotFitKind(code=code, prefix=code[:2], kind_zh=label.zh, kind_en=label.en.lower())
