"""Tests of texts as people type them: what nobody sees goes, what people see stays."""

import pytest

from shared.kernel.texts import half_width, legible, without_unseen


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("\u200b\u200b", ""),
        ("\u202eabc协会", "abc协会"),
        ("王\u3164\u115f\u1160\uffa0\u034f\u2065", "王"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("第一行\n第二行\t完", "第一行\n第二行\t完"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ({"names": ["\ufeff王", 3], "age": None}, {"names": ["王", 3], "age": None}),
    ],
)
def test_characters_that_nobody_sees_go(typed: object, kept: object) -> None:
    assert legible(typed) == kept


def test_what_is_nested_without_end_is_left_to_be_refused() -> None:
    deep: object = "\u200b"
    for _ in range(700):
        deep = [deep]
    assert legible(deep) == deep


def test_full_width_is_half_width_and_other_digits_stay_what_they_are() -> None:
    assert half_width("２０２６－０１　Ｘ") == "2026-01 X"
    assert half_width("²٣张") == "²٣张"


@pytest.mark.parametrize(
    "point", [0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200D, 0x2800, 0x3164, 0xFE0F, 0xFFA0, 0xE0001, 0xE01EF]
)
def test_what_shows_nothing_by_itself_goes_from_texts_that_are_compared_or_published(point: int) -> None:
    assert without_unseen(f"救{chr(point)}助\n站") == "救助\n站"
