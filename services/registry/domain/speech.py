"""What people say about speech and origin, such as “像安徽话，阜阳一带”, read into places and dialect groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.registry.domain.places import Gazetteer
from shared.reference.dialects import Dialect
from shared.reference.places import Place

_LONGEST_NAME = 12


@dataclass(frozen=True)
class Heard:
    """Where speech is thought to be from: the narrowest places named, and the dialect groups named."""

    places: tuple[Place, ...]
    groups: frozenset[str]


def hear(words: str | None, gazetteer: Gazetteer) -> Heard:
    """Read free words from left to right, the longest name first. What people call a dialect or a language is never a
    place (江南话), unless its own data say so (广东话). Of places inside each other the narrowest counts; of places
    that share a name, those inside another place that was named, else the widest; a shared name beside a clear one
    (阜阳城区) says nothing by itself.
    """
    groups: set[str] = set()
    mentions: list[Sequence[Place]] = []
    for found in _names_in(words or "", gazetteer):
        if isinstance(found, Dialect):
            groups.add(found.code)
        else:
            mentions.append(found)
    return Heard(_narrowest(mentions), frozenset(groups))


def _names_in(words: str, gazetteer: Gazetteer) -> Iterator[Dialect | Sequence[Place]]:
    """The dialects and places named, from left to right; the longest name that begins at a character counts."""
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - start), 1, -1):
            word = words[start : start + length]
            if word in gazetteer.by_speech:
                dialect, place = gazetteer.by_speech[word]
                yield dialect
                if place is not None:
                    yield (gazetteer.places[place],)
            elif found := gazetteer.named(word):
                yield found
            else:
                continue
            start += length
            break
        else:
            start += 1


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
