"""How somebody may leave: who never came, who was here, and who may not leave alone."""

import pytest

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer, Unknown
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Departure
from services.rescue.domain.person import AgeInterval
from tests.builders_rescue import ENTERED, FANG, a_case, an_unknown_woman, by


def of_age(low: int, high: int) -> RescueCase:
    """The case of somebody in care who is that old."""
    return a_case(an_unknown_woman(age=Answer(AgeInterval(low, high)))).build()


@pytest.mark.parametrize("how", [how for how in Departure if how is not Departure.NEVER_CAME])
def test_somebody_only_reported_can_only_never_have_come(how: Departure) -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.NeverCame):
        case.custody.depart(how, by(FANG, ENTERED))
    case.custody.depart(Departure.NEVER_CAME, by(FANG, ENTERED))
    assert case.custody.departure is Departure.NEVER_CAME


def test_somebody_in_care_cannot_never_have_come() -> None:
    case = a_case().build()
    with pytest.raises(errors.CameAlready):
        case.custody.depart(Departure.NEVER_CAME, by(FANG, ENTERED))


@pytest.mark.parametrize("declared", [False, True])
def test_who_may_be_under_16_does_not_leave_alone(*, declared: bool) -> None:
    case = of_age(15, 19)
    with pytest.raises(errors.MayNotLeaveAlone) as refused:
        case.custody.depart(Departure.LEFT_ALONE, by(FANG, ENTERED), declared=declared)
    assert "16" in refused.value.sentence("zh")


def test_who_may_be_under_18_leaves_alone_only_with_a_signed_declaration() -> None:
    case = of_age(16, 19)
    with pytest.raises(errors.DeclarationRequired):
        case.custody.depart(Departure.LEFT_ALONE, by(FANG, ENTERED))
    case = of_age(16, 19)
    case.custody.depart(Departure.LEFT_ALONE, by(FANG, ENTERED), declared=True)
    assert (case.custody.departure, case.custody.declared) == (Departure.LEFT_ALONE, True)


def test_a_child_may_be_fetched_and_an_adult_or_somebody_of_unknown_age_may_leave_alone() -> None:
    unknown = a_case(an_unknown_woman(age=Answer(unknown=Unknown.NOT_ASKED))).build()
    allowed = (
        (of_age(8, 10), Departure.FETCHED),
        (of_age(18, 25), Departure.LEFT_ALONE),
        (unknown, Departure.LEFT_ALONE),
    )
    for case, how in allowed:
        case.custody.depart(how, by(FANG, ENTERED))
        assert case.custody.departure is how
