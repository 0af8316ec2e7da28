"""What the journals and ledgers of a run under fire say: what was lost, doubled or swapped, and how soon it went on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf, isinf
from pathlib import Path

Kills = Sequence[tuple[str, float]]
"""Who was killed, and when, in the order it happened."""


@dataclass
class Journals:
    """What all replicas wrote down, as (counter, value) with the time: answered commands, effects, and repeats."""

    answered: dict[tuple[str, int], float] = field(default_factory=dict)
    effects: list[tuple[str, int, float]] = field(default_factory=list)
    repeats: int = 0

    @classmethod
    def read(cls, files: Iterable[Path]) -> "Journals":
        """All lines of all files; a line cut by a SIGKILL is left out."""
        found = cls()
        for file in files:
            for line in file.read_text("ascii").splitlines() if file.exists() else ():
                parts = line.split(" ")
                if len(parts) == 4:
                    found._take(parts[0], parts[1], int(parts[2]), float(parts[3]))
        return found

    def _take(self, letter: str, counter_id: str, value: int, at: float) -> None:
        match letter:
            case "A":
                self.answered[counter_id, value] = at
            case "E":
                self.effects.append((counter_id, value, at))
            case "D":
                self.repeats += 1

    def recoveries(self, kills: Kills) -> list[float]:
        """For each kill, in its order, the seconds until a command answered after it had its effect; else infinite."""
        effects = sorted((at, self.answered.get((i, value), 0.0)) for i, value, at in self.effects)
        return [next((at - when for at, answered in effects if answered > when), inf) for _, when in kills]


@dataclass(frozen=True)
class Findings:
    """The counters' own values, and what was answered of them, against what the ledgers absorbed."""

    events: int
    lost: int
    applied_twice: int
    order_breaks: int

    @classmethod
    def of(cls, counters: Mapping[str, int], ledgers: Mapping[str, Sequence[int]], journals: Journals) -> "Findings":
        """Compare. An answered command that its counter no longer knows is lost as much as one without effect."""
        highest: dict[str, int] = {}
        for counter_id, value in journals.answered:
            highest[counter_id] = max(value, highest.get(counter_id, 0))
        lost = applied_twice = order_breaks = 0
        for counter_id, value in counters.items():
            values = ledgers.get(counter_id, ())
            lost += len(set(range(1, value + 1)) - set(values)) + max(0, highest.get(counter_id, 0) - value)
            applied_twice += len(values) - len(set(values))
            order_breaks += sum(after < before for before, after in pairwise(values))
        lost += sum(value for counter_id, value in highest.items() if counter_id not in counters)
        return cls(sum(counters.values()), lost, applied_twice, order_breaks)


def complaints(
    found: Findings, *, logged: int, kept: Mapping[str, int], unfinished: int, recoveries: Sequence[float]
) -> list[str]:
    """Each guarantee that this run broke, or could not show because nothing was measured.

    ``kept`` counts what stands in the journal of the ``writing`` and of the ``reading`` side, and what is ``wrong``.
    """
    never = sum(map(isinf, recoveries))
    said = {
        "no event was measured": found.events == 0,
        "no kill was measured": not recoveries,
        f"{found.lost} lost": found.lost > 0,
        f"{found.applied_twice} applied twice": found.applied_twice > 0,
        f"{found.order_breaks} out of order": found.order_breaks > 0,
        f"{unfinished} left unfinished": unfinished > 0,
        f"{logged} in the publisher's log, but {found.events} events": logged != found.events,
        f"{kept['writing']} in the writing journal, but {found.events} events": kept["writing"] != found.events,
        f"{kept['reading']} in the reading journal, but {found.events} events": kept["reading"] != found.events,
        f"{kept['wrong']} wrong in the journals": kept["wrong"] > 0,
        f"no effect any more after {never} kills": never > 0,
    }
    return [sentence for sentence, broken in said.items() if broken]


def percentile(times: Sequence[float], share: float) -> float:
    """The value below which this share of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]
