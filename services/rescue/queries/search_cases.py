"""Search first, then create: cases of people like the one at the door, with the reasons, from the blind index alone."""

from collections.abc import Mapping
from heapq import nlargest
from typing import Any

from services.rescue.domain.errors import SearchEmpty
from services.rescue.domain.fields import IdTail, PhoneTail, SearchedMarks, SearchedName, SearchedPlace
from services.rescue.domain.likeness import Reason, at_most, likeness
from services.rescue.domain.permissions import CARE
from services.rescue.domain.search_keys import Key, KeyKind, name_keys, number_keys, word_keys
from services.rescue.ports import BlindIndex, Pronunciation
from services.rescue.queries.case_list import CaseLine, case_line
from shared.kernel.calendar import local_date
from shared.kernel.cause import Actor
from shared.kernel.clock import Clock
from shared.kernel.texts import search_key
from shared.projection.projection import Projection
from shared.projection.rows import Rows
from shared.storage.indexes import Index
from shared.storage.reading import LINE, Reader
from shared.web.view import View

SOUGHT = Projection(
    "case_search",
    "cases",
    lambda document: {name: document["view"].get(name) for name in ("tokens", "label", "label_words", "case_no")},
    indexes=(Index([("tokens", 1)], "tokens"), Index([("label_words", 1)], "label_words")),
)
"""What cases are found by, as keyed hashes; a label is the station's own word."""
SHOWN = 20
LOOKED_AT = 100
"""How many of those that share anything are weighed in full."""


class CaseSearch(View):
    """What is known of the person at the door; one of them is enough. Numbers may be whole or only their end."""

    name: SearchedName = ""
    id_tail: IdTail = ""
    phone_tail: PhoneTail = ""
    marks: SearchedMarks = ""
    place: SearchedPlace = ""

    def keys(self, pronunciation: Pronunciation) -> set[Key]:
        """The keys to look for."""
        return {
            *name_keys(self.name, pronunciation.readings),
            *number_keys(self.id_tail, KeyKind.ID_NUMBER, KeyKind.ID_TAIL),
            *number_keys(self.phone_tail, KeyKind.PHONE, KeyKind.PHONE_TAIL),
            *word_keys(self.marks, KeyKind.MARK, singles=False),
            *word_keys(self.place, KeyKind.PLACE, singles=False),
        }


class AlikeCase(View):
    """A case that may be the same person, masked, with the reasons; scores are absolute, not relative to the best."""

    case: CaseLine
    score: float
    reasons: list[Reason]


class AlikeCases(View):
    """At most SHOWN cases, the most alike first, and how many had anything in common."""

    items: list[AlikeCase]
    total: int


async def search_cases(
    reader: Reader,
    sought: Rows,
    blind: BlindIndex,
    pronunciation: Pronunciation,
    clock: Clock,
    actor: Actor,
    wanted: CaseSearch,
) -> AlikeCases:
    """Cases that share keys with what is wanted. Raises RoleRequired and SearchEmpty."""
    actor.require(*sorted(CARE))
    keys = {token: key for key in wanted.keys(pronunciation) for token in blind.tokens(key)}
    if not keys:
        raise SearchEmpty
    return await alike_cases(reader, sought, clock, {"tokens": {"$in": list(keys)}}, keys)


async def alike_cases(
    reader: Reader, sought: Rows, clock: Clock, match: dict[str, Any], keys: Mapping[str, Key], label: str = ""
) -> AlikeCases:
    """The cases that match, weighed by the keys they share (by token) and by whether their label holds ``label``."""
    rows = await reader.aggregate(await sought.collection(), pipeline(match, list(keys)))

    def called(row: dict[str, Any]) -> list[Reason]:
        return [_same_label(row["label"])] if label and label in search_key(row["label"] or "") else []

    def at_best(row: dict[str, Any]) -> float:
        return _score(called(row)) + sum(at_most(keys[token]) for token in row["shared"])

    likely = nlargest(LOOKED_AT, rows, key=at_best)
    reasons = {row["_id"]: called(row) + likeness(keys[token] for token in row["shared"]) for row in likely}
    best = nlargest(SHOWN, reasons, key=lambda case_id: _score(reasons[case_id]))
    found, today = await reader.every("cases", {"_id": {"$in": best}}, fields=LINE), local_date(clock.now())
    cases = {document["_id"]: case_line(document, today) for document in found}
    items = [AlikeCase(case=cases[one], score=_score(reasons[one]), reasons=reasons[one]) for one in best]
    return AlikeCases(items=items, total=len(rows))


def pipeline(match: dict[str, Any], tokens: list[str]) -> list[dict[str, Any]]:
    """Which cases share which tokens, the newest numbers first."""
    return [
        {"$match": match},
        {"$sort": {"case_no": -1}},
        {"$project": {"shared": {"$setIntersection": ["$tokens", tokens]}, "label": 1}},
    ]


def _same_label(label: str) -> Reason:
    return Reason("same_label", f"临时称呼：{label}", f"temporary label: {label}", 8.0)


def _score(reasons: list[Reason]) -> float:
    return round(sum(reason.weight for reason in reasons), 2)
