"""What people say about speech and origin, such as “像安徽话，阜阳一带”, read into places and dialect groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.domain.places import Gazetteer, Place

_LONGEST_NAME = 12
_LANGUAGE = re.compile(r"[语話话腔]$")


@dataclass(frozen=True)
class Heard:
    """Where speech is thought to be from: the narrowest places named, and the dialect groups named."""

    places: tuple[Place, ...]
    groups: frozenset[str]


def hear(words: str | None, gazetteer: Gazetteer) -> Heard:
    """Read free words. Of places inside each other the narrowest counts; of places that share a name, those inside
    another place that was named, else the widest; a shared name beside a clear one (阜阳城区) says nothing by itself.
    """
    if not words:
        return Heard((), frozenset())
    groups, rest = _groups_in(words, gazetteer)
    return Heard(_narrowest(_places_in(rest, gazetteer)), groups)


def _groups_in(words: str, gazetteer: Gazetteer) -> tuple[frozenset[str], str]:
    """The dialect groups named. 客家话 is taken out of the words; 广东话 stays, for the place in it."""
    names = [(name, d.code) for d in gazetteer.dialects for name in (d.zh, *d.aliases)]
    found: set[str] = set()
    for name, code in sorted(names, key=lambda pair: -len(pair[0])):
        if name in words:
            found.add(code)
            if _LANGUAGE.sub("", name) not in gazetteer.by_name:
                words = words.replace(name, "，")
    return frozenset(found), words


def _places_in(words: str, gazetteer: Gazetteer) -> list[Sequence[Place]]:
    """The places named, from left to right, each the longest name that begins there, with all that share it."""
    found: list[Sequence[Place]] = []
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - start), 1, -1):
            if (places := gazetteer.by_name.get(words[start : start + length])) is not None:
                found.append(places)
                start += length
                break
        else:
            start += 1
    return found


def _narrowest(mentions: list[Sequence[Place]]) -> tuple[Place, ...]:
    everything = [place for places in mentions for place in places]
    kept: dict[str, Place] = {}
    for places in mentions:
        meant = [p for p in places if any(_inside(p, q) for q in everything if q not in places)]
        if not meant:
            widest = min(place.level for place in places)
            meant = [place for place in places if place.level == widest]
            if len(meant) > 1 and len(mentions) > 1:
                continue
        kept.update({place.code: place for place in meant})
    return tuple(p for p in kept.values() if not any(_inside(q, p) for q in kept.values()))


def _inside(inner: Place, outer: Place) -> bool:
    return inner.code != outer.code and inner.level > outer.level and inner.code.startswith(outer.prefix)
