"""Who is proposed as an interpreter, in which order, and why."""

from services.registry.domain.events import InterpretersProposed
from services.registry.domain.interpreter_search import InterpreterSearch
from services.registry.domain.matching import MOST, Candidate, InterpreterRequest, propose
from services.registry.domain.places import Gazetteer, Place
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


def test_nearest_come_first_and_strangers_not_at_all() -> None:
    assert names("阜阳一带", "像安徽话") == ["yingzhou", "linquan", "bozhou", "zhoukou", "hefei", "xian", "unknown"]


def test_who_shares_the_county_comes_before_who_shares_the_prefecture() -> None:
    assert names("阜阳临泉", None)[:2] == ["linquan", "yingzhou"]


def test_reasons_say_why_a_person_is_proposed() -> None:
    found = {one.person_id: one for one in propose("阜阳一带", "像安徽话", ALL, PLACES)}
    assert found["linquan"].why == ("same_prefecture", "speaks_dialect", "same_dialect_group")
    assert found["bozhou"].why == ("same_province", "near", "same_dialect_group")
    assert found["zhoukou"].why == ("near", "same_dialect_group")
    assert found["hefei"].why == ("same_province", "speaks_dialect")
    assert found["unknown"].why == ("speaks_dialect",)
    assert found["linquan"].native_county == "安徽省阜阳市临泉县"
    assert found["linquan"].distance_km == 54.0
    assert found["unknown"].distance_km is None


def test_dialect_alone_finds_people_of_its_province_and_speakers() -> None:
    assert names("", "安徽话") == ["hefei", "linquan", "bozhou", "yingzhou", "unknown"]


def test_dialect_group_alone_finds_speakers_and_natives() -> None:
    assert names("说不清", "粤语") == ["guangzhou"]
    assert names("", "中原官话") == ["bozhou", "linquan", "xian", "yingzhou", "zhoukou"]


def test_nothing_heard_proposes_nobody() -> None:
    assert names("听不出", None) == []


def test_at_most_ten_are_proposed() -> None:
    crowd = [Candidate(f"p-{number:02d}", "341202", ()) for number in range(30)]
    found = names("阜阳", None, crowd)
    assert found == [f"p-{number:02d}" for number in range(MOST)]


def test_person_known_only_by_province_shares_the_province() -> None:
    found = propose("阜阳", None, [Candidate("p-1", "340000", ())], PLACES)
    assert [(one.why, one.distance_km) for one in found] == [(("same_province",), None)]


def test_without_centres_shared_county_prefecture_and_province_still_rank() -> None:
    codes = {"340000": "安徽省", "341200": "阜阳市", "341221": "临泉县", "341222": "太和县", "340111": "包河区"}
    bare = Gazetteer((), {code: Place(code, name) for code, name in codes.items()})
    pool = [Candidate("a-far", "340111", ()), Candidate("b-near", "341222", ()), Candidate("c-same", "341221", ())]
    assert [one.person_id for one in propose("临泉", None, pool, bare)] == ["c-same", "b-near", "a-far"]


def test_answer_records_its_proposals_also_when_there_are_none() -> None:
    request = InterpreterRequest("req-1", "case-1", "听不出", None, "staff-wang")
    search = InterpreterSearch.answer("s-1", request, ALL, PLACES, MONDAY)
    assert told(search) == [InterpretersProposed("s-1", request, (), MONDAY)]
