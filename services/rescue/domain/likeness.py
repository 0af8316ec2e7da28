"""How alike a stored person is to what was searched for, from the keys they share, and the reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.rescue.domain.search_keys import Key, KeyKind

_WHOLE_NAME = (
    (KeyKind.NAME, 10.0, "same_name", "姓名相同", "same name"),
    (KeyKind.SOUND_OF_ALL, 8.0, "same_sound", "读音相同", "sounds the same"),
    (KeyKind.FOLDED_OF_ALL, 6.0, "similar_sound", "方言读音相近", "sounds alike in dialect"),
    (KeyKind.LOCAL_OF_ALL, 5.5, "similar_here", "宁波话里读音相近", "sounds alike in the speech of Ningbo"),
)
_PART_OF_NAME = (
    (KeyKind.CHARACTER, 1.5, "shared_characters", "姓名中同字", "characters in common"),
    (KeyKind.SOUND, 1.0, "shared_sounds", "姓名中同音", "syllables in common"),
    (KeyKind.FOLDED, 0.5, "similar_sounds", "姓名中音近", "similar syllables"),
    (KeyKind.LOCAL_SURNAME, 0.5, "similar_surname", "宁波话里姓氏音近", "surname sounds alike in the speech of Ningbo"),
    (KeyKind.INITIALS, 3.0, "same_initials", "拼音首字母相同", "same initials"),
)
_NUMBERS = (
    (KeyKind.ID_NUMBER, 20.0, "same_id", "证件号码相同", "same ID number"),
    (KeyKind.ID_TAIL, 6.0, "same_id_tail", "证件号码末四位相同", "same last four of the ID number"),
    (KeyKind.PHONE, 15.0, "same_phone", "电话相同", "same phone"),
    (KeyKind.PHONE_TAIL, 5.0, "same_phone_tail", "电话末四位相同", "same last four of the phone"),
)
_WORDS = (
    (KeyKind.MARK, 1.0, "shared_marks", "体貌特征相同词", "words of marks in common"),
    (KeyKind.PLACE, 1.0, "shared_places", "家乡相同词", "words of the home in common"),
)
_MOST_FOR_PART = 5.0
_WEIGHTS = {row[0]: row[1] for row in (*_WHOLE_NAME, *_PART_OF_NAME, *_NUMBERS, *_WORDS)}


@dataclass(frozen=True)
class Reason:
    """Why somebody came up: a code, the sentence in both languages, and what it gave to the score."""

    code: str
    zh: str
    en: str
    weight: float


def likeness(shared: Iterable[Key]) -> list[Reason]:
    """The reasons that the shared keys make, the heaviest first. The score is the sum of their weights.

    The score of one person does not depend on who else was found.
    """
    by_kind: dict[KeyKind, list[str]] = {}
    for key in sorted(shared, key=lambda key: (key.kind, key.text)):
        by_kind.setdefault(key.kind, []).append(key.text)
    whole = next(([_reason(row, by_kind[row[0]])] for row in _WHOLE_NAME if row[0] in by_kind), None)
    reasons = whole or [_reason(row, by_kind[row[0]], _MOST_FOR_PART) for row in _strongest_parts(by_kind)]
    for whole_number, tail in (_NUMBERS[:2], _NUMBERS[2:]):
        row = next((row for row in (whole_number, tail) if row[0] in by_kind), None)
        if row is not None:
            reasons.append(_reason(row, by_kind[row[0]][:1]))
    reasons += [_reason(row, by_kind[row[0]], _MOST_FOR_PART) for row in _WORDS if row[0] in by_kind]
    return sorted(reasons, key=lambda reason: -reason.weight)


def at_most(key: Key) -> float:
    """What this key can add to a score at most: enough to tell which of many to look at."""
    return _WEIGHTS[key.kind]


def _strongest_parts(by_kind: dict[KeyKind, list[str]]) -> list[tuple[KeyKind, float, str, str, str]]:
    """Characters speak for their own sounds, and sounds for their folded ones, so only the strongest is counted."""
    parts = [row for row in _PART_OF_NAME if row[0] in by_kind]
    return sorted(parts, key=lambda row: -row[1] * len(by_kind[row[0]]))[:1]


def _reason(row: tuple[KeyKind, float, str, str, str], texts: list[str], most: float = 100.0) -> Reason:
    _, weight, code, zh, en = row
    return Reason(code, f"{zh}：{'、'.join(texts)}", f"{en}: {', '.join(texts)}", min(most, weight * len(texts)))
