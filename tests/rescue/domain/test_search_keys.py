"""Finding a person again: by characters, by sound, by initials, by number tails and by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rescue.adapters.pronunciation import Pypinyin
from services.rescue.domain.answers import Answer
from services.rescue.domain.likeness import Reason, at_most, likeness
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.search_keys import Key, KeyKind, fold, keys_of_person, name_keys, number_keys, word_keys
from tests.builders_rescue import an_unknown_woman, named

SOUNDS = Pypinyin().readings
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


def search(person: Person, name: str) -> list[Reason]:
    return likeness(keys_of_person(person, SOUNDS) & name_keys(name, SOUNDS))


def score(person: Person, name: str) -> float:
    return sum(reason.weight for reason in search(person, name))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("张志英", "same_name"),
        ("张芝英", "same_sound"),
        ("zhang zhi ying", "same_sound"),
        ("zhangzhiying", "same_sound"),
        ("Zhāng Zhìyīng", "same_sound"),
        ("zang zi yin", "similar_sound"),
        ("zzy", "same_initials"),
        ("张志", "shared_characters"),
        ("丈夫", "shared_sounds"),
        ("脏", "similar_sounds"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, code: str) -> None:
    (reason,) = search(named("张志英"), typed)
    assert reason.code == code
    assert reason.zh
    assert reason.en


def test_a_closer_name_scores_higher_and_unrelated_names_nothing() -> None:
    person = named("张志英")
    scores = [score(person, typed) for typed in ("张志英", "张芝英", "zang zi yin", "zzy", "张三", "李卫平")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] == 0


@pytest.mark.parametrize(("one", "other"), [("王", "黄"), ("胡", "扶"), ("南", "兰"), ("张志英", "张芝英")])
def test_pairs_that_sound_alike_in_dialect_find_each_other(one: str, other: str) -> None:
    assert score(named(one), other) > score(named(one), "李")


def test_names_given_in_pinyin_or_only_heard_are_found_by_sound() -> None:
    stated = an_unknown_woman(name=Answer(StatedName(pinyin="Zhang Zhiying")))
    heard = an_unknown_woman(name=Answer(StatedName(heard_as="张只因")))
    assert search(stated, "张志英")[0].code == "same_sound"
    assert search(heard, "张志英")[0].code == "similar_sound"
    assert not any(key.kind in (KeyKind.NAME, KeyKind.CHARACTER) for key in keys_of_person(heard, SOUNDS))


def test_numbers_are_found_whole_or_by_their_last_four() -> None:
    keys = keys_of_person(
        an_unknown_woman(id_number=Answer("34120219680101123x"), phone=Answer("138-1234-5678")), SOUNDS
    )
    assert number_keys("34120219680101123X", KeyKind.ID_NUMBER, KeyKind.ID_TAIL) <= keys
    assert number_keys("123X", KeyKind.ID_NUMBER, KeyKind.ID_TAIL) <= keys
    assert number_keys("５６７８", KeyKind.PHONE, KeyKind.PHONE_TAIL) <= keys
    assert number_keys("12", KeyKind.PHONE, KeyKind.PHONE_TAIL) == set()


def test_a_whole_number_counts_once_and_not_its_tail_beside_it() -> None:
    reasons = likeness(number_keys("34120219680101123X", KeyKind.ID_NUMBER, KeyKind.ID_TAIL))
    assert [reason.code for reason in reasons] == ["same_id"]


def test_marks_and_home_are_found_by_their_words() -> None:
    person = an_unknown_woman(home=Answer("安徽阜阳颍州"))
    keys = keys_of_person(person, SOUNDS)
    assert {reason.code for reason in likeness(keys & word_keys("眉上有旧疤", KeyKind.MARK, singles=False))} == {
        "shared_marks"
    }
    assert likeness(keys & word_keys("阜阳", KeyKind.PLACE, singles=False))[0].code == "shared_places"
    assert Key(KeyKind.MARK, "疤") in keys & word_keys("疤", KeyKind.MARK, singles=False)


def test_a_person_of_whom_nothing_is_known_has_no_keys() -> None:
    assert keys_of_person(Person(), SOUNDS) == set()
    assert name_keys("", SOUNDS) == set()
    assert name_keys("q", SOUNDS) == set()


@pytest.mark.parametrize(
    ("syllable", "folded"),
    [("zhang", "zan"), ("ning", "lin"), ("hu", "fu"), ("hui", "fi"), ("wang", "fan"), ("huang", "fan"), ("wu", "wu")],
)
def test_fold_takes_away_what_southern_mouths_do_not_tell_apart(syllable: str, folded: str) -> None:
    assert fold(syllable) == folded


def test_surnames_are_read_as_surnames() -> None:
    assert SOUNDS("曾单")[0] == ["zeng", "dan"]
    assert SOUNDS("单曾")[0] == ["shan", "ceng"]


@given(HAN)
def test_a_name_always_finds_itself_best_and_says_why(name: str) -> None:
    person = named(name)
    assert search(person, name)[0].code == "same_name"
    assert score(person, name) == 10


@given(HAN, HAN, HAN)
def test_the_score_of_a_pair_does_not_depend_on_who_else_there_is(name: str, other: str, typed: str) -> None:
    both = an_unknown_woman(name=Answer(StatedName(han=name)), other_names=(StatedName(han=other),))
    assert score(both, typed) >= max(score(named(name), typed), score(named(other), typed)) - 5


@given(HAN, HAN)
def test_what_keys_add_at_most_is_never_less_than_the_score(name: str, typed: str) -> None:
    shared = keys_of_person(named(name), SOUNDS) & name_keys(typed, SOUNDS)
    assert sum(map(at_most, shared)) >= sum(reason.weight for reason in likeness(shared))


@given(st.text(max_size=40))
def test_whatever_is_typed_makes_keys_or_none_and_never_fails(text: str) -> None:
    for keys in (name_keys(text, SOUNDS), number_keys(text, KeyKind.PHONE, KeyKind.PHONE_TAIL)):
        assert all(key.text for key in keys)
    assert all(key.text for key in word_keys(text, KeyKind.MARK, singles=True))
