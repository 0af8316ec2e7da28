"""Whatever is tried by whomever: nobody does two of plan, approval and payment; the money stays right."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.grants.app import COMMANDS
from services.grants.domain import errors, hands
from services.grants.domain.agreement import ContractParty
from services.grants.domain.closing import approve_closing, decline_closing, propose_closing
from services.grants.domain.closure import ClosureKind
from services.grants.domain.correcting import approve_correction, decline_correction, propose_correction
from services.grants.domain.entry import Entry
from services.grants.domain.instalment import PlannedPart
from services.grants.domain.paying import pay_instalment
from services.grants.domain.permissions import ON_INSTALMENT, ON_PROJECT
from services.grants.domain.project import Project
from services.grants.domain.report import ReportNeed, ReportState
from services.grants.domain.standing import Standing
from shared.kernel.errors import DomainError
from tests.builders_grants import HEAD, MONDAY_9AM, ORGANISATION, a_project, an_account, an_act, parts, pay
from tests.run.depth import tries

PEOPLE = ("zhou", "shen", "wu", "li")
Verb = Callable[[Project, int, int, str], None]


def _correct(project: Project, no: int, fen: int, by: str) -> None:
    propose_correction(project, no, PlannedPart(fen, date(2026, 7, 1), ReportNeed.NONE), "x", an_act(by))


def _correct_contract(project: Project, _no: int, fen: int, by: str) -> None:
    terms = project.agreement.terms
    after = type(terms)(terms.contract_no, terms.title, terms.field, fen, terms.signed_on)
    propose_correction(project, None, after, "x", an_act(by))


def _report(project: Project, no: int, _fen: int, by: str) -> None:
    project.submit_report(no, "活动报告", "收文 1", an_act(by))


def _correct_party(project: Project, _no: int, fen: int, by: str) -> None:
    propose_correction(project, None, ContractParty(f"org-{fen}", None), "x", an_act(by))


def _close(project: Project, no: int, fen: int, by: str) -> None:
    propose_closing(project, ClosureKind.TERMINATED if no == 1 else ClosureKind.COMPLETED, "x", fen, an_act(by))


VERBS: dict[str, Verb] = {
    "plan_instalments": lambda project, _, fen, by: project.plan_instalments(parts(fen), an_act(by)),
    "plan with a report": lambda p, _, fen, by: p.plan_instalments(parts(fen, report=ReportNeed.FINAL), an_act(by)),
    "approve_plan": lambda project, _, __, by: project.approve_plan(an_act(by)),
    "pay_instalment": lambda project, no, _, by: pay(project, no, by),
    "cancel_instalment": lambda project, no, _, by: project.cancel_instalment(no, "x", an_act(by)),
    "propose_reversal": lambda project, no, _, by: project.propose_reversal(no, "x", an_act(by)),
    "approve_reversal": lambda project, no, _, by: project.approve_reversal(no, an_act(by)),
    "decline_reversal": lambda project, no, _, by: project.decline_reversal(no, an_act(by)),
    "submit_report": _report,
    "hand_in_report": _report,
    "accept_report": lambda project, no, _, by: project.accept_report(no, an_act(by)),
    "return_report": lambda project, no, _, by: project.return_report(no, "x", an_act(by)),
    "correct_instalment": _correct,
    "correct_contract": _correct_contract,
    "approve_correction": lambda project, _, __, by: approve_correction(project, an_act(by)),
    "decline_correction": lambda project, _, __, by: decline_correction(project, an_act(by)),
    "correct_contract_party": _correct_party,
    "propose_closing": _close,
    "approve_closing": lambda project, _, __, by: approve_closing(project, an_act(by)),
    "decline_closing": lambda project, _, __, by: decline_closing(project, an_act(by)),
    "freeze or release": lambda project, no, fen, _: project.follow(
        Standing(ORGANISATION, fen % 2, {"r": "a"} if fen % 2 else {}, project.standing_revision + 1), MONDAY_9AM
    ),
}
OFTEN = (
    *("approve_plan", "pay_instalment", "propose_reversal", "approve_reversal", "approve_reversal"),
    *("correct_instalment", "approve_correction", "submit_report", "accept_report"),
)
"""What leads on, so that most stories come as far as a payment that is taken back."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*sorted(VERBS), *OFTEN]),
        st.integers(1, 3),
        st.sampled_from((1, 300_000, 600_000, 2_000_000)),
        st.sampled_from(PEOPLE),
    ),
    min_size=10,
    max_size=50,
)


def _entries(project: Project) -> list[object]:
    """Every payment that was ever recorded, and what was not taken back."""
    found: list[object] = []
    for part in project.instalments:
        found += [(part.no, one.amount_fen, one.payment) for one in part.reversals if one.approved]
        found += [(part.no, part.amount_fen, part.payment)] if part.payment else []
    return found


def test_every_command_on_a_project_is_among_the_verbs() -> None:
    about = (ON_PROJECT.name, ON_INSTALMENT.name)
    assert {command.name for command in COMMANDS if command.target in about} <= set(VERBS)


@settings(max_examples=tries(300, full=5000), deadline=None)
@given(STEPS)
def test_any_steps_by_anybody_keep_people_apart_and_the_money_right(steps: list[tuple[str, int, int, str]]) -> None:
    """Basis: registry-grants notes 4.6; 财会〔2012〕21号 第十二条."""
    project = a_project()
    project.plan_instalments(parts(300_000), an_act("zhou"))
    project.approve_plan(an_act("shen"))
    pay(project, 1, "wu")
    project.plan_instalments(parts(600_000, report=ReportNeed.FINAL), an_act("shen"))
    for verb, no, fen, by in steps:
        paid_before, was_frozen, count = _entries(project), project.frozen, project.paid_fen
        with contextlib.suppress(DomainError):
            VERBS[verb](project, no, fen, by)
        assert all(entry in _entries(project) for entry in paid_before), "what was paid was altered"
        committed = sum(one.amount_fen for one in project.instalments if not one.is_cancelled and one.approved)
        assert max(committed, project.paid_fen) <= project.planned_fen <= project.agreement.amount_fen
        assert project.agreement.amount_fen == project.paid_fen + project.unpaid_fen + project.released_fen
        assert not (project.closure and any(one.is_open for one in project.instalments)), "open though closed"
        assert project.closure is None or project.closure.proposed.by != project.closure.decided.by  # type: ignore[union-attr]
        assert not (was_frozen and project.paid_fen > count), "paid while frozen"
        for part in project.instalments:
            had = hands.hands_of(part, project.corrections)
            for one, other in hands.APART:
                assert not had[one] & had[other], (one, other)
            assert len(hands.APART) == 6
            assert part.approved or not part.is_paid
            if part.is_paid:
                assert part.report_state in (ReportState.NOT_NEEDED, ReportState.ACCEPTED)
            for one in part.reversals:
                assert not one.approved or (
                    one.decided and one.decided.by not in (one.proposed.by, one.payment.entry.by)
                )


@pytest.mark.parametrize(("by", "did"), [("zizhu", "计划过"), (HEAD.id, "批准过")])
def test_pay_by_whoever_planned_or_approved_says_so(by: str, did: str) -> None:
    project = a_project("p1", 500_000)
    with pytest.raises(errors.ThreePeopleRequired) as refused:
        pay(project, 1, by=by)
    assert did in refused.value.sentence("zh")


def test_pay_to_an_account_that_one_entered_oneself_is_refused() -> None:
    """registry-grants notes 4.6: payee account = verified account; staff is not finance."""
    project, account = a_project("p1", 500_000), an_account()
    account.accounts[0] = replace(account.accounts[0], entered=Entry.of(an_act("zi2")))
    with pytest.raises(errors.ThreePeopleRequired, match="account"):
        pay_instalment(project, 1, "PZ-1", account, an_act("zi2"), account_id=account.current_id)
    pay_instalment(project, 1, "PZ-1", account, an_act("caiwu"), account_id=account.current_id)


def a_project_with_a_report() -> Project:
    """Planned by zizhu, approved by the head, its report entered by a second officer."""
    project = a_project()
    project.plan_instalments(parts(500_000, report=ReportNeed.FINAL), an_act())
    project.approve_plan(an_act(HEAD.id))
    project.submit_report(1, "末期报告", "收文 1", an_act("zi2"))
    return project


def test_accept_or_return_the_report_of_what_one_planned_oneself_is_refused() -> None:
    """registry-grants notes 4.6: approver is not requester."""
    project = a_project_with_a_report()
    for decide in (lambda: project.accept_report(1, an_act()), lambda: project.return_report(1, "x", an_act())):
        with pytest.raises(errors.ThreePeopleRequired, match="planned"):
            decide()
    project.accept_report(1, an_act(HEAD.id))


def test_pay_what_one_accepted_the_report_of_is_refused() -> None:
    """registry-grants notes 4.6: approver staff is not finance."""
    project = a_project_with_a_report()
    project.accept_report(1, an_act("mallory"))
    with pytest.raises(errors.ThreePeopleRequired, match="report"):
        pay(project, 1, by="mallory")
    pay(project, 1)


def test_approve_what_one_planned_oneself_is_refused() -> None:
    project = a_project("p1", 500_000, approved=False)
    with pytest.raises(errors.ThreePeopleRequired):
        project.approve_plan(an_act())
    project.approve_plan(an_act(HEAD.id))
    with pytest.raises(errors.PlanIsApproved):
        project.approve_plan(an_act(HEAD.id))


def test_pay_what_is_not_approved_is_refused() -> None:
    with pytest.raises(errors.InstalmentNotApproved):
        pay(a_project("p1", 500_000, approved=False), 1)
