"""The bed where somebody lies is found however the ward writes it, and only while they lie there."""

import pytest

from services.rescue.domain.beds import bed_key, ward_key, ward_parts
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Place
from services.rescue.domain.search_keys import Key, KeyKind
from tests.builders_rescue import ENTERED, FANG, FETCHED, HOUR, a_case, by

HOSPITAL, WARD = "示例医院", "老年科"
BED = Key(KeyKind.BED, "示例医院/老年科/12")


def in_bed(ward: str = WARD, bed: str | None = "12 床") -> RescueCase:
    """The case of somebody who was brought to hospital."""
    case = a_case().build()
    case.custody.place(Place.HOSPITAL, HOSPITAL, by(FANG, ENTERED), ward, bed)
    return case


@pytest.mark.parametrize("bed", ["12", "１２", "12床", "12 床", "12号", "１２号床", "12床位"])
def test_a_bed_has_one_key_however_it_is_written(bed: str) -> None:
    assert bed_key(HOSPITAL, f" {WARD}", bed) == BED


@pytest.mark.parametrize(
    "names", [("", WARD, "12"), (HOSPITAL, " ", "12"), (HOSPITAL, WARD, ""), (HOSPITAL, WARD, "床")]
)
def test_a_bed_of_which_a_name_is_missing_has_no_key(names: tuple[str, str, str]) -> None:
    assert bed_key(*names) is None


def test_a_ward_is_named_with_its_institution_and_found_however_it_is_written() -> None:
    assert ward_parts(f"{HOSPITAL}/{WARD}") == (HOSPITAL, WARD)
    assert ward_key("示例医院 / 老年科Ａ") == ward_key("示例医院/老年科a") == Key(KeyKind.WARD, "示例医院/老年科a")


def test_whoever_lies_in_hospital_is_found_by_their_bed() -> None:
    assert in_bed().custody.hospital_bed == BED
    assert in_bed(ward="").custody.hospital_bed is None
    assert in_bed(bed=None).custody.hospital_bed is None
    assert a_case().build().custody.hospital_bed is None, "nowhere yet"


def test_whoever_was_moved_or_has_left_is_not_found_by_the_bed_where_they_lay() -> None:
    moved, left = in_bed(), in_bed()
    moved.custody.place(Place.IN_STATION, "救助站", by(FANG, ENTERED + HOUR))
    left.custody.depart(FETCHED, by(FANG, ENTERED + HOUR))
    assert (moved.custody.hospital_bed, left.custody.hospital_bed) == (None, None)
