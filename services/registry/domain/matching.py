"""Who in the talent pool may understand: ranking people by how they speak and where they grew up, with the reasons.

The order, and why:

1. Who understands the speech comes first; the grade says how sure that is (``Grade``). Somebody who names the very
   dialect or language is surer than somebody born near the place, who may have left it as a child.
2. Of equals, who can come at any time before who must be asked for a day: the person waits in the station now.
3. Then who has helped before, the more often the earlier, less the times that a call was in vain.
4. Then who was born nearest, as dialects change from county to county; last the id, so that the order is stable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from services.registry.domain.kinds import Availability
from services.registry.domain.places import Gazetteer, distance_km
from services.registry.domain.speech import Heard, hear
from shared.reference.places import Place

NEAR_KM = 150.0
MOST = 10


class Why(StrEnum):
    """A reason to propose somebody."""

    SPEAKS_DIALECT = "speaks_dialect"
    SPEAKS_LANGUAGE = "speaks_language"
    SPEAKS_GROUP = "speaks_group"
    SPEAKS_WIDER = "speaks_wider"
    SAME_COUNTY = "same_county"
    SAME_PREFECTURE = "same_prefecture"
    SAME_PROVINCE = "same_province"
    NEAR = "near"
    LANGUAGE_OF_HOME = "language_of_home"
    SAME_DIALECT_GROUP = "same_dialect_group"
    AVAILABLE = "available"
    BY_APPOINTMENT = "by_appointment"
    HELPED_BEFORE = "helped_before"


class Grade(IntEnum):
    """How sure it is that somebody understands, the surest first."""

    VERY_SPEECH = 0
    """Names the very dialect or language, or one inside the place heard."""
    SPEECH_AROUND = 1
    """Names the dialect group of the place, or the dialect of a prefecture around it."""
    NATIVE = 2
    """Grew up in the county or prefecture heard."""
    RELATED = 3
    """Names only the speech of a whole province, or grew up where the language or dialect group is spoken."""
    NEIGHBOUR = 4
    """Was born near, or in the same province."""


_SHARED = {6: Why.SAME_COUNTY, 4: Why.SAME_PREFECTURE, 2: Why.SAME_PROVINCE}


@dataclass(frozen=True)
class InterpreterRequest:
    """What was asked: area and dialect in words, for which case, by whom. Either may be empty, not both.

    ``case_no`` is the case's number on paper, where the request told it.
    """

    request_id: str
    case_id: str
    area: str
    dialect: str | None
    requested_by: str
    case_no: str | None = None


@dataclass(frozen=True)
class Candidate:
    """What of a person matters here: never their name. ``helped`` and ``in_vain`` count earlier requests."""

    person_id: str
    native_code: str
    dialects: tuple[str, ...]
    skills: tuple[str, ...] = ()
    availability: Availability = Availability.AVAILABLE
    helped: int = 0
    in_vain: int = 0


@dataclass(frozen=True)
class Proposed:
    """One proposal: native county in words, distance in kilometres to the nearest place heard, reasons."""

    person_id: str
    native_county: str
    dialects: tuple[str, ...]
    distance_km: float | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """What was heard of the person: all of it, and the places that the words for the dialect alone name (安徽话)."""

    heard: Heard
    said: tuple[Place, ...]
    groups: frozenset[str]
    languages: frozenset[str]
    languages_only: bool

    @classmethod
    def of(cls, area: str, dialect: str | None, gazetteer: Gazetteer) -> "Sought":
        """Area and dialect read as one. Places say their dialect group, unless a language of its own was heard."""
        heard = hear(f"{area}，{dialect or ''}", gazetteer)
        languages = heard.groups & gazetteer.languages
        only = bool(languages) and heard.groups == languages
        local = {gazetteer.dialect_of(place.code) for place in heard.places if place.level > 2} - {None}
        groups = frozenset() if only else frozenset(filter(None, local))
        return cls(heard, hear(dialect, gazetteer).places, groups, languages, only)


def propose(area: str, dialect: str | None, pool: Iterable[Candidate], gazetteer: Gazetteer) -> list[Proposed]:
    """The people who may understand somebody who speaks like this, best first, at most ten; in the order told above."""
    sought = Sought.of(area, dialect, gazetteer)
    ranked = []
    for candidate in pool:
        if (found := _reasons(candidate, sought, gazetteer)) is not None:
            grade, why, km = found
            ranked.append((_rank(candidate, grade, why, km), candidate, why, km))
    ranked.sort(key=lambda entry: (entry[0], entry[1].person_id))
    return [
        Proposed(one.person_id, gazetteer.full_name(one.native_code), one.dialects, km, tuple(why))
        for _, one, why, km in ranked[:MOST]
    ]


def speaks(dialects: Sequence[str], skills: Sequence[str], words: str, gazetteer: Gazetteer) -> bool:
    """Whether somebody names this very speech, or one of a place inside it, by whatever name (粤语, 广东话).

    Languages of their own stand among the skills too (手语).
    """
    told = Candidate("", "", tuple(dialects), tuple(skills))
    found = _by_speech(told, Sought.of("", words, gazetteer), gazetteer)
    return any(grade is Grade.VERY_SPEECH for grade, _ in found)


def _reasons(one: Candidate, sought: Sought, gazetteer: Gazetteer) -> tuple[Grade, list[Why], float | None] | None:
    """How sure it is that they understand, why, and how far away they were born; None when nothing speaks for them."""
    home, km = gazetteer.places.get(one.native_code), None
    reasons = _by_speech(one, sought, gazetteer)
    if home is not None:
        km = _nearest(gazetteer.centred(home), sought.heard.places)
        reasons += _by_birth(home, km, sought, gazetteer)
    if not reasons:
        return None
    told = [Why.AVAILABLE if one.availability is Availability.AVAILABLE else Why.BY_APPOINTMENT]
    if one.helped:
        told.append(Why.HELPED_BEFORE)
    return min(grade for grade, _ in reasons), [*dict.fromkeys(why for _, why in reasons), *told], km


def _by_speech(one: Candidate, sought: Sought, gazetteer: Gazetteer) -> list[tuple[Grade, Why]]:
    """What the dialects that somebody names say, and the languages that stand among their skills (手语)."""
    told, skilled = ([hear(words, gazetteer) for words in texts] for texts in (one.dialects, one.skills))
    groups = frozenset(group for one in told for group in one.groups)
    languages = groups | {group for one in skilled for group in one.groups}
    if languages & sought.languages:
        return [(Grade.VERY_SPEECH, Why.SPEAKS_LANGUAGE)]
    if sought.languages_only:
        return []
    found = _by_dialect([place for one in told for place in one.places], groups, sought, gazetteer)
    return [found] if found else []


def _by_dialect(
    told: list[Place], groups: frozenset[str], sought: Sought, gazetteer: Gazetteer
) -> tuple[Grade, Why] | None:
    """How well the dialects told, by place (奉化话) and by group (吴语), fit what is sought; None when not at all."""
    places, asked = sought.heard.places, sought.heard.groups
    if any(_inside(place, heard) for place in told for heard in places) or (groups & asked and not places):
        return Grade.VERY_SPEECH, Why.SPEAKS_DIALECT
    around = [place for place in told if any(_inside(heard, place) for heard in places)]
    if any(place in sought.said for place in told) or any(place.level > 2 for place in around):
        return Grade.SPEECH_AROUND, Why.SPEAKS_DIALECT
    of_told = {gazetteer.dialect_of(place.code) for place in told if place.level > 2}
    if groups & (asked | sought.groups) or of_told & asked:
        return Grade.SPEECH_AROUND, Why.SPEAKS_GROUP
    if of_told & sought.groups:
        return Grade.RELATED, Why.SPEAKS_GROUP
    return (Grade.RELATED, Why.SPEAKS_WIDER) if around else None


def _by_birth(home: Place, km: float | None, sought: Sought, gazetteer: Gazetteer) -> list[tuple[Grade, Why]]:
    """What the native place says: shared with the place heard, near it, or in the area of the language or group.

    For a language of its own a birthplace counts only where the language is spoken.
    """
    reasons: list[tuple[Grade, Why]] = []
    if gazetteer.languages_at(home.code) & sought.languages:
        reasons.append((Grade.RELATED, Why.LANGUAGE_OF_HOME))
    elif sought.languages_only:
        return []
    shared = max((_shared(home, place) for place in sought.heard.places), default=0)
    if shared:
        reasons.append((Grade.NATIVE if shared > 2 else Grade.NEIGHBOUR, _SHARED[shared]))
    if km is not None and km <= NEAR_KM and shared < 4:
        reasons.append((Grade.NEIGHBOUR, Why.NEAR))
    if gazetteer.dialect_of(home.code) in sought.heard.groups | sought.groups:
        reasons.append((Grade.RELATED, Why.SAME_DIALECT_GROUP))
    return reasons


def _inside(inner: Place, outer: Place) -> bool:
    """Whether a place is the other or lies in it."""
    return inner.code.startswith(outer.prefix)


def _shared(home: Place, target: Place) -> int:
    """How many digits of the code two places share: 6 the county, 4 the prefecture, 2 the province, 0 nothing.

    A target that is a whole prefecture or province is shared by everybody born inside it.
    """
    for level in (6, 4, 2):
        if home.level >= level <= target.level and home.code[:level] == target.code[:level]:
            return level
    return 0


def _nearest(home: Place, targets: Iterable[Place]) -> float | None:
    """Kilometres to the nearest place heard; a whole province has no useful centre and is left out."""
    if home.level == 2:
        return None
    return min((km for t in targets if t.level > 2 and (km := distance_km(home, t)) is not None), default=None)


def _rank(one: Candidate, grade: Grade, why: list[Why], km: float | None) -> tuple[object, ...]:
    far = 1_000.0 if Why.SAME_PROVINCE in why else 100_000.0
    return (
        grade,
        one.availability is not Availability.AVAILABLE,
        one.in_vain - one.helped,
        Why.SAME_COUNTY not in why,
        km if km is not None else far,
    )
