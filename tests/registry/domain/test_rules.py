"""The dated rules of the register: what happens where the table does not hold a limit."""

from dataclasses import replace
from datetime import date

import pytest

from services.registry.domain.rules import NAME_AFTER_CHANGE
from shared.clock.rules import LimitMissing, RuleTable
from tests.builders_registry import MONDAY, RULES


def test_a_limit_that_the_table_does_not_hold_is_missed_by_name_and_day() -> None:
    kept = tuple(rule for rule in RULES.table.rules if rule.code != NAME_AFTER_CHANGE)
    with pytest.raises(LimitMissing) as missing:
        replace(RULES, table=RuleTable(kept)).end(NAME_AFTER_CHANGE, MONDAY)
    assert missing.value.params == {"code": NAME_AFTER_CHANGE, "day": date(2026, 3, 2)}
