"""Tests of how a name may differ from the one that is looked for."""

import pytest

from services.registry.adapters.search_words import readings
from services.registry.domain.name_search import SoughtName, Sounding, differs_by_one, without_ending
from services.registry.domain.place_levels import without_levels


def sought(typed: str) -> SoughtName:
    return SoughtName(typed, readings)


def sounding(name: str) -> Sounding:
    return Sounding(name, readings(without_levels(name)))


def test_levels_of_places_and_places_of_the_district_may_be_left_out() -> None:
    name = sought("宁波市奉化区爱心协会")
    assert (name.spellings, name.core) == (["宁波市奉化区爱心协会", "宁波奉化爱心协会"], "爱心协会")
    assert (sought("奉化区").bare, sought("奉化区").core, sought("区").spellings) == ("奉化", "奉化", ["区"])


@pytest.mark.parametrize(
    ("typed", "left"), [("宁波市奉化区爱心协会", ["爱心协会"]), ("爱心协会", []), ("奉化区", []), ("奉化区善", [])]
)
def test_name_is_looked_for_without_its_place_only_where_one_was_left_out(typed: str, left: list[str]) -> None:
    assert sought(typed).without_place == left


def test_han_characters_are_followed_by_sound_and_letters_are_not() -> None:
    assert "fenghuaaixin" in sought("奉化区艾心").sounds
    assert "aixin" in sought("奉化区艾心").sounds
    assert {"danhui", "shanhui"} <= set(sought("单会").sounds)
    assert sought("aixin").sounds == sought("aixin").half_sounds == sought("aixin").stem_sounds == []


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("爱西", "爱心社", False),
        ("艾心", "爱心社", True),
        ("善会", "单会", True),
        ("奉化艾心", "溪口爱心社", True),
        ("艾", "爱心社", False),
    ],
)
def test_name_sounds_the_same_in_whole_syllables_and_in_any_reading(typed: str, name: str, fits: bool) -> None:
    assert sought(typed).sounds_like(sounding(name)) is fits


@pytest.mark.parametrize(
    ("typed", "word"),
    [("0146", "#6410"), ("mj90000146", "#64100009jm"), ("014", ""), ("abcd", ""), ("0" * 19, ""), ("爱心0146", "")],
)
def test_end_of_a_code_has_four_characters_and_a_digit(typed: str, word: str) -> None:
    assert sought(typed).end_of_code == word


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("奉化爱心学会", "宁波市奉化区爱心协会", True),
        ("奉化爱心中心", "宁波市奉化区爱心协会", True),
        ("艾心商会", "奉化区爱心志愿者协会", True),
        ("奉化爱心学会", "宁波市奉化区同心协会", False),
        ("奉化爱心学会", "宁波市奉化区爱心", False),
    ],
)
def test_name_fits_but_for_its_ending(typed: str, name: str, fits: bool) -> None:
    assert sought(typed).fits_but_for_ending(sounding(name)) is fits
    assert sought(typed).stem_sounds[0] == "aixin"


@pytest.mark.parametrize("ending", ["协会", "志愿者协会"])
def test_an_ending_alone_is_a_name(ending: str) -> None:
    assert without_ending(ending) in ("协会", "志愿者")
    assert sought("协会").stem_sounds == []


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("锋之声爱心服务", True),
        ("锋之爱心服务", True),
        ("锋之社的爱心服务", True),
        ("锋之社", True),
        ("锋的声爱心", False),
    ],
)
def test_one_character_may_be_another_missing_or_too_much(typed: str, fits: bool) -> None:
    name = "奉化区锋之社爱心服务协会"
    assert sought(typed).nearly_fits(sounding(name)) is fits


def test_either_half_of_a_name_with_one_wrong_character_is_right() -> None:
    assert sought("剡溪助学基金会").half_sounds == ["shanxi", "zhuxuejijinhui"]
    assert sought("爱心会").half_sounds == []


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("abc", "xabcx", True),
        ("abc", "ab", True),
        ("abc", "axcx", True),
        ("abc", "xaxbcx", True),
        ("abc", "xcba", False),
        ("abc", "", False),
    ],
)
def test_sequences_differ_by_one(one: str, other: str, fits: bool) -> None:
    assert differs_by_one(tuple(one), tuple(other)) is fits


@pytest.mark.parametrize(("typed", "nothing"), [("？！…", True), ("  ", False), ("", False), ("爱心", False)])
def test_signs_alone_say_nothing_to_look_for(typed: str, nothing: bool) -> None:
    assert sought(typed).says_nothing is nothing
