"""Who is proposed as an interpreter, in which order, and why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.events import InterpretersProposed
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.kinds import Availability
from services.registry.domain.matching import MOST, Candidate, InterpreterRequest, propose, speaks
from services.registry.domain.places import Gazetteer
from shared.reference.places import Place, Places
from tests.builders_registry import MONDAY, PLACES, told

LINQUAN = Candidate("linquan", "341221", ("阜阳话",))
YINGZHOU = Candidate("yingzhou", "341202", ())
BOZHOU = Candidate("bozhou", "341602", ())
HEFEI = Candidate("hefei", "340111", ("合肥话",))
ZHOUKOU = Candidate("zhoukou", "411600", ())
XIAN = Candidate("xian", "610100", ())
FENGHUA = Candidate("fenghua", "330213", ("宁波话",))
GUANGZHOU = Candidate("guangzhou", "440100", ("粤语",))
UNKNOWN = Candidate("unknown", "", ("安徽话",))
ALL = [GUANGZHOU, FENGHUA, XIAN, ZHOUKOU, HEFEI, BOZHOU, YINGZHOU, LINQUAN, UNKNOWN]


def names(area: str, dialect: str | None, pool: list[Candidate] = ALL) -> list[str]:
    return [one.person_id for one in propose(area, dialect, pool, PLACES)]


def test_speakers_come_first_then_natives_then_neighbours_and_strangers_not_at_all() -> None:
    assert names("阜阳一带", "像安徽话") == ["linquan", "unknown", "yingzhou", "bozhou", "zhoukou", "xian", "hefei"]


def test_who_speaks_the_dialect_comes_before_who_was_born_there() -> None:
    speaker = Candidate("speaker", "330213", ("阜阳话",))
    assert names("阜阳", None, [YINGZHOU, BOZHOU, speaker]) == ["speaker", "yingzhou", "bozhou"]


def test_of_equal_speakers_who_can_come_now_is_first_then_who_helped_before_then_who_was_born_nearest() -> None:
    def speaker(name: str, native: str = "341202", **more: Any) -> Candidate:
        return Candidate(name, native, ("阜阳话",), **more)

    pool = [
        speaker("a-later", availability=Availability.BY_APPOINTMENT, helped=9),
        speaker("b-far", "340111"),
        speaker("c-in-vain", in_vain=1),
        speaker("d-helped", "440100", helped=2, in_vain=1),
        speaker("e-near"),
    ]
    assert names("阜阳", "阜阳话", pool) == ["d-helped", "e-near", "b-far", "c-in-vain", "a-later"]


def test_a_dialect_of_the_group_asked_for_counts_before_a_birthplace_in_its_area() -> None:
    canton = Candidate("canton", "330213", ("广州话",))
    assert names("", "粤语", [Candidate("a-native", "440100", ()), canton]) == ["canton", "a-native"]
    (found,) = propose("", "粤语", [canton], PLACES)
    assert found.why == ("speaks_group", "available")
    (related,) = propose("阜阳", None, [Candidate("xinyang", "330213", ("信阳话",))], PLACES)
    assert related.why == ("speaks_group", "available")


def test_availability_and_earlier_help_are_told_as_reasons() -> None:
    pool = [Candidate("p", "", ("阜阳话",), availability=Availability.BY_APPOINTMENT, helped=1)]
    (proposed,) = propose("阜阳", None, pool, PLACES)
    assert proposed.why == ("speaks_dialect", "by_appointment", "helped_before")


MIAO = Candidate("miao", "522625", ("贵州话", "苗语"))
SKILLED = Candidate("skilled", "330213", ("奉化话",), skills=("苗语沟通", "手语"))
KAILI = Candidate("kaili", "522601", ())
GUIYANG = Candidate("guiyang", "520102", ("贵州话",))


def test_a_language_finds_its_speakers_and_then_natives_of_where_it_is_spoken() -> None:
    people = [GUIYANG, KAILI, SKILLED, MIAO]
    assert names("", "苗语", people) == ["miao", "skilled", "kaili"]
    assert names("贵州", "苗语", people) == ["miao", "skilled", "kaili"]
    found = {one.person_id: one.why for one in propose("", "说苗话", people, PLACES)}
    assert found["miao"] == ("speaks_language", "language_of_home", "available")
    assert found["kaili"] == ("language_of_home", "available")


def test_sign_language_finds_who_knows_it_wherever_they_were_born() -> None:
    assert names("", "手语", [FENGHUA, SKILLED]) == names("奉化", "手语", [FENGHUA, SKILLED]) == ["skilled"]


def test_a_word_for_speech_does_not_rank_natives_of_a_place_of_that_name_first() -> None:
    nanning = Candidate("a-nanning", "450105", ())
    assert names("", "江南话", [nanning, Candidate("b-wu", "330213", ("吴语",))]) == ["b-wu"]


@given(
    st.permutations(ALL), st.sampled_from(["阜阳一带", "合肥", "广州", ""]), st.sampled_from(["像安徽话", "粤语", ""])
)
def test_the_order_does_not_depend_on_the_order_of_the_pool(pool: list[Candidate], area: str, dialect: str) -> None:
    assert names(area, dialect, pool) == names(area, dialect)


def test_who_shares_the_county_comes_before_who_shares_the_prefecture() -> None:
    assert names("阜阳临泉", None)[:2] == ["linquan", "yingzhou"]


def test_reasons_say_why_a_person_is_proposed() -> None:
    found = {one.person_id: one for one in propose("阜阳一带", "像安徽话", ALL, PLACES)}
    assert found["linquan"].why == ("speaks_dialect", "same_prefecture", "same_dialect_group", "available")
    assert found["bozhou"].why == ("same_province", "near", "same_dialect_group", "available")
    assert found["zhoukou"].why == ("near", "same_dialect_group", "available")
    assert found["hefei"].why == ("same_province", "available")
    assert found["unknown"].why == ("speaks_dialect", "available")
    wider = next(one for one in propose("阜阳一带", None, ALL, PLACES) if one.person_id == "unknown")
    assert wider.why == ("speaks_wider", "available")
    assert found["linquan"].native_county == "安徽省阜阳市临泉县"
    assert found["linquan"].distance_km == 54.0
    assert found["unknown"].distance_km is None


def test_dialect_alone_finds_people_of_its_province_and_speakers() -> None:
    assert names("", "安徽话") == ["hefei", "linquan", "unknown", "bozhou", "yingzhou"]


def test_dialect_group_alone_finds_speakers_and_natives() -> None:
    assert names("说不清", "粤语") == ["guangzhou"]
    assert names("", "中原官话") == ["linquan", "bozhou", "xian", "yingzhou", "zhoukou"]


def test_nothing_heard_proposes_nobody() -> None:
    assert names("听不出", None) == []


def test_at_most_ten_are_proposed() -> None:
    crowd = [Candidate(f"p-{number:02d}", "341202", ()) for number in range(30)]
    found = names("阜阳", None, crowd)
    assert found == [f"p-{number:02d}" for number in range(MOST)]


def test_person_known_only_by_province_shares_the_province() -> None:
    found = propose("阜阳", None, [Candidate("p-1", "340000", ())], PLACES)
    assert [(one.why, one.distance_km) for one in found] == [(("same_province", "available"), None)]


def test_without_centres_shared_county_prefecture_and_province_still_rank() -> None:
    codes = {"340000": "安徽省", "341200": "阜阳市", "341221": "临泉县", "341222": "太和县", "340111": "包河区"}
    bare = Gazetteer((), Places(Place(code, name) for code, name in codes.items()))
    pool = [Candidate("a-far", "340111", ()), Candidate("b-near", "341222", ()), Candidate("c-same", "341221", ())]
    assert [one.person_id for one in propose("临泉", None, pool, bare)] == ["c-same", "b-near", "a-far"]


def test_answer_records_its_proposals_also_when_there_are_none() -> None:
    request = InterpreterRequest("req-1", "case-1", "听不出", None, "staff-wang")
    search = InterpreterSearch.answer("s-1", request, ALL, PLACES, MONDAY)
    assert told(search) == [InterpretersProposed("s-1", request, (), MONDAY)]


@pytest.mark.parametrize(
    ("words", "dialects", "skills", "found"),
    [
        ("手语", (), ("手语",), True),
        ("粤语", ("广东话",), (), True),
        ("安徽话", ("阜阳话",), (), True),
        ("四川方言", ("四川话",), (), True),
        ("奉化闲话", ("奉化话",), (), True),
        ("江南话", ("奉化话",), (), False),
        ("阜阳话", ("安徽话",), (), False),
        ("普通话", ("阜阳话",), (), False),
    ],
)
def test_speech_is_known_by_every_name_of_it(
    words: str, dialects: tuple[str, ...], skills: tuple[str, ...], found: bool
) -> None:
    assert speaks(dialects, skills, words, PLACES) is found
