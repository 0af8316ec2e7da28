"""What this house set itself is not said to be reported law."""

from pathlib import Path

from services.rescue.domain.departure_demands import DEMANDS
from services.rescue.domain.departure_rules import RULES
from shared.clock.rules import Status, read_rules

LIMITS = Path(__file__).parents[3] / "services" / "rescue" / "limits.toml"


def test_rule_of_this_house_says_that_it_is_one() -> None:
    sources = [(one.source, one.status) for one in (*read_rules(LIMITS).rules, *RULES, *DEMANDS)]
    assert any(status is Status.HOUSE for _, status in sources)
    assert all((status is Status.HOUSE) == source.startswith("本站自定") for source, status in sources)
