"""Names are found by every reading they have and by what an ear in Ningbo makes of them, without finding everybody."""

import csv
from pathlib import Path

import pytest

from services.rescue.adapters.pronunciation import READINGS, Pypinyin
from services.rescue.domain import local_fold
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


with Path(__file__).parents[1].joinpath("data/ningbo.csv").open(encoding="utf-8", newline="") as file:
    NINGBO = {row["character"]: (row["pinyin"], row["ningbo"].rstrip("123456")) for row in csv.DictReader(file)}
BESIDE_RULES = [
    group.split()
    for line in Path(local_fold.__file__).read_text("utf-8").splitlines()
    if line.startswith("        (r") and "  # " in line
    for group in line.partition("  # ")[2].split("；")
]


@pytest.mark.parametrize("characters", BESIDE_RULES, ids="".join)
def test_characters_beside_a_rule_share_their_sound_in_ningbo_and_its_fold(characters: list[str]) -> None:
    assert len({NINGBO[one][1] for one in characters}) == 1
    assert len({fold_local(NINGBO[one][0]) for one in characters}) == 1


def test_every_rule_of_another_sound_has_its_characters() -> None:
    assert len(BESIDE_RULES) >= 25


@pytest.mark.parametrize(("one", "other"), ["何吴", "南蓝", "谭唐", "扶胡"])
def test_characters_that_ningbo_tells_apart_keep_their_own_fold(one: str, other: str) -> None:
    assert NINGBO[one][1] != NINGBO[other][1]
    assert fold_local(NINGBO[one][0]) != fold_local(NINGBO[other][0])


def test_a_name_that_was_only_heard_is_found_by_every_reading_too() -> None:
    heard = keys_of_person(Person(other_names=(StatedName(heard_as="覃小妹"),)), SOUNDS)
    assert reasons(heard, "qin xiao mei")[0].code == reasons(heard, "tan xiao mei")[0].code == "same_sound"
