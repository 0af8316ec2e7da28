"""The three checks of the credit code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain import errors
from services.registry.domain.kinds import OrganisationKind
from services.registry.domain.uscc import normalised, organisation_digit, require_sound_code, total_digit
from tests.builders_registry import PLACES, a_code

ASSOCIATION, AGENCY, FOUNDATION = OrganisationKind


def check(code: str, kind: OrganisationKind = ASSOCIATION) -> None:
    require_sound_code(code, kind, PLACES.region_exists)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("51330213MJ90000146", ASSOCIATION),
        ("52330213MJ90000143", AGENCY),
        ("53330213MJ90000140", FOUNDATION),
        (a_code(7, region="330283"), ASSOCIATION),
        (a_code(8, "53", "100000"), FOUNDATION),
        (a_code(9, region="330200"), ASSOCIATION),
    ],
    ids=["association", "agency", "foundation", "former county-level city", "the ministry", "the prefecture"],
)
def test_require_sound_code_of_a_right_code_passes(code: str, kind: OrganisationKind) -> None:
    check(code, kind)


@pytest.mark.parametrize(
    ("code", "kind", "error"),
    [
        ("51330213MJ9000014", ASSOCIATION, errors.CodeIllFormed),
        ("51330213MJ9000014I", ASSOCIATION, errors.CodeIllFormed),
        ("5133021AMJ90000146", ASSOCIATION, errors.CodeIllFormed),
        ("", ASSOCIATION, errors.CodeIllFormed),
        ("51330213MJ90000147", ASSOCIATION, errors.CodeTotalDigitWrong),
        ("52330213MJ9000011R", AGENCY, errors.CodeOrganisationDigitWrong),
        ("52999999MJ9000014A", AGENCY, errors.CodeRegionUnknown),
        ("52330213MJ90000143", ASSOCIATION, errors.CodeDoesNotFitKind),
        (a_code(1, "91"), ASSOCIATION, errors.CodeDoesNotFitKind),
    ],
)
def test_require_sound_code_of_a_wrong_code_names_what_is_wrong(
    code: str, kind: OrganisationKind, error: type[Exception]
) -> None:
    with pytest.raises(error):
        check(code, kind)


def test_code_error_tells_the_expected_character_in_both_languages() -> None:
    with pytest.raises(errors.CodeTotalDigitWrong) as caught:
        check("51330213MJ90000147")
    assert "应为 6" in caught.value.sentence("zh")
    assert "give 6" in caught.value.sentence("en")


def test_normalised_takes_full_width_lower_case_and_spaces() -> None:
    assert normalised(" ５１330213-mj9000 0146\u3000") == "51330213MJ90000146"


@given(st.integers(0, 99_999), st.sampled_from(["51", "52", "53"]), st.integers(0, 17), st.integers(1, 30))
def test_any_single_slip_in_a_code_is_noticed(number: int, prefix: str, place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = a_code(number, prefix)
    slipped = alphabet[(alphabet.index(code[place]) + shift) % 31]
    with pytest.raises((errors.CodeIllFormed, errors.CodeTotalDigitWrong)):
        check(code[:place] + slipped + code[place + 1 :])


def test_organisation_digit_can_be_x_and_0() -> None:
    digits = {organisation_digit(f"MJ9{number:05d}") for number in range(40)}
    assert digits == set("0123456789X")
    assert total_digit("51330213MJ9000014") == "6"
