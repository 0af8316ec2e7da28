"""Nothing leaves that was not declared to, nobody is named, and an operator cannot allow what may not leave."""

import pytest

from shared.contracts.catalogue import all_contracts
from shared.contracts.decoding import decode, envelope_of
from shared.contracts.rescue import InterpreterRequested
from shared.subscribers.leaving import leaving, leaving_types, pseudonym
from shared.subscribers.subscribers import SubscriberNameInvalid, TypeMayNotLeave, chosen_types, require_name
from tests.messaging.running import TYPE, an_event

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
INTERPRETER = InterpreterRequested(
    request_id="r", case_id="c", area="安徽阜阳", dialect="阜阳话", requested_by="wang.li", case_no="救2026-0117"
)


def test_an_event_with_area_and_dialect_does_not_leave() -> None:
    event = decode(an_event("c", 1, type=INTERPRETER.type(), data=INTERPRETER.payload())).event
    assert leaving(event, KEY) is None


def test_an_event_of_no_known_type_does_not_leave() -> None:
    assert leaving(envelope_of(an_event("s", 1, type="grants.secret.told.v1")), KEY) is None


def test_a_field_that_the_contract_does_not_declare_does_not_leave() -> None:
    data = {"project_id": "s", "organisation_id": "o", "project_no": "1", "author": "wang.li"}
    left = leaving(envelope_of(an_event("s", 1, data=data)), KEY)
    assert left is not None
    assert b"wang.li" not in left


def test_of_rescue_only_the_opening_of_a_case_leaves() -> None:
    assert [type_ for type_ in leaving_types() if type_.startswith("rescue.")] == ["rescue.case.opened.v1"]
    assert not any(type_.startswith(("notify.", "registry.job.", "registry.interpreter.")) for type_ in leaving_types())


def test_a_person_is_one_pseudonym_to_a_subscriber_and_another_one_to_the_next() -> None:
    assert pseudonym("wang.li", KEY) == pseudonym("wang.li", KEY)
    assert len({pseudonym("wang.li", KEY), pseudonym("li.wang", KEY), pseudonym("wang.li", OTHER_KEY)}) == 3
    assert pseudonym("service:rescue", KEY) == "service:rescue"


def test_a_star_stands_for_what_may_leave_and_begins_so() -> None:
    assert TYPE in chosen_types(["grants.*"])
    assert set(chosen_types(["*"])) == set(leaving_types())
    assert "rescue.interpreter.requested.v1" not in chosen_types(["rescue.*"])


@pytest.mark.parametrize("word", [INTERPRETER.type(), "#", "notify.*", "grants.project.opened", ""])
def test_what_may_not_leave_is_not_allowed_to_anybody(word: str) -> None:
    with pytest.raises(TypeMayNotLeave):
        chosen_types([TYPE, word])


def test_every_type_that_may_leave_is_a_contract() -> None:
    assert set(leaving_types()) < set(all_contracts())


@pytest.mark.parametrize("name", ["", "a", "A", "events", "tongxin", "amq", "a.b", "-a", "a" * 31, "a/b", "城"])
def test_a_name_that_would_reach_into_another_is_refused(name: str) -> None:
    with pytest.raises(SubscriberNameInvalid):
        require_name(name)
