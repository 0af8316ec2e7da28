"""Places to choose from by what was typed: their names of today, and those that they had."""

from collections.abc import Iterator, Sequence

from shared.reference.places import Named, Place, Places

LONGEST_NAME = 15


def search(places: Places, text: str, limit: int = 20) -> list[Named]:
    """Present places that a text names (安徽阜阳临泉, 襄樊), then those with a name that begins with it.

    Of several names in a text the last counts, where it can inside the ones before it. Names of today stand before
    former ones, and what is wider before what is narrower.
    """
    text = text.strip()
    if not text:
        return []
    begun = [one for name, found in places.names.items() if name.startswith(text) for one in found]
    begun.sort(key=lambda one: (one.former is not None, one.place.level, one.place.code))
    chosen: dict[str, Named] = {}
    for one in (*places.named(text), *_meant(places, text), *begun):
        chosen.setdefault(one.place.code, one)
    return list(chosen.values())[:limit]


def _meant(places: Places, text: str) -> Sequence[Named]:
    """What a text names as a whole: the places of its last name, those inside another name of it where there are."""
    mentions = list(_mentions(places, text))
    if not mentions:
        return ()
    *before, last = mentions
    outer = [one.place for found in before for one in found]
    within = [one for one in last if any(_inside(one.place, place) for place in outer)]
    return within or last


def _mentions(places: Places, text: str) -> Iterator[Sequence[Named]]:
    """The names in a text from left to right; the longest that begins at a character counts."""
    start = 0
    while start < len(text):
        for length in range(min(LONGEST_NAME, len(text) - start), 1, -1):
            if found := places.named(text[start : start + length]):
                yield found
                start += length
                break
        else:
            start += 1


def _inside(inner: Place, outer: Place) -> bool:
    return inner.level > outer.level and inner.code.startswith(outer.prefix)
