"""Places are found by what they are called, and by what they were called."""

import pytest

from services.registry.domain.speech import hear
from services.registry.queries.place_choices import place_choices
from tests.builders_registry import PLACES


@pytest.mark.parametrize("words", ["襄樊", "襄樊市", "湖北襄樊"])
def test_a_place_is_found_by_the_name_that_it_had(words: str) -> None:
    named = place_choices(PLACES, words)[0]
    assert (named.code, named.full_name) == ("420600", "湖北省襄阳市")
    assert (named.former_name, named.former_until) == ("襄樊市", "2010")


def test_a_name_of_today_comes_before_a_former_one() -> None:
    first, second = place_choices(PLACES, "徽州")[:2]
    assert (first.name, first.former_name) == ("徽州区", "")
    assert (second.name, second.former_name) == ("黄山市", "徽州地区")


def test_a_county_that_changed_its_code_three_times_is_found_by_its_first_name() -> None:
    assert [(one.full_name, one.former_name) for one in place_choices(PLACES, "奉化县")] == [
        ("浙江省宁波市奉化区", "奉化县")
    ]


def test_what_is_heard_under_a_former_name_is_where_that_is_today() -> None:
    assert [place.name for place in hear("襄樊口音", PLACES).places] == ["襄阳市"]
    assert [place.name for place in hear("像是襄樊那边的，公园里见过", PLACES).places] == ["襄阳市"]
