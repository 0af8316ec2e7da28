"""Finding by name: exact, its beginning, inside, the end of a code, its sound, but for its ending or one character.

Each way is a search along the index on ``view.words``; the next is tried only while fewer were found than are wanted.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from services.registry.answers import BY_NAME
from services.registry.domain.name_search import WHOLE, Fit, SoughtName, Sounding
from shared.storage.reading import Reader

LOOKED_AT = 1_000
"""How many that share a part are compared syllable by syllable."""
WRITTEN = frozenset({Fit.EXACT, Fit.CODE, Fit.BEGINS, Fit.CONTAINS})
"""The ways of ``written_so``."""
RESEMBLING = frozenset({Fit.ENDING, Fit.NEARLY})

Where = dict[str, Any]
NOBODY: Where = {"_id": {"$in": []}}
"""What nothing fits: words in which there is nothing to look for."""


@dataclass(frozen=True)
class _Way:
    """One way to look: which organisations may fit, and which of their names do (all, where the index decides)."""

    fit: Fit
    where: Where
    fits: Callable[[Sounding], bool] | None = None


def written_so(sought: SoughtName) -> Where:
    """The filter for names that are written so, with or without the levels of places, and for codes that end so."""
    return _begin_with([*sought.spellings, sought.end_of_code])


def sounding_so(sought: SoughtName) -> Where:
    """The filter for names that sound so; empty for a name without Han characters."""
    return _begin_with(sought.sounds)


async def organisations_like(reader: Reader, sought: SoughtName, limit: int, but: Iterable[Fit] = ()) -> dict[str, Fit]:
    """The ids of at most ``limit`` organisations with a name like this, the best first; ``but`` leaves out ways.

    Names that merely resemble it are looked for only where none is written or sounds so.
    """
    found: dict[str, Fit] = {}
    for way in _ways(sought):
        if len(found) == limit or (way.fit in RESEMBLING and not RESEMBLING.issuperset(found.values())):
            break
        if way.where and way.fit not in but:
            fresh = [one for one in await _look(reader, way, limit) if one not in found]
            found |= dict.fromkeys(fresh[: limit - len(found)], way.fit)
    return found


def _ways(sought: SoughtName) -> Iterator[_Way]:
    """From the exact to the merely similar."""
    whole = [WHOLE + spelling for spelling in sought.spellings]
    yield _Way(Fit.EXACT, {"view.words": {"$in": whole}} if whole else {})
    yield _Way(Fit.CODE, _begin_with([sought.end_of_code]))
    yield _Way(Fit.BEGINS, _begin_with(whole))
    yield _Way(Fit.CONTAINS, _begin_with(sought.spellings))
    yield _Way(Fit.PLACE, _begin_with(sought.without_place))
    yield _Way(Fit.SOUND, _begin_with(sought.sounds), sought.sounds_like)
    yield _Way(Fit.ENDING, _begin_with(sought.stem_sounds), sought.fits_but_for_ending)
    for half in sought.half_sounds:
        yield _Way(Fit.NEARLY, _begin_with([half]), sought.nearly_fits)


async def _look(reader: Reader, way: _Way, limit: int) -> list[str]:
    """The ids of those that fit this way, by name: more than ``limit``, since some may be known already."""
    first: list[Where] = [{"$sort": {BY_NAME: 1, "_id": 1}}, {"$limit": 2 * limit}]
    steps: list[Where] = [{"$match": way.where}, *([{"$limit": LOOKED_AT}] if way.fits else first)]
    rows = await reader.aggregate("organisations", [*steps, {"$project": {"view.name": 1, "view.sounds": 1}}])
    known = {row["_id"]: row["view"].get("sounds", [""]) for row in rows}
    if way.fits:
        rows = [row for row in rows if way.fits(_sounding(row["view"]["name"], known[row["_id"]]))]
    return sorted((row["_id"] for row in rows), key=lambda one: (known[one][0], one))


def _sounding(name: str, sounds: list[str]) -> Sounding:
    return Sounding(name, [tuple(sound.split()) for sound in sounds])


def _begin_with(words: Iterable[str]) -> Where:
    """Documents with a word that begins with one of these; written as prefixes that an index takes as bounds."""
    begins = [{"view.words": {"$regex": f"^{re.escape(word)}"}} for word in words if word]
    return {"$or": begins} if begins else {}
