"""How somebody may leave: who never came, who was here, and who may not leave alone."""

import pytest

from services.rescue.domain import errors
from services.rescue.domain.answers import Answer
from services.rescue.domain.case import RescueCase
from services.rescue.domain.kinds import Departure
from services.rescue.domain.person import AgeInterval
from tests.builders_rescue import ENTERED, FANG, a_case, an_unknown_woman


def of_age(low: int, high: int) -> RescueCase:
    """The case of somebody in care who is that old."""
    return a_case(an_unknown_woman(age=Answer(AgeInterval(low, high)))).build()


@pytest.mark.parametrize("how", [how for how in Departure if how is not Departure.NEVER_CAME])
def test_somebody_only_reported_can_only_never_have_come(how: Departure) -> None:
    case = a_case(entered_at=None).build()
    with pytest.raises(errors.NeverCame):
        case.custody.depart(how, FANG.id, ENTERED)
    case.custody.depart(Departure.NEVER_CAME, FANG.id, ENTERED)
    assert case.custody.departure is Departure.NEVER_CAME


def test_somebody_in_care_cannot_never_have_come() -> None:
    with pytest.raises(errors.CameAlready):
        a_case().build().custody.depart(Departure.NEVER_CAME, FANG.id, ENTERED)


@pytest.mark.parametrize("declared", [False, True])
def test_who_may_be_under_16_does_not_leave_alone(*, declared: bool) -> None:
    with pytest.raises(errors.MayNotLeaveAlone) as refused:
        of_age(15, 19).custody.depart(Departure.LEFT_ALONE, FANG.id, ENTERED, declared=declared)
    assert "16" in refused.value.sentence("zh")


def test_who_may_be_under_18_leaves_alone_only_with_a_signed_declaration() -> None:
    with pytest.raises(errors.DeclarationRequired):
        of_age(16, 19).custody.depart(Departure.LEFT_ALONE, FANG.id, ENTERED)
    case = of_age(16, 19)
    case.custody.depart(Departure.LEFT_ALONE, FANG.id, ENTERED, declared=True)
    assert (case.custody.departure, case.custody.declared) == (Departure.LEFT_ALONE, True)


def test_a_child_may_be_fetched_and_an_adult_or_somebody_of_unknown_age_may_leave_alone() -> None:
    of_age(8, 10).custody.depart(Departure.FETCHED, FANG.id, ENTERED)
    of_age(18, 25).custody.depart(Departure.LEFT_ALONE, FANG.id, ENTERED)
    a_case(an_unknown_woman(age=Answer(unknown=an_unknown_woman().name.unknown))).build().custody.depart(
        Departure.LEFT_ALONE, FANG.id, ENTERED
    )
