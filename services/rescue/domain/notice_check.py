"""What in a notice's free text a second person must look at before it is public (寻亲公告用语核对)."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields

from services.rescue.domain.errors import HeldWordsUnchecked
from services.rescue.domain.held_fields import HeldAs, HeldIn, HeldText
from services.rescue.domain.kinds import HeldKind
from services.rescue.domain.notice import NoticeText
from services.rescue.domain.notice_reading import Reading, readings
from services.rescue.domain.notice_words import HARMLESS, RULES
from shared.kernel.texts import half_width, without_unseen

_HARMLESS = re.compile("|".join(HARMLESS))
_RULES = tuple((rule, re.compile(rule.pattern)) for rule in RULES)
_SET_ASIDE = "\0"
_PHONE, _FOUND = "contact_phone", "found_place"
_LONG = 3
"""How many characters make a word that is read also across what parts sentences; shorter ones meet there by chance."""


@dataclass(frozen=True)
class HeldWords:
    """Words of one field that are held for the second person, and why. They stand in the field just so."""

    field: HeldIn
    words: HeldText
    kind: HeldAs

    @property
    def key(self) -> str:
        """What whoever approves gives back to say that these words were looked at: ``features:三院``."""
        return f"{self.field}:{' '.join(self.words.split())}"


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    kind: HeldKind


def held_words(text: NoticeText) -> tuple[HeldWords, ...]:
    """The words of a notice's text that are held, in the order in which they stand; each once.

    The station's own phone may stand anywhere; the field for it is looked at for ID numbers alone.
    """
    texts = {one.name: value for one in fields(text) if isinstance(value := getattr(text, one.name), str)}
    own = re.sub(r"[^0-9]", "", half_width(texts.get(_PHONE, "")))
    return tuple(dict.fromkeys(found for name in texts for found in _held(name, texts, own)))


def require_words_checked(text: NoticeText, checked: Collection[str]) -> None:
    """Whoever approves has looked at each passage that is held; ``checked`` are their keys. Raises HeldWordsUnchecked.

    Basis: 《个人信息保护法》 第二十八条、第二十九条 (sensitive data only where needed, with strict protection).
    """
    unchecked = [one.words for one in held_words(text) if one.key not in checked]
    if unchecked:
        raise HeldWordsUnchecked(words="、".join(f"“{words}”" for words in unchecked))


def _held(name: str, texts: Mapping[str, str], own: str) -> Iterator[HeldWords]:
    raw = texts[name]
    spans = [span for reading in readings(raw) for span in _spans(name, raw, reading)]
    for span in _merged(sorted(spans, key=lambda one: (one.start, -one.end))):
        words = raw[span.start : span.end]
        is_own = name != _PHONE and re.sub(r"[^0-9]", "", half_width(words)) == own
        if not (is_own and own and span.kind is HeldKind.NUMBER):
            yield HeldWords(name, words, span.kind)


def _spans(name: str, raw: str, reading: Reading) -> Iterator[_Span]:
    """What is held in one reading, as places of the original."""

    def set_aside(found: re.Match[str]) -> str:
        words = raw[reading.places[found.start()] : reading.places[found.end() - 1] + 1]
        return _SET_ASIDE * len(found.group()) if _as_long(words, found.group()) else found.group()

    read = _HARMLESS.sub(set_aside, reading.text)
    for rule, pattern in _RULES:
        if name == _FOUND and rule.public_where_found:
            continue
        for found in pattern.finditer(read):
            by_chance = found.end() - found.start() < _LONG and reading.parted(*found.span())
            if not by_chance and (name != _PHONE or _is_id_number(found.group())):
                yield _Span(reading.places[found.start()], reading.places[found.end() - 1] + 1, rule.kind)


def _as_long(words: str, read: str) -> bool:
    """Whether a harmless phrase stands together in the original: a sign within it may part two phrases."""
    return len("".join(without_unseen(words).split())) == len("".join(read.split()))


def _is_id_number(words: str) -> bool:
    return len(re.sub(r"[^0-9x]", "", words)) in (15, 18)


def _merged(spans: list[_Span]) -> list[_Span]:
    """Spans that overlap, or follow at once and are of one kind, become one: of the kind of the longest of them."""
    merged: list[_Span] = []
    longest = 0
    for span in spans:
        last = merged[-1] if merged else None
        if last is None or span.start > last.end or (span.start == last.end and span.kind is not last.kind):
            merged.append(span)
            longest = span.end - span.start
            continue
        kind = span.kind if span.end - span.start > longest else last.kind
        longest = max(longest, span.end - span.start)
        merged[-1] = _Span(last.start, max(last.end, span.end), kind)
    return merged
