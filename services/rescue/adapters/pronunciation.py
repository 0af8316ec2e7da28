"""How Han names sound, in every reading they have: surnames by a table of our own, the rest by the package pypinyin."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict

from shared.reference.shipped import shipped
from shared.reference.surnames import surnames_of

READINGS = 12
"""How many readings of one name are kept, the commonest first; a text of many such characters would have thousands."""
_COMMON_SHARE, _COMMON_TIMES = 0.02, 2
"""A reading of a character counts when it has this share of its phrases, and so many; 明 is meng in one of 177."""

Reading = tuple[str, ...]


class Pypinyin:
    """Toneless Mandarin syllables; a character without a reading is left out.

    ``surnames`` are those read in their own way, with their readings, the commonest first; of the product where none
    are given.
    """

    def __init__(self, surnames: Mapping[str, tuple[Reading, ...]] | None = None) -> None:
        self._surnames = surnames_of(shipped("names")) if surnames is None else surnames
        self._as_word = cache(self._read_as_word)

    def readings(self, han: str) -> list[list[str]]:
        """The likeliest readings of a name, one syllable per character, ü written v; at most READINGS, none twice.

        What it begins with is read as a surname of one or two characters and as words, all others as words first.
        """
        partial: list[tuple[int, Reading]] = [(0, ())]
        for options in self._parts(han):
            longer = [(cost + more, (*done, *option)) for cost, done in partial for more, option in enumerate(options)]
            partial = sorted(longer, key=lambda entry: entry[0])[:READINGS]
        return [list(syllables) for syllables in dict.fromkeys(syllables for _, syllables in partial) if syllables]

    def _parts(self, han: str) -> Iterator[list[Reading]]:
        """The readings of each part of the name, the commonest first: a surname of two characters is one part."""
        start = 0
        if len(han) > 1 and (compound := self._surnames.get(han[:2])):
            start = 2
            yield list(compound)
        for place, character in enumerate(han[start:], start):
            known = self._surnames.get(character, ())
            words = tuple((syllable,) for syllable in self._as_word(character))
            if options := known if known and place == 0 else tuple(dict.fromkeys((*words, *known))):
                yield list(options)

    def _read_as_word(self, character: str) -> tuple[str, ...]:
        """How a character is read in words, but for what hardly occurs; only its first where a surname's are known."""
        found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        every = [syllable.replace("ü", "v") for syllable in found[0]] if found else []
        if len(every) < 2 or character in self._surnames:
            return tuple(every[:1])
        heard = _in_phrases().get(character, Counter())
        enough = max(_COMMON_TIMES, _COMMON_SHARE * sum(heard.values()))
        return tuple(syllable for syllable in every if syllable == every[0] or heard[syllable] >= enough)


@cache
def _in_phrases() -> Mapping[str, Counter[str]]:
    """How often each character is read how in the package's phrases; counted once, in a quarter of a second."""
    counts: dict[str, Counter[str]] = {}
    plain = cache(lambda syllable: to_normal(syllable, v_to_u=False).replace("ü", "v"))
    for phrase, readings in phrases_dict.items():
        if len(phrase) == len(readings):
            for character, (reading, *_) in zip(phrase, readings, strict=True):
                counts.setdefault(character, Counter())[plain(reading)] += 1
    return counts
