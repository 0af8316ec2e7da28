"""Two people changed the same thing: what only one changed is merged, what both changed is shown side by side."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

SEEN, BOTH, TAKE = "_seen", "_both", "_take"
"""What the form showed when it was opened; which fields both changed; ``newest`` where the other's are taken."""
NEWEST = "newest"
Values = Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed; ``both`` when this person changed it too, to something else."""

    name: str
    newest: str
    mine: str
    both: bool


@dataclass(frozen=True)
class Merge:
    """What came together: the values to go on with, and what somebody else changed, by whom and when."""

    merged: dict[str, str]
    differences: list[Difference]
    by: str | None
    at: datetime | None

    @property
    def both(self) -> str:
        """The fields that both changed, as the form carries them."""
        return " ".join(one.name for one in self.differences if one.both)


def merge(seen: Values, mine: Values, newest: Values, by: str | None, at: datetime | None) -> Merge:
    """Merge two people's changes. A field that this person did not touch takes its newest value."""
    differences, merged = [], dict(mine)
    for name, value in newest.items():
        before, typed = seen.get(name), mine.get(name, "")
        if same(value, typed) or same(value, before):
            continue
        both = not same(typed, before)
        differences.append(Difference(name, value, typed, both))
        if not both:
            merged[name] = value
    return Merge(merged, differences, by, at)


def same(one: str, other: str | None) -> bool:
    """Whether two texts are the same to a person: browsers send other line ends than they were given."""
    return other is not None and one.split() == other.split()


def written(values: Values) -> str:
    """What the form shows, for the form to carry."""
    return json.dumps(dict(values), ensure_ascii=False)


def read(carried: str) -> dict[str, str]:
    """What the form showed when it was opened; nothing when it does not say so."""
    try:
        found = json.loads(carried or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def taken(typed: Values) -> dict[str, str]:
    """What was typed; where the person chose so, the other's values in the fields that both changed."""
    if typed.get(TAKE) != NEWEST:
        return dict(typed)
    seen = read(typed.get(SEEN, ""))
    return {**typed, **{name: seen[name] for name in typed.get(BOTH, "").split() if name in seen}}
