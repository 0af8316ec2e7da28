"""Into which band a published age falls."""

import pytest

from services.public.domain.ages import band_of
from shared.kernel.texts import half_width


@pytest.mark.parametrize(
    ("age", "band"),
    [
        ("约 50 岁", "middle"),
        ("５０多岁", "middle"),
        ("50-70岁", "old"),
        ("12", "child"),
        ("17岁", "child"),
        ("18岁左右", "young"),
        ("30 至 39 岁", "young"),
        ("about 60", "old"),
        ("老年", "old"),
        ("儿童", "child"),
        ("中年", "middle"),
        ("不详", ""),
        ("", ""),
        ("900", ""),
    ],
)
def test_band_of_a_published_age(age: str, band: str) -> None:
    assert band_of(age, half_width(age)) == band
