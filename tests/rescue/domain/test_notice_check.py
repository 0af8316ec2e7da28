"""Which words of a notice are held for the second person: a table of what must be held, and of what must pass."""

from dataclasses import fields, replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.domain.errors import HeldWordsUnchecked
from services.rescue.domain.kinds import HeldKind
from services.rescue.domain.notice import NoticeText
from services.rescue.domain.notice_check import HeldWords, held_words, require_words_checked
from tests.builders_rescue import NOTICE
from tests.rescue.domain.notice_phrases import HARMLESS, HELD


def held_in(field: str, phrase: str) -> tuple[HeldWords, ...]:
    return held_words(replace(NoticeText("", "0574-88585123"), **{field: phrase}))


@pytest.mark.parametrize(("field", "phrase", "words", "kind"), HELD)
def test_these_words_are_held_with_their_field_and_the_reason(
    field: str, phrase: str, words: str, kind: HeldKind
) -> None:
    found = held_in(field, phrase)
    assert any(words in one.words and one.kind is kind and one.field == field for one in found), found
    assert all(one.words in phrase for one in found)


@pytest.mark.parametrize(("field", "phrase"), HARMLESS)
def test_a_harmless_phrase_passes(field: str, phrase: str) -> None:
    assert held_in(field, phrase) == ()


def test_the_notice_of_the_other_tests_holds_nothing() -> None:
    assert held_words(NOTICE) == ()


def test_the_same_words_are_to_be_looked_at_once_in_each_field() -> None:
    found = held_words(replace(NOTICE, features="三院，又是三院", condition="三院"))
    assert [one.key for one in found] == ["features:三院", "condition:三院"]


def test_nobody_approves_before_each_held_passage_was_looked_at_and_those_left_are_named() -> None:
    text = replace(NOTICE, features="在三院治疗", condition="HIV阳性")
    first, *rest = [one.key for one in held_words(text)]
    with pytest.raises(HeldWordsUnchecked) as refused:
        require_words_checked(text, [first])
    assert "HIV阳性" in refused.value.sentence("zh")
    assert "三院" not in refused.value.sentence("zh")
    require_words_checked(text, [first, *rest])


@pytest.mark.parametrize("character", ["1", "一", "第", "人民", "住", "中", "院", "a ", "- ", "号", "第一"])
def test_a_long_text_of_one_character_is_looked_at_in_no_time(character: str) -> None:
    begun = perf_counter()
    held_in("features", (character * 500)[:500])
    assert perf_counter() - begun < 1


@given(st.text(max_size=120), st.sampled_from([one.name for one in fields(NoticeText) if one.name != "found_on"]))
def test_whatever_is_written_what_is_held_stands_in_the_field_and_fits_on_a_line(text: str, field: str) -> None:
    for one in held_words(replace(NOTICE, **{field: text})):
        assert one.words in getattr(replace(NOTICE, **{field: text}), one.field)
        assert one.words.strip()
        assert "\n" not in one.key
