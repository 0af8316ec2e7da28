"""Who is responsible for a case: the opener, then whoever it is handed to; nobody is invented for old cases."""

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from services.rescue.domain import errors, events
from services.rescue.domain.case import RescueCase
from services.rescue.domain.older_shapes import upcast
from services.rescue.outbound import outbound
from shared.contracts.rescue import CaseHandedOver
from tests.builders_rescue import CLOCKS, ENTERED, FANG, HEAD, HOUR, LI, a_case, by
from tests.rescue.domain.verbs import departed, erased

STORED = TypeAdapter(RescueCase)
OLD = json.loads(Path(__file__).parents[1].joinpath("data/cases_in_parts.json").read_text("utf-8"))
"""States as they were stored before a case had a responsible worker and an age its day. Never written again."""


def test_the_opener_is_responsible_until_the_case_is_handed_over_and_each_hand_over_is_kept() -> None:
    case = a_case().build()
    assert case.charge.responsible == FANG.id
    case.charge.hand_over(LI.id, " 周四再问询 ", by(HEAD, ENTERED + HOUR))
    case.charge.hand_over(HEAD.id, "", by(LI, ENTERED + 2 * HOUR))
    kept = [(one.before, one.to, one.note, one.by) for one in case.charge.handovers]
    assert kept == [(FANG.id, LI.id, "周四再问询", HEAD.id), (LI.id, HEAD.id, "", LI.id)]
    assert [line.detail for line in case.history[-2:]] == [LI.id, HEAD.id]


def test_a_hand_over_tells_user_names_and_nothing_of_the_note() -> None:
    case = a_case().build()
    case.charge.hand_over(LI.id, "住在安康医院", by(HEAD, ENTERED))
    (event,) = case.recorded()
    assert isinstance(event, events.CaseHandedOver)
    assert outbound(event, CLOCKS.rules) == CaseHandedOver(
        case_id="case-1", case_no="救2026-0117", responsible=LI.id, before=FANG.id, handed_over_by=HEAD.id
    )


def test_a_case_is_handed_over_after_the_departure_too_but_not_to_whoever_has_it_nor_once_erased() -> None:
    case = departed(a_case().build())
    with pytest.raises(errors.ResponsibleAlready):
        case.charge.hand_over(FANG.id, "", by(HEAD, ENTERED))
    case.charge.hand_over(LI.id, "家属电话周五打", by(HEAD, ENTERED))
    erased(case)
    assert case.charge.handovers == []
    with pytest.raises(errors.CaseClosed):
        case.charge.hand_over(FANG.id, "", by(HEAD, ENTERED))


@pytest.mark.parametrize("name", OLD)
def test_an_old_case_opens_with_nobody_responsible_and_an_age_without_a_day(name: str) -> None:
    case = STORED.validate_python(upcast(OLD[name]))
    assert (case.charge.responsible, case.charge.handovers) == (None, [])
    age = case.identity.person.age.value
    assert age is None or age.estimated_on is None
    assert STORED.validate_python(upcast(STORED.dump_python(case, mode="json"))) == case
