"""What an organisation was before: facts of the certificate in two times, changes, corrections, steps of its life."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.noted import Noted
from services.registry.domain.particulars import Particulars
from shared.kernel.act import Act
from shared.kernel.dated import Dated

CHANGEABLE = ("name", "street_code", "address", "supervisor", "legal_representative")
"""What may be changed by a change of registration (变更登记); code, kind and founding date stay for ever."""

Facts = dict[str, Dated[str]]
"""The changeable facts of the certificate, each with its history in two times."""


@dataclass(frozen=True)
class Change:
    """A change of registration (变更登记): what was true until ``effective_on``, and what is true since, by field."""

    before: dict[str, str]
    after: dict[str, str]
    effective_on: date
    decision_no: str
    told: Noted


@dataclass(frozen=True)
class Correction:
    """What the particulars were before a correction (更正), and why: nothing is overwritten unseen.

    ``holds_name`` says that others may not take the name of before for a time; not so until November 2026.
    ``import_id`` is the import of a file that corrected it, where one did.
    """

    before: Particulars
    fields: tuple[str, ...]
    reason: str
    told: Noted
    holds_name: bool = False
    import_id: str = ""


@dataclass(frozen=True)
class Step:
    """A step of the legal life: which state, on what decision, told by whom; a suspension says until when."""

    status: OrganisationStatus
    decision_no: str
    told: Noted
    until: date | None = None


def begun(particulars: Particulars, act: Act) -> Facts:
    """The facts as they are first written down; since when they are true, the certificate does not say."""
    return {name: Dated[str]().change(getattr(particulars, name), None, act.recorded_at, act.by) for name in CHANGEABLE}


def changed(facts: Facts, after: Mapping[str, str], on: date, act: Act) -> Facts:
    """The facts after some of them changed in the world on a day."""
    return facts | {name: facts[name].change(value, on, act.recorded_at, act.by) for name, value in after.items()}


def changed_back(facts: Facts, before: Mapping[str, str], on: date, act: Act) -> Facts:
    """The facts after a change of that day proved to be none: what was true before it stays so; later changes stay."""
    return facts | {name: facts[name].correct(value, on, act.recorded_at, act.by) for name, value in before.items()}


def corrected(facts: Facts, right: Particulars, today: date, act: Act) -> Facts:
    """The facts after what stands in the register today was put right; changes that came later stay."""
    wrong = [name for name in CHANGEABLE if facts[name].at(today) != getattr(right, name)]
    return facts | {name: facts[name].correct(getattr(right, name), today, act.recorded_at, act.by) for name in wrong}


def as_of(facts: Facts, particulars: Particulars, today: date) -> Particulars:
    """The particulars with the facts that are true on a day."""
    true: dict[str, Any] = {name: fact.at(today) for name, fact in facts.items()}
    return replace(particulars, **true)
