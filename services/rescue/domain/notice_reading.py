"""How somebody reads a notice's text: folded for the check of its words, each character with its place in the original.

What nobody sees and marks above or below letters go; letters and digits of other scripts and shapes that look like
Latin ones become these (a selection of confusables.txt of Unicode's UTS 39); signs between Han characters go, and those
between digits become one hyphen.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from shared.kernel.texts import without_unseen

_LOOKS_LIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅԚԜҺаеорсухіјѕԛԝһвкмнтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχϲıɑɡⅼ",
    "ABEKMHOPCTYXIJSQWhaeopcyxijsqwhbkmhtABEZHIKMNOPTYXabeiknoptuxciagl",
)
"""Cyrillic and Greek letters, and a few others, that are drawn like Latin ones."""
_ROUND = {"0": "oO〇○◯⚪⭕", "1": "lI|"}
"""What stands for a digit where it stands beside one."""
_DIGIT = {like: digit for digit, all_like in _ROUND.items() for like in all_like}
_HAN = re.compile(r"[\u3005\u3007\u3400-\u9fff\U00020000-\U0003134f]")
_SENTENCE = frozenset("，。；：、！？,;:!?\n")
"""Signs that part what is said; two words around one of them are two words."""


@dataclass(frozen=True)
class Reading:
    """A folded text and where in the original each of its characters stands; ``parts`` are places after which a sign
    that parts sentences was left out.
    """

    text: str
    places: tuple[int, ...]
    parts: frozenset[int] = frozenset()

    def parted(self, start: int, end: int) -> bool:
        """Whether a sign that parts sentences was left out within."""
        return any(start < at < end for at in self.parts)


def readings(raw: str) -> Iterator[Reading]:
    """The text with what parts sentences, and once more read across it where that is another text."""
    folded = _numbers(list(_folded(raw)))
    kept = _joined(folded, across=False)
    yield kept
    across = _joined(folded, across=True)
    if across.text != kept.text:
        yield across


def compared(raw: str) -> str:
    """The text as phrases are looked for in it: folded, without spaces."""
    return "".join(_joined(_numbers(list(_folded(raw))), across=False).text.split())


def _folded(raw: str) -> Iterator[tuple[str, int]]:
    for at, character in enumerate(raw):
        if not without_unseen(character):
            continue
        value = unicodedata.digit(character, None)
        plain = str(value) if value is not None else unicodedata.normalize("NFKD", character)
        for one in plain.translate(_LOOKS_LIKE):
            if not unicodedata.category(one).startswith("M"):
                yield (" " if one.isspace() and one != "\n" else one), at


def _numbers(folded: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Letters that stand for digits beside a digit become it: ``138OOOO1111``. All letters become small."""
    read: list[tuple[str, int]] = []
    for one, at in folded:
        beside = read[-1][0] if read else ""
        read.append((_DIGIT[one] if one in _DIGIT and "0" <= beside <= "9" else one, at))
    return [(small, at) for one, at in read for small in one.lower()]


def _joined(folded: list[tuple[str, int]], *, across: bool) -> Reading:
    """Without the signs between two Han characters; ``across``: also without those that part sentences."""
    text: list[str] = []
    places: list[int] = []
    parts: set[int] = set()
    gap: list[tuple[str, int]] = []
    for one, at in folded:
        if not one.isalnum() and not _HAN.fullmatch(one):
            gap.append((one, at))
            continue
        signs = {sign for sign, _ in gap}
        between = text and _HAN.fullmatch(text[-1]) and _HAN.fullmatch(one)
        if gap and between and (across or not signs & _SENTENCE):
            parts |= {len(text)} if signs & _SENTENCE else set()
        else:
            number = bool(text) and text[-1].isdecimal() and one.isdecimal() and not signs & _SENTENCE
            gap = [("-", gap[0][1])] if gap and number else gap
            text += [sign for sign, _ in gap]
            places += [place for _, place in gap]
        gap = []
        text.append(one)
        places.append(at)
    text += [sign for sign, _ in gap]
    places += [place for _, place in gap]
    return Reading("".join(" " if one == "\n" else one for one in text), tuple(places), frozenset(parts))
