"""Names are found by every reading they have and by what an ear in Ningbo makes of them, without finding everybody."""

import pytest

from services.rescue.adapters.pronunciation import READINGS, Pypinyin
from services.rescue.domain.likeness import Reason, likeness
from services.rescue.domain.local_fold import fold_local
from services.rescue.domain.person import Person, StatedName
from services.rescue.domain.search_keys import Key, keys_of_person, name_keys
from tests.builders_rescue import named
from tests.rescue.domain.names import names, typed_for

SOUNDS = Pypinyin().readings
WHOLE = {"same_name", "same_sound", "similar_sound", "similar_here"}
STORED = {name: keys_of_person(named(name), SOUNDS) for name in names()}
TYPED = [(typed, name) for name in STORED for typed in typed_for(name, " ".join(SOUNDS(name[-2:])[0]))]


def reasons(stored: set[Key], typed: str) -> list[Reason]:
    return likeness(stored & name_keys(typed, SOUNDS))


def test_every_name_is_recognised_by_each_reading_and_each_local_mishearing() -> None:
    assert len(STORED) == 300
    assert len(TYPED) > 250
    missed = [(typed, name) for typed, name in TYPED if reasons(STORED[name], typed)[0].code not in WHOLE]
    assert missed == []


def test_a_surname_alone_finds_the_name_by_each_reading_and_as_an_ear_in_ningbo_writes_it() -> None:
    assert [name for typed, name in TYPED if not reasons(STORED[name], _surname_of(typed))] == []


def _surname_of(typed: str) -> str:
    return " ".join(typed.split()[:-2]) if typed.isascii() else typed[:-2]


def test_few_others_share_anything_with_what_is_typed_and_hardly_any_the_whole_name() -> None:
    others, alike = 0, 0
    for typed, name in TYPED:
        found = [reasons(keys, typed) for other, keys in STORED.items() if other != name]
        others += sum(bool(one) for one in found)
        alike += sum(bool(one) and one[0].code in WHOLE for one in found)
    assert others / len(TYPED) < 36, "31.1 before every reading was kept"
    assert alike / len(TYPED) < 0.05


def test_a_name_has_few_keys() -> None:
    assert sum(len(name_keys(name, SOUNDS)) for name in STORED) / len(STORED) < 18
    assert len(SOUNDS("乐单曾" * 20)) == READINGS


@pytest.mark.parametrize(
    ("han", "readings"),
    [
        ("覃兰", ["qin lan", "tan lan"]),
        ("单于明", ["chan yu ming", "shan yu ming"]),
        ("尉迟恭", ["yu chi gong", "wei chi gong"]),
        ("欧阳单", ["ou yang dan", "ou yang shan", "ou yang chan"]),
        ("李石明", ["li shi ming"]),
        ("吕女", ["lv nv"]),
        ("", []),
    ],
)
def test_readings_are_those_of_names_the_commonest_first(han: str, readings: list[str]) -> None:
    assert [" ".join(one) for one in SOUNDS(han)] == readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wu", "hu"),
        ("wang", "huang"),
        ("chen", "cheng"),
        ("cheng", "qin"),
        ("zhang", "jiang"),
        ("qian", "qi"),
        ("yuan", "yu"),
        ("lv", "li"),
        ("zhou", "jiu"),
        ("shen", "xin"),
        ("zhuang", "zang"),
        ("sun", "sen"),
    ],
)
def test_what_sounds_alike_in_ningbo_is_folded_together(one: str, other: str) -> None:
    assert fold_local(one) == fold_local(other)


@pytest.mark.parametrize(("one", "other"), [("nan", "lan"), ("ni", "li"), ("tan", "tang"), ("he", "wu"), ("fu", "hu")])
def test_what_ningbo_tells_apart_is_not_folded_together(one: str, other: str) -> None:
    assert fold_local(one) != fold_local(other)


def test_a_name_that_was_only_heard_is_found_by_every_reading_too() -> None:
    heard = keys_of_person(Person(other_names=(StatedName(heard_as="覃小妹"),)), SOUNDS)
    assert reasons(heard, "qin xiao mei")[0].code == reasons(heard, "tan xiao mei")[0].code == "same_sound"
