"""What each way of leaving asks for, as the page of rules tells it."""

from datetime import date

from services.rescue.domain.departure_demands import DatedDemand, demands
from services.rescue.domain.departure_rules import RULES
from services.rescue.domain.kinds import Departure
from tests.builders_rescue import CLOCKS
from tests.rescue.domain.test_limits_table import ROWS


def told(on: date = date(2026, 9, 28)) -> list[DatedDemand]:
    return list(demands(CLOCKS.rules, on))


def test_every_way_of_leaving_says_what_it_asks_for_with_source() -> None:
    assert {one.how for one in told()} == set(Departure) - {Departure.WENT_HOME}, "home is a way of leaving alone"
    for one in told():
        assert one.source
        assert "{" not in one.words.zh + one.words.en


def test_numbers_are_those_by_which_departures_are_judged() -> None:
    words = [one.words.zh for one in told()]
    for rule in RULES:
        assert any(str(rule.amount) in text for text in words), rule
        assert {(one.source, one.status) for one in told()} >= {(rule.source, rule.status)}
    assert f"入站超过 {ROWS['settlement'].amount} 个月" in words


def test_the_text_in_force_is_told_apart_from_earlier_ones() -> None:
    def alone(on: date) -> dict[str, bool]:
        return {one.words.zh[:7]: one.current for one in told(on) if one.words.zh.startswith("年满")}

    assert alone(date(2026, 9, 28)) == {"年满 18 周": True, "年满 16 周": False}
    assert alone(date(2020, 1, 1)) == {"年满 18 周": False, "年满 16 周": True}
