"""Dual control (双人复核): what one person proposed holds once another has confirmed exactly what they were shown.

Every matter of two persons uses this, and nothing else compares who proposed with who confirms.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Annotated, Any, Generic, Protocol, Self, TypeVar

from annotated_types import MaxLen

from shared.kernel.act import Act
from shared.kernel.errors import Conflict, DomainError
from shared.kernel.labels import Label, Schema, SchemaHandler


class Decidable(Protocol):
    """What waits until somebody has decided about it."""

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""


T = TypeVar("T")
D = TypeVar("D", bound=Decidable)


class AsShown:
    """What a form carries back just as it was shown, as ``Annotated`` metadata; nobody types it. ``x-shown``."""

    def __get_pydantic_json_schema__(self, core_schema: object, handler: SchemaHandler) -> Schema:
        """Mark the field's own schema."""
        return {**handler(core_schema), "x-shown": True}


ReviewCode = Annotated[
    str,
    Label(
        "复核码",
        "Review code",
        "由所批准的内容算出，内容变了它就不同",
        "It follows from what was confirmed: other content, another code",
    ),
    MaxLen(64),
]
"""The hash (SHA-256, hexadecimal) of what the second person was shown."""
Seen = Annotated[ReviewCode, AsShown()]


class SeenHasChanged(Conflict):
    """The second person confirms something else than what stands there now."""

    slug = "seen-has-changed"
    zh = "您核对的内容已经变了，没有批准。请重新核对，再决定。"
    en = "What you saw has changed, so nothing was confirmed. Look again, then decide."


@dataclass(frozen=True)
class DualControl(Generic[T]):
    """A matter that takes two persons: what is refused where nothing waits, and to whoever may not be the second.

    ``proposers`` tells of what waits the user names of those who do not confirm it: by default whoever did its
    ``proposed`` act, or is its ``proposed_by`` or ``by``.
    """

    name: str
    nothing_waits: type[DomainError]
    needs_another: type[DomainError]
    proposers: Callable[[T], tuple[str, ...]] = lambda what: (_proposer(what),)

    @property
    def refusals(self) -> tuple[type[DomainError], ...]:
        """What every confirmation may refuse."""
        return (self.nothing_waits, self.needs_another, SeenHasChanged)

    def waiting(self, about: str, what: T | None, *beside: object) -> "Proposal[T]":
        """What waits for a second person in ``about`` (an id), shown with what stands ``beside`` it.

        Raises ``nothing_waits`` where nothing does, because it was never proposed or is decided already.
        """
        if what is None:
            raise self.nothing_waits
        return Proposal(what, self, about, beside)


@dataclass(frozen=True)
class Proposal(Generic[T]):
    """What was proposed, and what else the second person is shown with it; both as they stand now."""

    what: T
    matter: DualControl[T]
    about: str
    beside: tuple[object, ...] = field(default=())

    @property
    def proposed_by(self) -> tuple[str, ...]:
        """The user names of those who do not confirm it."""
        return self.matter.proposers(self.what)

    @property
    def review_code(self) -> str:
        """The hash of all that the second person is shown; the same for as long as nothing of it changes."""
        shown = canonical([self.matter.name, self.about, self.what, *self.beside])
        return sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def require_another(self, by: str) -> Self:
        """The proposal, which ``by`` did not make. Raises ``needs_another``."""
        if not is_another(by, self.proposed_by):
            raise self.matter.needs_another
        return self

    def confirm(self, act: Act) -> T:
        """What the second person has confirmed by this act, having seen it as it stands now.

        Raises ``needs_another``, or SeenHasChanged.
        """
        if act.seen != self.require_another(act.by).review_code:
            raise SeenHasChanged
        return self.what


def last_waiting(proposed: Sequence[D]) -> D | None:
    """The last of what was ever proposed, while it waits; there is never more than one that does."""
    return next((one for one in proposed[-1:] if one.waits), None)


def is_another(by: str, proposed_by: Collection[str]) -> bool:
    """Whether ``by`` is none of those who proposed something."""
    return by not in proposed_by


def refused_to(by: str, proposed_by: str) -> str | None:
    """Who is to hear that ``by`` declined a proposal; nobody where that is the proposer, who took it back."""
    return proposed_by if proposed_by and is_another(by, (proposed_by,)) else None


def canonical(value: object) -> Any:
    """A value as it is hashed: the same for equal values, whatever they were stored and read as.

    A field that has its default is left out, so that a field that is added later changes no code of before.
    """
    if is_dataclass(value):
        told = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: canonical(given) for one, given in told if given != _default(one)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [canonical(one) for one in value]
    if isinstance(value, frozenset):
        return sorted(map(canonical, value))
    return value if value is None or isinstance(value, str | int) else str(value)


def _proposer(what: Any) -> Any:
    act = getattr(what, "proposed", what)
    return getattr(act, "proposed_by", None) or act.by


def _default(one: Any) -> object:
    return one.default_factory() if one.default_factory is not MISSING else one.default
