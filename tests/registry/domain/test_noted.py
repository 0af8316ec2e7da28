"""How an act is kept: who of the staff did it."""

import pytest

from services.registry.domain.noted import Noted
from tests.builders_registry import LI, MONDAY, an_act


@pytest.mark.parametrize(("by", "person"), [(LI, LI), ("service:registry", None), ("service:grants", None)])
def test_a_person_did_it_unless_a_service_or_the_clock_did(by: str, person: str | None) -> None:
    assert Noted.of(an_act(MONDAY, by=by)).person == person
