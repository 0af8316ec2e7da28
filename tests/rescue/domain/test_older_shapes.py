"""Cases that were stored in an older shape are brought up to the present one."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from services.rescue.domain.case import RescueCase
from services.rescue.domain.older_shapes import upcast
from tests.rescue.domain.test_every_verb import STATES, VERBS, refused

STORED = TypeAdapter(RescueCase)


def flat(state: dict[str, Any]) -> dict[str, Any]:
    """The state as it was stored until November 2026: the fields of all parts beside each other."""
    whole = dict(state)
    parts = [whole.pop(part) for part in ("custody", "identity", "conversation", "search", "limits")]
    states = {"custody": parts[0].pop("state"), "identity": parts[1].pop("state")}
    return {name: value for part in parts for name, value in part.items()} | whole | states


@settings(deadline=None)
@given(st.sampled_from(sorted(STATES)), st.lists(st.sampled_from(sorted(VERBS)), max_size=8))
def test_a_flat_case_comes_back_whole_and_a_present_one_as_it_is(state: str, verbs: list[str]) -> None:
    case = STATES[state]()
    for verb in verbs:
        refused(VERBS[verb], case)
    case.conversation.ability_reports, case.conversation.asked_again_at = [], None  # a flat case had neither
    stored = STORED.dump_python(case, mode="json")
    assert upcast(stored) == stored
    old = flat(STORED.dump_python(case, mode="json"))
    assert "conversation" not in old
    assert STORED.validate_python(upcast(old)) == case


def test_a_flat_case_from_before_a_field_was_known_gets_its_default() -> None:
    old = flat(STORED.dump_python(STATES["received"](), mode="json"))
    for name in ("entry_corrections", "declared", "interpreter_requests", "erasure", "erasure_proposal"):
        del old[name]
    case = STORED.validate_python(upcast(old))
    assert case == STATES["received"]()
