"""Residency in the park: one stay after another, each with its times, and none left open at a deregistration."""

from datetime import date, timedelta

import pytest

from services.registry.domain import errors, events
from services.registry.domain.organisation import Organisation
from services.registry.domain.residing import move_in, move_out
from shared.kernel.act import OccurredTooEarly
from tests.builders_registry import ACT, MONDAY, RULES, an_act, an_organisation, told

LATER = an_act(MONDAY + timedelta(days=30))


def resident() -> Organisation:
    """An organisation with desks since that Monday."""
    one = an_organisation()
    move_in(one, "二楼 B12", date(2027, 3, 1), ACT)
    return one


def test_moving_in_and_out_is_kept_and_told() -> None:
    one = resident()
    move_out(one, LATER)
    (stay,) = one.residencies
    assert (stay.place, stay.until, stay.begun.since) == ("二楼 B12", date(2027, 3, 1), MONDAY)
    assert stay.ended is not None
    assert stay.ended.since == LATER.occurred_at
    assert told(one) == [events.MovedIn(one.id, ACT), events.MovedOut(one.id, LATER)]
    move_in(one, "三楼 C1", None, LATER)


def test_one_stay_ends_before_another_begins_and_before_a_deregistration() -> None:
    """Basis: registry-grants notes 4.5."""
    one = resident()
    with pytest.raises(errors.StillResident, match="二楼 B12"):
        move_in(one, "三楼 C1", None, LATER)
    with pytest.raises(errors.StillResident, match="二楼 B12"):
        one.deregister("奉民决1号", (), LATER, RULES)


def test_stay_does_not_end_before_it_began_nor_is_agreed_to() -> None:
    one = an_organisation()
    with pytest.raises(errors.ResidencyEndsTooEarly):
        move_in(one, "二楼 B12", date(2026, 3, 1), ACT)
    move_in(one, "二楼 B12", date(2026, 3, 2), ACT)
    with pytest.raises(OccurredTooEarly):
        move_out(one, an_act(MONDAY - timedelta(days=1), MONDAY))
