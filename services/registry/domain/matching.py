"""Who in the talent pool may understand: ranking people by where they grew up and how they speak, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.registry.domain.places import Gazetteer, Place, distance_km
from services.registry.domain.speech import Heard, hear

NEAR_KM = 150.0
MOST = 10


class Why(StrEnum):
    """A reason to propose somebody."""

    SAME_COUNTY = "same_county"
    SAME_PREFECTURE = "same_prefecture"
    SAME_PROVINCE = "same_province"
    NEAR = "near"
    SPEAKS_DIALECT = "speaks_dialect"
    SAME_DIALECT_GROUP = "same_dialect_group"


_SHARED = {6: Why.SAME_COUNTY, 4: Why.SAME_PREFECTURE, 2: Why.SAME_PROVINCE}


@dataclass(frozen=True)
class InterpreterRequest:
    """What was asked: area and dialect in words, for which case, by whom."""

    request_id: str
    case_id: str
    area: str
    dialect: str | None
    requested_by: str


@dataclass(frozen=True)
class Candidate:
    """What of a person matters here: never their name."""

    person_id: str
    native_code: str
    dialects: tuple[str, ...]


@dataclass(frozen=True)
class Proposed:
    """One proposal: native county in words, distance in kilometres to the nearest place heard, reasons."""

    person_id: str
    native_county: str
    dialects: tuple[str, ...]
    distance_km: float | None
    why: tuple[str, ...]


def propose(area: str, dialect: str | None, pool: Iterable[Candidate], gazetteer: Gazetteer) -> list[Proposed]:
    """The people who may understand somebody who speaks like this, best first, at most ten.

    Who shares the county comes before who shares the prefecture; then the nearest birthplace; where a centre is not
    known, who shares the province; then who only shares the dialect group. Equal ones go by dialect, then by id.
    """
    where, speech = hear(area, gazetteer), hear(dialect, gazetteer)
    ranked = []
    for candidate in pool:
        why, km = _reasons(candidate, where, speech, gazetteer)
        if why:
            ranked.append((_rank(why, km), candidate, why, km))
    ranked.sort(key=lambda entry: (entry[0], entry[1].person_id))
    return [
        Proposed(one.person_id, gazetteer.full_name(one.native_code), one.dialects, km, tuple(why))
        for _, one, why, km in ranked[:MOST]
    ]


def _reasons(one: Candidate, where: Heard, speech: Heard, gazetteer: Gazetteer) -> tuple[list[Why], float | None]:
    home = gazetteer.places.get(one.native_code)
    targets = where.places or speech.places
    why: list[Why] = []
    shared = max((_shared(home, place) for place in targets), default=0) if home else 0
    if shared:
        why.append(_SHARED[shared])
    km = _nearest(home, targets)
    if km is not None and km <= NEAR_KM and shared < 4:
        why.append(Why.NEAR)
    spoken = [hear(words, gazetteer) for words in one.dialects]
    if any(_speaks(told, heard) for told in spoken for heard in (speech, where)):
        why.append(Why.SPEAKS_DIALECT)
    groups = speech.groups | where.groups | {g for p in targets if p.level > 2 and (g := gazetteer.dialect_of(p.code))}
    own = frozenset().union(*(told.groups for told in spoken))
    if home and (native := gazetteer.dialect_of(home.code)):
        own |= {native}
    if groups & own:
        why.append(Why.SAME_DIALECT_GROUP)
    return why, km


def _shared(home: Place, target: Place) -> int:
    """How many digits of the code two places share: 6 the county, 4 the prefecture, 2 the province, 0 nothing.

    A target that is a whole prefecture or province is shared by everybody born inside it.
    """
    for level in (6, 4, 2):
        if home.level >= level <= target.level and home.code[:level] == target.code[:level]:
            return level
    return 0


def _nearest(home: Place | None, targets: Iterable[Place]) -> float | None:
    """Kilometres to the nearest place heard; a whole province has no useful centre and is left out."""
    if home is None or home.level == 2:
        return None
    return min((km for t in targets if t.level > 2 and (km := distance_km(home, t)) is not None), default=None)


def _speaks(told: Heard, heard: Heard) -> bool:
    """Whether a dialect that a person names is one that was heard: the same group, or one place inside the other."""
    if told.groups & heard.groups:
        return True
    return any(a.code.startswith(b.prefix) or b.code.startswith(a.prefix) for a in told.places for b in heard.places)


def _rank(why: list[Why], km: float | None) -> tuple[bool, bool, float, bool, bool]:
    return (
        Why.SAME_COUNTY not in why,
        Why.SAME_PREFECTURE not in why and Why.SAME_COUNTY not in why,
        km if km is not None else (1_000.0 if Why.SAME_PROVINCE in why else 100_000.0),
        Why.SPEAKS_DIALECT not in why,
        Why.SAME_DIALECT_GROUP not in why,
    )
