"""By which keys a person can be found again: names by characters and sound, number tails, words of marks and places."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from services.rescue.domain.local_fold import fold_local
from services.rescue.domain.person import Person, StatedName

_LEVELS = re.compile("[省市区县]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ve|ui|un|uo|a|e|i|o|u|v)"
)

Sounds = Callable[[str], list[list[str]]]
"""The readings of a Han text in toneless pinyin syllables, ü written v, the commonest first; few, and none is empty."""


class KeyKind(StrEnum):
    """What a key is about. The words are part of the stored tokens and must not change."""

    NAME = "name"
    CHARACTER = "character"
    SOUND_OF_ALL = "sound_of_all"
    SOUND = "sound"
    FOLDED_OF_ALL = "folded_of_all"
    FOLDED = "folded"
    LOCAL_OF_ALL = "local_of_all"
    LOCAL_SURNAME = "local_surname"
    INITIALS = "initials"
    ID_NUMBER = "id_number"
    ID_TAIL = "id_tail"
    PHONE = "phone"
    PHONE_TAIL = "phone_tail"
    MARK = "mark"
    PLACE = "place"
    BED = "bed"
    WARD = "ward"


@dataclass(frozen=True)
class Key:
    """One key: never stored as it is, only as a keyed hash."""

    kind: KeyKind
    text: str


def keys_of_person(person: Person, sounds: Sounds) -> set[Key]:
    """Every key by which this person can be found."""
    keys = {key for name in person.names for key in _keys_of_stated(name, sounds)}
    keys.update(number_keys(person.id_number.value or "", KeyKind.ID_NUMBER, KeyKind.ID_TAIL))
    keys.update(number_keys(person.phone.value or "", KeyKind.PHONE, KeyKind.PHONE_TAIL))
    marks = [f"{mark.site} {mark.text}" for mark in person.marks]
    keys.update(word_keys(" ".join([*marks, person.features]), KeyKind.MARK, singles=True))
    keys.update(word_keys(person.home.value or "", KeyKind.PLACE, singles=True))
    if (home := person.home_place) is not None:
        names = _LEVELS.sub(" ", f"{home.told_as} {home.full_name}")
        keys.update(word_keys(names, KeyKind.PLACE, singles=True))
    return keys


def name_keys(text: str, sounds: Sounds) -> set[Key]:
    """The keys of a name as somebody types it: characters in every reading, pinyin with or without spaces, initials."""
    text = _plain(text)
    han = "".join(_HAN.findall(text))
    if han:
        keys = {Key(KeyKind.NAME, han), *(Key(KeyKind.CHARACTER, character) for character in han)}
        return keys.union(*map(_sound_keys, sounds(han)))
    letters = re.sub(r"[^a-zü]", " ", _without_tones(text)).replace("ü", "v").split()
    syllables = [part for word in letters for part in _syllables(word)]
    if syllables:
        return set(_sound_keys(syllables))
    initials = "".join(letters)
    return {Key(KeyKind.INITIALS, initials)} if 2 <= len(initials) <= 6 else set()


def number_keys(text: str, whole: KeyKind, tail: KeyKind) -> set[Key]:
    """The keys of an ID or phone number: the whole of it from 7 characters on, and its last four."""
    plain = re.sub(r"[^0-9X]", "", _plain(text).upper())
    keys = {Key(tail, plain[-4:])} if len(plain) >= 4 else set()
    return keys | ({Key(whole, plain)} if len(plain) >= 7 else set())


def word_keys(text: str, kind: KeyKind, *, singles: bool) -> set[Key]:
    """Pairs of neighbouring characters and whole Latin words; single characters too where asked or nothing else."""
    text = _plain(text)
    runs = _HAN.findall(text)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    words = set(re.findall(r"[a-z0-9]{2,}", text))
    alone = {character for run in runs for character in run if singles or len(run) == 1}
    return {Key(kind, part) for part in pairs | words | alone}


def fold(syllable: str) -> str:
    """A syllable without the differences that southern ears and mouths make: zh=z, n=l, h=f, -ng=-n."""
    for heard, meant in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        syllable = syllable.replace(heard, meant)
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    if syllable.startswith("hu") and len(syllable) > 2:
        syllable = "f" + syllable[2:]
    elif syllable.startswith("h") or (syllable.startswith("w") and syllable != "wu"):
        syllable = "f" + syllable[1:]
    return syllable.removesuffix("g") if syllable.endswith("ng") else syllable


def _keys_of_stated(name: StatedName, sounds: Sounds) -> Iterator[Key]:
    for text in (name.han, name.pinyin):
        yield from _with_surname(name_keys(text or "", sounds))
    heard = _with_surname(name_keys(name.heard_as or "", sounds))
    yield from (key for key in heard if key.kind not in (KeyKind.NAME, KeyKind.CHARACTER))


def _with_surname(keys: set[Key]) -> set[Key]:
    """The keys of a stored name, which is found by its surname alone as a local ear writes it (胡 for 吴), too."""
    whole = [key.text for key in keys if key.kind is KeyKind.LOCAL_OF_ALL]
    return keys | {Key(KeyKind.LOCAL_SURNAME, text.split()[0]) for text in whole}


def _sound_keys(syllables: list[str]) -> Iterable[Key]:
    """The keys of one reading, which has a syllable at least."""
    folded = [fold(syllable) for syllable in syllables]
    yield Key(KeyKind.SOUND_OF_ALL, " ".join(syllables))
    yield Key(KeyKind.FOLDED_OF_ALL, " ".join(folded))
    local = [fold_local(syllable) for syllable in syllables]
    yield Key(KeyKind.LOCAL_OF_ALL, " ".join(local))
    if len(local) == 1:
        yield Key(KeyKind.LOCAL_SURNAME, local[0])
    yield from (Key(KeyKind.SOUND, syllable) for syllable in syllables)
    yield from (Key(KeyKind.FOLDED, syllable) for syllable in folded)
    if len(syllables) > 1:
        yield Key(KeyKind.INITIALS, "".join(syllable[0] for syllable in syllables))


def _syllables(word: str) -> list[str]:
    """The pinyin syllables of a word without spaces, long ones first; nothing when it is not pinyin."""
    best: dict[int, list[str] | None] = {len(word): []}
    for start in reversed(range(len(word))):
        best[start] = None
        for end in range(min(start + 6, len(word)), start, -1):
            rest = best[end]
            if rest is not None and _SYLLABLE.fullmatch(word, start, end):
                best[start] = [word[start:end], *rest]
                break
    return best[0] or []


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _without_tones(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in parts if not unicodedata.combining(c) or c == "\u0308")
    return unicodedata.normalize("NFC", kept)
