"""Which names are taken, by whom and until when (社会组织名称管理办法, 民政部令第69号, 第十六条).

The register compares whole names, made comparable; it holds no names split into shop name, field and form. A whole name
that is the same has the same of all three, so what is refused here must be refused. Names count by registering office.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from services.registry.domain import errors, rules
from services.registry.domain.history import Correction
from services.registry.domain.kinds import BlockReason, OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.particulars import Particulars
from services.registry.domain.place_levels import without_places_above
from services.registry.domain.rules import RegisterRules
from shared.kernel.calendar import local_date, local_instant
from shared.kernel.dated import Span
from shared.kernel.texts import held_key


@dataclass(frozen=True)
class NameBlock:
    """A name that nobody may take before ``until`` (UTC), although nobody bears it any more, and why."""

    name: str
    why: BlockReason
    until: datetime


class Bearer(Protocol):
    """An organisation, as far as names go."""

    @property
    def particulars(self) -> Particulars:
        """Its name and code."""

    @property
    def status(self) -> OrganisationStatus:
        """Its legal state."""

    @property
    def blocked(self) -> Sequence[NameBlock]:
        """The names that it keeps others from."""


class Ending(Protocol):
    """A step of the legal life."""

    @property
    def status(self) -> OrganisationStatus:
        """What it led to."""

    @property
    def told(self) -> Noted:
        """When it was true."""


def is_borne(status: OrganisationStatus) -> bool:
    """Whether an organisation in this state still bears its name: also one whose certificate was withdrawn does, until
    it is deregistered.
    """
    return not status.has_ended or status is OrganisationStatus.LICENCE_WITHDRAWN


def name_key(name: str, uscc: str, table: RegisterRules) -> str:
    """The name made comparable, within its registering office; the office of this register goes without saying.

    So do the places above it: 宁波市奉化区… is 奉化区….
    """
    authority, key = table.authority(uscc), held_key(name)
    return without_places_above(key) if authority == table.home else f"{authority}:{key}"


def keys_held(bearer: Bearer, table: RegisterRules) -> list[str]:
    """Every name that nobody else may take, made comparable: the one that is borne, and those that are blocked."""
    borne = [bearer.particulars.name] if is_borne(bearer.status) else []
    held = [*borne, *(one.name for one in bearer.blocked)]
    return sorted({name_key(name, bearer.particulars.uscc, table) for name in held})


def refusal(wanted: Particulars, bearer: Bearer, table: RegisterRules) -> errors.NameTaken | None:
    """Why the wanted name is not to be had beside this organisation; None where it is."""
    key, theirs = name_key(wanted.name, wanted.uscc, table), bearer.particulars
    if wanted.uscc == theirs.uscc:
        return None
    if is_borne(bearer.status) and name_key(theirs.name, theirs.uscc, table) == key:
        status = bearer.status.label
        return errors.NameBorne(name=theirs.name, uscc=theirs.uscc, status_zh=status.zh, status_en=status.en.lower())
    block = max(
        (one for one in bearer.blocked if name_key(one.name, theirs.uscc, table) == key),
        key=lambda one: one.until,
        default=None,
    )
    if block is None:
        return None
    last = local_date(block.until - timedelta(microseconds=1))
    why = block.why.label
    return errors.NameBlocked(name=block.name, uscc=theirs.uscc, why_zh=why.zh, why_en=why.en, until=last)


def wrong_names(corrections: Iterable[Correction]) -> list[tuple[str, Noted]]:
    """Names that stood wrong and are held all the same, with the correction that ended them."""
    return [(one.before.name, one.told) for one in corrections if one.holds_name]


def former_names(spans: Sequence[Span[str]], name: str) -> list[str]:
    """What it was called before, the latest first: people look for it by these too."""
    return list(dict.fromkeys(span.value for span in reversed(spans) if span.value != name))


def blocks(
    spans: Sequence[Span[str]],
    name: str,
    steps: Iterable[Ending],
    corrected: Iterable[tuple[str, Noted]],
    *,
    table: RegisterRules,
    now: datetime,
) -> list[NameBlock]:
    """The names of one organisation that are blocked at an instant: given up by a change or ended with it.

    So are those that were ``corrected``, as long as after a change: one person alone sets no name free.
    """
    found = [*_given_up(spans, name, table), *_ended(name, steps, table)]
    for before, told in corrected:
        if before != name:
            until = table.end(rules.NAME_AFTER_CHANGE, told.since)
            found.append(NameBlock(before, BlockReason.CORRECTED, until))
    return [one for one in found if one.until > now]


def _given_up(spans: Sequence[Span[str]], name: str, table: RegisterRules) -> Iterator[NameBlock]:
    for span in spans:
        if span.end is not None and span.value != name:
            until = table.end(rules.NAME_AFTER_CHANGE, _start_of(span.end))
            yield NameBlock(span.value, BlockReason.CHANGED, until)


def _ended(name: str, steps: Iterable[Ending], table: RegisterRules) -> Iterator[NameBlock]:
    for step in steps:
        if step.status is OrganisationStatus.DEREGISTERED:
            until = table.end(rules.NAME_AFTER_DEREGISTRATION, step.told.since)
            yield NameBlock(name, BlockReason.DEREGISTERED, until)
        elif step.status is OrganisationStatus.REVOKED:
            yield NameBlock(name, BlockReason.REVOKED, table.end(rules.NAME_AFTER_REVOCATION, step.told.since))


def _start_of(day: date) -> datetime:
    return local_instant(day, time.min)
