"""Tests of how words are made comparable."""

import pytest

from services.registry.domain.place_levels import places_of_levels, without_levels
from shared.kernel.texts import search_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("锋之社", "锋之社"),
        ("ＦＺＳ（奉化）", "fzs奉化"),
        (" A_b-C · 1 ", "abc1"),
        ("", ""),
        ("（）", ""),
    ],
)
def test_search_key_keeps_only_what_is_compared(text: str, key: str) -> None:
    assert search_key(text) == key


@pytest.mark.parametrize(
    ("key", "places"),
    [("奉化区爱心协会", {2}), ("宁波市奉化区锦屏街道商会", {2, 5, 8, 9}), ("爱心协会", set())],
)
def test_places_of_levels_are_those_of_the_characters_that_are_left_out(key: str, places: set[int]) -> None:
    assert places_of_levels(key) == places
    assert without_levels(key) == "".join(one for place, one in enumerate(key) if place not in places)
