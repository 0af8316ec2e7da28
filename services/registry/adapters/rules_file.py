"""Reads the rules of the register from their file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from services.registry.domain.kinds import OrganisationKind
from services.registry.domain.rules import RegisterRules, ReportRule
from shared.clock.rules import LimitUnit, RuleTableWrong, Status, read_rules

RULES = Path(__file__).parents[1] / "rules.toml"
"""The rules that come with the service."""


@cache
def register_rules(path: Path = RULES) -> RegisterRules:
    """All rules of a file. Raises RuleTableWrong, naming what is wrong."""
    table = read_rules(path)
    for rule in table.rules:
        if rule.unit is not LimitUnit.MONTHS or rule.rolls:
            raise RuleTableWrong(f"{path}: limit {rule.version} must count whole months and not roll")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        reports = tuple(_report(entry) for entry in written["annual_report"])
        authority = written["authority"]
        return RegisterRules(table, reports, authority["home"], authority["succeeded"])
    except (KeyError, TypeError, ValueError) as error:
        raise RuleTableWrong(f"{path}: {error}") from error


def _report(entry: dict[str, Any]) -> ReportRule:
    plain = dict(entry)
    if ("year" in plain) == ("first_year" in plain):
        raise ValueError("an annual report is of one year, or of every year from a first one")
    if not plain["source"].strip():
        raise ValueError("an annual report needs a legal source")
    return ReportRule(
        **{
            **plain,
            "kinds": frozenset(map(OrganisationKind, plain["kinds"])),
            "due": _month_and_day(plain["due"]),
            "registered_by": _month_and_day(plain["registered_by"]),
            "status": Status(plain["status"]),
        }
    )


def _month_and_day(text: str) -> tuple[int, int]:
    month, day = map(int, text.split("-"))
    return month, day
