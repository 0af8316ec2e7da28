"""Organisations stored before acts had two times open as they were, and nothing is invented for the past."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.registry.domain.events import OrganisationCorrected
from services.registry.domain.kinds import Standing
from services.registry.domain.older_shapes import upcast
from services.registry.domain.organisation import Organisation
from services.registry.domain.profile import profile_of
from services.registry.domain.profile_events import ProfileChanged
from shared.clock.deadlines import NothingDue
from shared.storage.documents import adapter_of, read_state
from tests.builders_registry import RULES, a_code

THEN = datetime(2024, 5, 1, 2, tzinfo=UTC)
AT = THEN.isoformat()
PARTICULARS = {
    "uscc": a_code(1), "name": "奉化区正确协会", "kind": "association", "street_code": "330213001", "address": "",
    "supervisor": "", "legal_representative": "", "founded_on": "2017-07-01",
}  # fmt: skip
WRONG = PARTICULARS | {"name": "奉化区错误协会"}
OLD: dict[str, Any] = {
    "id": "org-1",
    "particulars": PARTICULARS,
    "status": "suspended",
    "reasons": [
        {"id": "r-1", "listing": {"code": "unreachable", "year": None, "note": "", "decision_no": ""},
         "listed_by": "li", "listed_at": AT, "cleared_by": "li", "cleared_at": AT, "clearing_note": "已联系"},
        {"id": "r-2", "listing": {"code": "annual_report_missing", "year": 2022, "note": "", "decision_no": ""},
         "listed_by": "li", "listed_at": AT, "cleared_by": None, "cleared_at": None, "clearing_note": ""},
    ],
    "corrections": [{"before": WRONG, "fields": ["name"], "reason": "抄录错误", "by": "li", "at": AT}],
    "steps": [{"status": "suspended", "decision_no": "奉民决1号", "by": "li", "at": AT, "until": None}],
    "invented": False,
}  # fmt: skip


def opened(**changes: Any) -> Organisation:
    return read_state(adapter_of(Organisation), OLD | changes, upcast)


def test_what_was_not_asked_before_stays_unknown() -> None:
    one = opened()
    cleared, open_reason = one.credit.reasons
    assert (open_reason.listed.occurred_at, open_reason.listed.recorded_at) == (None, THEN)
    assert cleared.cleared is not None
    assert one.steps[0].told.occurred_at is None
    assert (one.corrections[0].told.by, one.corrections[0].told.recorded_at) == ("li", THEN)
    assert (one.standing, one.clocks, one.next_due_at) == (Standing.ABNORMAL, None, None)


def test_a_correction_of_before_is_part_of_the_history_of_its_fact() -> None:
    name = opened().history["name"]
    assert name.at(date(2000, 1, 1)) == "奉化区正确协会"
    assert name.at(date(2000, 1, 1), THEN - timedelta(days=1)) == "奉化区错误协会"


def test_time_passes_once_where_there_were_no_clocks_and_counts_from_when_it_was_written_down() -> None:
    one = opened(status="registered", steps=[])
    one.pass_time("service:registry", THEN + timedelta(days=1), RULES)
    assert one.next_due_at == datetime(2026, 5, 1, 16, tzinfo=UTC)


def test_a_suspension_without_an_end_has_no_clock_and_the_name_of_a_gone_one_is_blocked() -> None:
    one = opened()
    one.credit.reasons.pop()
    one.pass_time("service:registry", THEN, RULES)
    assert one.clocks == []
    steps = [{"status": "deregistered", "decision_no": "1", "by": "li", "at": AT, "until": None}]
    gone = opened(status="deregistered", steps=steps)
    gone.pass_time("service:registry", THEN, RULES)
    assert [block.name for block in gone.blocked] == ["奉化区正确协会"]


def test_others_are_told_the_name_once_because_it_did_not_travel_before() -> None:
    one = opened()
    one.pass_time("service:registry", THEN, RULES)
    told, facts = one.recorded()
    assert isinstance(told, OrganisationCorrected)
    assert facts == ProfileChanged("org-1", profile_of(one), THEN)
    assert (told.organisation_id, told.fields, told.name) == ("org-1", (), "奉化区正确协会")
    with pytest.raises(NothingDue):
        one.pass_time("service:registry", THEN, RULES)
    assert one.corrections == opened().corrections


def test_the_present_shape_is_left_as_it_is() -> None:
    adapter, one = adapter_of(Organisation), opened()
    state = adapter.dump_python(one, mode="json")
    assert upcast(state) is state
    assert read_state(adapter, state, upcast) == one


def test_nobody_said_then_which_particulars_are_examples() -> None:
    assert opened().invented_fields == ()


def test_what_came_in_ended_before_its_state_was_kept_as_a_step_blocks_its_name_from_its_entry() -> None:
    stored = adapter_of(Organisation).dump_python(opened(status="registered", steps=[]), mode="json")
    for one in stored["history"]["name"]["versions"]:
        one["recorded_at"] = AT
    state = {**stored, "id": "org-1", "status": "revoked", "clocks": []}
    ended = read_state(adapter_of(Organisation), state, upcast)
    assert ended.clocks is None
    ended.pass_time("service:registry", THEN + timedelta(days=30), RULES)
    assert [one.name for one in ended.blocked] == ["奉化区正确协会"]
    assert (ended.steps[0].told.occurred_at, ended.steps[0].told.recorded_at) == (None, THEN)
