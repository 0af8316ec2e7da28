"""What a code or a name means on a day and today, what came after it, and what it was called."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shared.reference.place_tables import places_of
from shared.reference.places import Place, Places
from shared.reference.search import search
from shared.reference.shipped import shipped

PLACES = places_of(shipped("places"))
YEARS = st.integers(1980, 2026)


def names(places: list[Place]) -> list[str]:
    return [place.name for place in places]


def test_a_code_means_on_a_day_what_it_meant_then() -> None:
    then, later = PLACES.as_on("420600", date(2005, 5, 1)), PLACES.as_on("420600", date(2026, 5, 1))
    assert then is not None
    assert later is not None
    assert (then.name, later.name) == ("襄樊市", "襄阳市")
    assert PLACES.as_on("330213", date(2015, 12, 31)) is None, "奉化区 was not yet"
    assert PLACES.as_on("330213", date(2016, 5, 1)) == PLACES.latest["330213"], "in the year of change the later counts"


def test_the_chain_of_parents_is_that_of_the_day() -> None:
    assert names(PLACES.chain("330213003002")) == ["浙江省", "宁波市", "奉化区", "江口街道", "甬山社区"]
    assert PLACES.full_name("332223", date(1982, 1, 1)) == "浙江省宁波地区奉化县"
    assert PLACES.full_name("420606", date(2005, 1, 1)) == "湖北省襄樊市樊城区"
    assert PLACES.chain("999999") == []


def test_children_are_those_of_today() -> None:
    assert len(PLACES.children("330213")) == 12
    assert "奉化区" in [place.name for place in PLACES.children("330200")]
    assert "奉化市" not in [place.name for place in PLACES.children("330200")]
    assert PLACES.children("330213003002") == ()


def test_a_code_leads_step_by_step_to_what_it_is_today() -> None:
    county = PLACES.latest["332223"]
    steps = [county]
    while after := PLACES.next_of(steps[-1]):
        steps += after
    assert [(one.code, one.name) for one in steps] == [
        ("332223", "奉化县"), ("330224", "奉化县"), ("339010", "奉化市"), ("330283", "奉化市"), ("330213", "奉化区"),
    ]  # fmt: skip
    assert names(PLACES.present_of(county)) == ["奉化区"]
    assert PLACES.present_of(PLACES.latest["130106"]) == [], "what became of this 郊区 is not known"


def test_former_names_come_with_their_years_the_latest_first() -> None:
    assert [(one.name, one.since, one.until) for one in PLACES.former_names("330213")] == [
        ("奉化市", "1988", "2016"),
        ("奉化县", "", "1988"),
    ]
    assert [(one.name, one.until) for one in PLACES.former_names("330213007")] == [("尚田镇", "2019-08-26")]


def test_a_former_name_that_today_is_a_word_or_another_place_is_not_taken_for_it() -> None:
    assert PLACES.named("公园") == ()
    assert [one.place.name for one in PLACES.named("奉化")] == ["奉化区"]
    assert all(one.former is None for one in PLACES.named("鼓楼区")[:3])


def test_of_two_names_in_a_text_the_last_counts_inside_the_first() -> None:
    assert [one.place.code for one in search(PLACES, "徽州地区歙县")] == ["341021"]
    assert [one.place.code for one in search(PLACES, "安徽阜阳临泉")] == ["341221"]
    assert search(PLACES, "") == []
    assert search(PLACES, "没有这样的地方") == []


def test_villages_are_found_too() -> None:
    assert search(PLACES, "滕头村")[0].place.level == 12


@given(st.lists(YEARS, min_size=1, max_size=6, unique=True), YEARS, st.integers(1, 365))
def test_of_a_code_with_names_in_a_row_just_one_holds_on_any_day(changes: list[int], year: int, day: int) -> None:
    ends = ["", *map(str, sorted(changes)), ""]
    rows = [
        Place("330213", f"名{n}", "", since, until, ("330213",) if until else ())
        for n, (since, until) in enumerate(pairwise(ends))
    ]
    places, asked = Places(rows), date.fromordinal(date(year, 1, 1).toordinal() + day - 1)
    assert sum(row.holds_on(asked.isoformat()) for row in rows) == 1
    known = places.as_on("330213", asked)
    assert known is not None
    assert known.holds_on(asked.isoformat())
    assert names([*places.history("330213")]) == [row.name for row in rows]
    for row in rows:
        assert places.present_of(row) == [rows[-1]]
    assert [one.name for one in places.former_names("330213")] == [row.name for row in rows[-2::-1]]


@given(st.sampled_from(sorted(PLACES.latest)), st.dates(date(1980, 1, 1), date(2026, 12, 31)))
def test_no_code_that_ships_means_two_things_on_a_day_and_every_way_ends_today(code: str, day: date) -> None:
    rows = PLACES.history(code)
    assert sum(row.holds_on(day.isoformat()) for row in rows) <= 1
    for row in rows:
        assert all(end.is_current for end in PLACES.present_of(row))
        assert all(after.is_current or after.valid_to > row.valid_to for after in PLACES.next_of(row))


def test_every_former_name_is_found_and_leads_to_its_place() -> None:
    told = [(place, former) for place in PLACES.latest.values() for former in PLACES.former_names(place.code)]
    regions = [(place, former) for place, former in told if place.level <= 6]
    assert (len(regions), len({former.name for _, former in regions})) == (1318, 1257)
    for place, former in told:
        found = [one.place for one in PLACES.named(former.name)]
        assert place in found, (place, former)
