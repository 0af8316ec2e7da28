"""Whatever was done to an organisation: letting time pass in one leap or day by day comes to the same."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.kinds import OrganisationStatus, ReasonCode, SeriousGround, Standing
from services.registry.domain.listing import Listing
from services.registry.domain.organisation import Organisation
from shared.clock.deadlines import NothingDue
from shared.kernel.act import Act
from shared.kernel.calendar import local_date
from shared.kernel.errors import DomainError
from shared.storage.documents import adapter_of
from tests.builders_registry import MONDAY, PLACES, RULES, an_act, an_organisation

CLOCK = "service:registry"
VERBS: dict[str, Callable[[Organisation, Act], object]] = {
    "suspend": lambda o, a: o.suspend("1", local_date(a.occurred_at) + timedelta(days=40), a, RULES),
    "resume": lambda o, a: o.resume("2", a, RULES),
    "revoke": lambda o, a: o.revoke("3", a, RULES),
    "withdraw": lambda o, a: o.withdraw_licence("4", a, RULES),
    "deregister": lambda o, a: o.deregister("5", (), a, RULES),
    "warn": lambda o, a: _list(o, Listing(ReasonCode.PENALISED, decision_no=a.occurred_at.isoformat()), a),
    "unreachable": lambda o, a: _list(o, Listing(ReasonCode.UNREACHABLE), a),
    "clear": lambda o, a: o.credit.clear_reason(o.open_reasons[0].id if o.open_reasons else "?", "好", a, RULES),
    "debtor": lambda o, a: o.credit.list_serious(SeriousGround.DISHONEST_DEBTOR, "6", "", a, RULES),
    "leave": lambda o, a: o.credit.leave_serious_list("好", a, RULES),
    "correct": lambda o, a: o.correct(
        replace(o.particulars, address=f"{a.occurred_at:%Y%m%d}号"), PLACES, "抄录错误", a, RULES
    ),
    "rename": lambda o, a: o.change(
        {"name": f"协会{a.occurred_at:%Y%m%d}"}, local_date(a.occurred_at), "7", a, places=PLACES, rules=RULES
    ),
}
ACTS = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 500), st.integers(0, 90)), max_size=8)


def _list(organisation: Organisation, listing: Listing, act: Act) -> None:
    organisation.credit.list_abnormal(f"r-{len(organisation.credit.reasons)}", listing, act, RULES)


def lived(acts: list[tuple[str, int, int]], step: timedelta | None) -> Organisation:
    """An organisation to which this was done, each so many days after the one before and written down so much later.

    The clock looks at every ``step``, or only when something is done.
    """
    one, now = an_organisation(), MONDAY
    for verb, later, late in acts:
        after = now + timedelta(days=later)
        let_pass(one, now, after, step)
        now = after
        try:
            VERBS[verb](one, an_act(now - timedelta(days=late), now))
        except DomainError:
            continue
    let_pass(one, now, now + timedelta(days=2000), step)
    return one


def let_pass(one: Organisation, start: datetime, end: datetime, step: timedelta | None) -> None:
    while start < end:
        start = min(end, start + step) if step else end
        if one.next_due_at is not None and one.next_due_at <= start:
            one.pass_time(CLOCK, start, RULES)


def facts(one: Organisation) -> object:
    """All but when the clock wrote it down."""
    told = [(step.status, step.told.occurred_at) for step in one.steps]
    reasons = [(r.id, r.listed.occurred_at, r.cleared and r.cleared.occurred_at) for r in one.credit.reasons]
    grounds = [(e.ground, e.listed.occurred_at, e.left and e.left.occurred_at) for e in one.credit.serious]
    return one.status, one.particulars, told, reasons, grounds, one.blocked, one.clocks


@given(acts=ACTS)
def test_one_leap_and_many_steps_come_to_the_same(acts: list[tuple[str, int, int]]) -> None:
    assert facts(lived(acts, None)) == facts(lived(acts, timedelta(days=17)))


@given(acts=ACTS)
def test_in_the_end_no_clock_runs_that_should_have_struck_and_the_state_is_sound(
    acts: list[tuple[str, int, int]],
) -> None:
    one = lived(acts, None)
    assert one.status is not OrganisationStatus.SUSPENDED
    assert (one.standing is Standing.CLEAR) is (not one.open_reasons and not one.credit.open_grounds)
    if not one.status.has_ended:
        assert not [reason for reason in one.open_reasons if reason.asks_no_remedy]
        assert one.standing is not Standing.ABNORMAL, "2000 days are more than two years"
    with suppress(NothingDue):
        one.pass_time(CLOCK, MONDAY + timedelta(days=8 * 500 + 2000), RULES)
    adapter = adapter_of(Organisation)
    assert adapter.validate_python(adapter.dump_python(one, mode="json")) == one
