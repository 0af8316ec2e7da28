"""Scales of charts: round figures for the axis, places in per cent, and how many labels fit beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from shared.sheets.widths import WIDE, width_em

MOST_STEPS = 4
ROUND = (1, 2, 5, 10)
GAP_EM = 1.2


@dataclass(frozen=True)
class AxisLabel:
    """A label below a drawing: where it stands, in per cent, and to which side it reaches (``text-anchor``)."""

    x: str
    text: str
    anchor: str


def percent(part: float, whole: float = 1) -> str:
    """A share as SVG writes it."""
    return f"{100 * part / whole:.2f}%"


def steps(peak: int) -> list[int]:
    """Round figures from 0 up to the first that is not below ``peak``, at equal distances."""
    least = max(1, ceil(peak / MOST_STEPS))
    power = 10 ** (len(str(least)) - 1)
    step = next(one * power for one in ROUND if one * power >= least)
    return [step * count for count in range(max(1, ceil(peak / step)) + 1)]


def widest_em(texts: Iterable[str]) -> float:
    """About how wide the widest of them is, in em."""
    return max(map(width_em, texts))


def shortened(text: str, most_em: float) -> str:
    """The text, or its beginning with … where the whole is wider."""
    if width_em(text) <= most_em:
        return text
    kept = text
    while kept and width_em(kept) + WIDE > most_em:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def spread(labels: Sequence[tuple[float, str]], width: float) -> list[AxisLabel]:
    """Every label, or every second, third and so on from the first, so that they fit in a width in em.

    Each comes with its place, a share of the width, in ascending order; what would take half the width is shortened.
    """
    most = width / 2 - GAP_EM if len(labels) > 1 else width
    short = [(at, shortened(text, most)) for at, text in labels]
    thinned = (short[::step] for step in range(1, len(short) + 1))
    shown = next((one for one in thinned if _fit(one, width)), [])
    return [AxisLabel(percent(at), text, _anchor(at * width, width_em(text), width)) for at, text in shown]


def _fit(labels: list[tuple[float, str]], width: float) -> bool:
    """Whether all stand beside each other with a gap between."""
    reaches = [_reach(at * width, width_em(text), width) for at, text in labels]
    return all(end + GAP_EM <= begin for (_, end), (begin, _) in pairwise(reaches))


def _reach(at: float, wide: float, width: float) -> tuple[float, float]:
    """From where to where a label at a place stands, in em."""
    begin = at - {"start": 0, "middle": wide / 2, "end": wide}[_anchor(at, wide, width)]
    return begin, begin + wide


def _anchor(at: float, wide: float, width: float) -> str:
    """Labels that would stand out at a side reach inwards."""
    return "start" if at < wide / 2 else "end" if at > width - wide / 2 else "middle"
