"""Texts as people type and paste them: without characters that nobody sees."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

_EMPTY = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8"
)
_JOINING = "\u200c\u200d\u2800\ufe00-\ufe0f\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_UNSEEN = re.compile(f"[{_EMPTY}]")
"""Control characters but tab and line ends, characters that are empty (Unicode: Default_Ignorable_Code_Point, with the
fillers of Hangul) and those that turn the direction of reading.

What joins the parts of an emoji or of a letter (U+200C, U+200D) or chooses its form (variation selectors, tags) stays.
"""
_NEVER_SEEN = re.compile(f"[{_EMPTY}{_JOINING}]")
"""All characters with the Unicode property Default_Ignorable_Code_Point (DerivedCoreProperties.txt of Unicode 16:
joiners, variation selectors, fillers, tags, the soft hyphen...), control characters, U+2800 (an empty Braille pattern)
and U+FFF9 to U+FFFB.
"""
_SIMPLIFIED = (Path(__file__).with_name("data") / "simplified.txt").read_text("utf-8").replace("\n", "")
_AS_SIMPLIFIED = dict(zip(map(ord, _SIMPLIFIED[::2]), _SIMPLIFIED[1::2], strict=True))
"""Each traditional character with its first simplified form, after TSCharacters of OpenCC (Apache-2.0; see NOTICE)."""
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
LEVELS = 20
"""How deep lists and mappings are stepped into. No command is half as deep; what is deeper will not fit one."""


def legible(value: object) -> object:
    """The value without unseen characters in its texts, lists and mappings stepped into; anything else as it is.

    A name of such characters alone would be empty on every page, and one that turns the direction of reading
    would turn what stands beside it.
    """
    return _legible(value, LEVELS)


def _legible(value: object, levels: int) -> object:
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if levels and isinstance(value, Mapping):
        return {key: _legible(one, levels - 1) for key, one in value.items()}
    return [_legible(one, levels - 1) for one in value] if levels and isinstance(value, list) else value


def without_unseen(text: str) -> str:
    """The text without any character that shows nothing by itself, what joins emoji or chooses a form included.

    For texts that are compared, checked or published: two that look alike may not differ by what nobody sees.
    """
    return _NEVER_SEEN.sub("", text)


def half_width(text: str) -> str:
    """Digits, Latin letters and their marks as they are on every keyboard: ``２０２６`` is ``2026``."""
    return text.translate(_HALF)


def held_key(name: str) -> str:
    """A name as it is compared with those that others hold: as when searched for, traditional characters simplified.

    More names fall together than are the same; a name that is held must not be had by writing it otherwise.
    """
    return search_key(search_key(name).translate(_AS_SIMPLIFIED))


def search_key(text: str) -> str:
    """A text as it is compared, when stored and when looked for: half-width, lower case, no spaces or punctuation."""
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", _UNSEEN.sub("", text))).lower()
