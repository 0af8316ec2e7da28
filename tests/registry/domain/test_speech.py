"""Reading what people say about speech and origin."""

import pytest

from services.registry.domain.speech import hear
from tests.builders_registry import PLACES


@pytest.mark.parametrize(
    ("words", "places", "groups"),
    [
        ("像安徽话", ["安徽省"], set()),
        ("阜阳一带", ["阜阳市"], set()),
        ("像安徽话, 阜阳一带", ["阜阳市"], set()),
        ("好像是阜阳临泉那边", ["临泉县"], set()),
        ("安徽省阜阳市", ["阜阳市"], set()),
        ("广东话", ["广东省"], {"yue"}),
        ("说客家话", [], {"hakka"}),
        ("四川话，成都", ["成都市"], set()),
        ("阜阳城区", ["阜阳市"], set()),
        ("像闽南语，漳州", ["漳州市"], {"min_nan"}),
        ("河南或者安徽", ["河南省", "安徽省"], set()),
        ("吉林", ["吉林省"], set()),
        ("听不出", [], set()),
        ("", [], set()),
        (None, [], set()),
    ],
)
def test_hear_finds_the_narrowest_places_and_the_dialect_groups(
    words: str | None, places: list[str], groups: set[str]
) -> None:
    heard = hear(words, PLACES)
    assert [place.name for place in heard.places] == places
    assert heard.groups == groups


def test_a_name_that_many_counties_share_means_all_of_them_when_it_stands_alone() -> None:
    assert len(hear("鼓楼区", PLACES).places) > 2


def test_a_shared_name_beside_its_province_means_the_one_inside() -> None:
    assert [place.code for place in hear("福建福州鼓楼", PLACES).places] == ["350102"]
