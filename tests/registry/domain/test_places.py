"""Streets, counties, distances and dialects."""

import pytest

from services.registry.domain.errors import StreetUnknown
from services.registry.domain.places import Gazetteer, distance_km
from shared.reference.places import Place, Places
from tests.builders_registry import PLACES


def test_fenghua_has_eight_streets_and_four_towns_today() -> None:
    names = [street.name for street in PLACES.streets if street.is_current]
    assert len(names) == len(set(names)) == 12
    assert [name for name in names if name.endswith("镇")] == ["溪口镇", "裘村镇", "大堰镇", "松岙镇"]
    assert all(PLACES.has_street(s.code) for s in PLACES.streets)
    assert not PLACES.has_street("330212001")


def test_a_former_name_means_the_same_street() -> None:
    assert PLACES.street_code("尚田镇") == PLACES.street_code(" 尚田街道 ") == "330213007"
    assert PLACES.street_name("330213007") == "尚田街道"


def test_unknown_street_is_refused() -> None:
    with pytest.raises(StreetUnknown):
        PLACES.street_code("石碶街道")
    with pytest.raises(StreetUnknown):
        PLACES.street_name("330212001")


def test_street_is_found_in_an_address() -> None:
    assert PLACES.street_in("宁波市奉化区溪口镇武岭西路10号") == "330213100"
    assert PLACES.street_in("宁波市海曙区") is None


def test_street_is_found_by_a_village_that_no_other_street_has() -> None:
    assert PLACES.street_in("宁波市奉化区滕头村18号") == "330213005"
    assert PLACES.street_in("奉化区高楼张村") == "330213004"
    assert PLACES.street_in("奉化区西岙村") is None, "three streets have one"
    assert PLACES.street_in("溪口镇西岙村") == "330213100"
    assert PLACES.street_in("奉化区张村路") is None, "too short to be sure"


def test_village_of_two_streets_or_of_two_characters_names_no_street() -> None:
    streets = [Place("330213001", "锦屏街道"), Place("330213002", "岳林街道")]
    villages = [
        *(Place("330213001201", "西岙村"), Place("330213002201", "西岙村")),
        *(Place("330213001202", "张村"), Place("330213002202", "高楼张村")),
    ]
    places = Gazetteer(streets, Places(()), villages=villages)
    found = [places.street_in(address) for address in ("奉化区西岙村1号", "奉化区张村1号", "奉化区高楼张村1号")]
    assert found == [None, None, "330213002"]


def test_villages_and_communities_of_fenghua_are_complete_and_each_lies_in_a_street_of_today() -> None:
    assert len(PLACES.villages) == len({village.code for village in PLACES.villages}) == 337
    current = {street.code for street in PLACES.streets if street.is_current}
    assert {village.parent for village in PLACES.villages} == current
    assert len(current) == 12


def test_region_in_use_formerly_and_the_ministry_exist() -> None:
    assert all(PLACES.region_exists(code) for code in ("330213", "330283", "330200", "100000"))
    assert not PLACES.region_exists("999999")


def test_line_and_full_name_go_from_province_to_county() -> None:
    assert [place.level for place in PLACES.line_of("341221")] == [2, 4, 6]
    assert PLACES.full_name("341221") == "安徽省阜阳市临泉县"
    assert PLACES.full_name("341200") == "安徽省阜阳市"
    assert PLACES.full_name("110101") == "北京市东城区"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("阜阳市", "阜阳"),
        ("湘西土家族苗族自治州", "湘西"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("大兴安岭地区", "大兴安岭"),
        ("郊区", "郊区"),
        ("张家川回族自治县", "张家川"),
    ],
)
def test_short_name_is_what_people_say(name: str, short: str) -> None:
    assert Place("000000", name).short_name == short


def test_distance_from_fuyang_to_hefei_is_known_within_ten_kilometres() -> None:
    km = distance_km(PLACES.places["341200"], PLACES.places["340100"])
    assert km is not None
    assert abs(km - 186) < 10


def test_distance_to_a_place_without_a_centre_is_not_known() -> None:
    assert distance_km(PLACES.places["341200"], Place("000000", "某地")) is None
    assert distance_km(Place("000000", "某地"), PLACES.places["341200"]) is None


def test_dialect_is_that_of_the_narrowest_area_known() -> None:
    assert PLACES.dialect_of("341221") == "zhongyuan"
    assert PLACES.dialect_of("340111") == "jianghuai"
    assert PLACES.dialect_of("330213") == "wu"
    assert PLACES.dialect_of("810000") is None


def test_every_dialect_area_names_a_known_dialect() -> None:
    assert set(PLACES.dialect_areas.values()) <= {dialect.code for dialect in PLACES.dialects}
    assert all(any(code.startswith(prefix) for code in PLACES.places) for prefix in PLACES.dialect_areas)


def test_centres_lie_inside_china() -> None:
    known = [place for place in PLACES.places.values() if place.lat is not None and place.lon is not None]
    bare = {place.name for place in PLACES.places.values() if place.is_current and place.lat is None}
    assert bare == {"岑岭县", "和康县", "和安县", "草湖市"}, "every other place in use has a centre"
    assert PLACES.centred(PLACES.places["330224"]).name == "奉化区", "of a former one it is that of what it became"
    assert all(3 < (place.lat or 0) < 54 and 73 < (place.lon or 0) < 136 for place in known)


def test_district_is_that_of_the_streets() -> None:
    assert PLACES.district == "330213"
