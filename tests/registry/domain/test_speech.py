"""Reading what people say about speech and origin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.speech import Heard, hear
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


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("苗语", "miao"),
        ("说苗话的", "miao"),
        ("维吾尔语", "uyghur"),
        ("像维语", "uyghur"),
        ("藏语", "tibetan"),
        ("彝语", "yi"),
        ("壮语", "zhuang"),
        ("手语", "sign"),
        ("会打中国手语", "sign"),
        ("东乡语", "dongxiang"),
    ],
)
def test_languages_of_their_own_are_speech_and_no_place(words: str, code: str) -> None:
    assert hear(words, PLACES) == Heard((), frozenset({code}))


def test_a_place_whose_name_ends_like_a_language_is_that_place() -> None:
    assert [place.name for place in hear("丽水语", PLACES).places] == ["丽水市"]
    assert hear("丽水语", PLACES).groups == frozenset()


SPEECH_ONLY = [word for word, (_, place) in PLACES.by_speech.items() if place is None]


@given(
    st.sampled_from(SPEECH_ONLY), st.sampled_from(["", "说", "像", "好像是"]), st.sampled_from(["", "的", "，听不懂"])
)
def test_a_word_that_only_names_speech_is_never_a_place(word: str, before: str, after: str) -> None:
    heard = hear(before + word + after, PLACES)
    assert heard.places == ()
    assert PLACES.by_speech[word][0].code in heard.groups


def test_words_of_speech_are_written_once_and_name_known_places() -> None:
    words = [word for dialect in PLACES.dialects for word in dialect.words]
    assert len(words) == len(set(words))
    assert all(word in dialect.words for dialect in PLACES.dialects for word in dialect.also_places)
    assert all(code in PLACES.places for dialect in PLACES.dialects for code in dialect.also_places.values())
    areas = [area for dialect in PLACES.dialects for area in dialect.areas]
    assert all(any(code.startswith(area) for code in PLACES.places) for area in areas)
