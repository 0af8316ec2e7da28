"""Tests of what an actor may do with a project."""

from services.grants.app import COMMANDS
from services.grants.domain.permissions import ON_ACCOUNT, ON_INSTALMENT, ON_PLAN, ON_PROJECT, ON_PROJECTS, Part, Plan
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from tests.builders_grants import (
    CASHIER,
    HEAD,
    MONDAY_9AM,
    OFFICER,
    a_project,
    an_abnormal_standing,
    an_account,
    pay,
)

REGISTRAR = Actor("dengji", frozenset({"registrar"}))
OFFERS = Offers(COMMANDS)


def allowed(actions: list[AllowedAction]) -> set[str]:
    return {action.name for action in actions if action.allowed}


def test_project_actions_of_an_officer_are_to_plan_correct_and_close() -> None:
    actions = OFFERS.on(ON_PROJECT, a_project("p1", 500_000), OFFICER)
    assert allowed(actions) == {"plan_instalments", "correct_contract", "correct_contract_party", "propose_closing"}


def test_project_actions_of_the_head_are_to_approve_what_others_planned() -> None:
    actions = OFFERS.on(ON_PLAN, Plan(a_project("p1", 500_000, approved=False)), HEAD)
    assert allowed(actions) == {"approve_plan"}
    both = Actor(OFFICER.id, OFFICER.roles | HEAD.roles)
    assert "approve_plan" not in allowed(OFFERS.on(ON_PLAN, Plan(a_project("p1", 500_000, approved=False)), both))


def test_project_actions_of_a_registrar_are_refused_by_role() -> None:
    assert not allowed(OFFERS.on(ON_PROJECT, a_project("p1", 500_000), REGISTRAR))


def test_actions_on_a_frozen_project_give_the_reason() -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    assert "plan_instalments" in allowed(OFFERS.on(ON_PROJECT, project, OFFICER))
    pay_it = OFFERS.on(ON_INSTALMENT, Part(project, 1, an_account()), CASHIER)[0]
    assert not pay_it.allowed
    assert pay_it.reason_zh is not None
    assert "冻结" in pay_it.reason_zh


def test_instalment_actions_on_a_paid_one_are_to_ask_for_its_reversal_alone() -> None:
    project = a_project("p1", 500_000, 500_000)
    pay(project, 1)
    account = an_account()
    everybody = Actor("wang", OFFICER.roles | HEAD.roles | CASHIER.roles)
    assert allowed(OFFERS.on(ON_INSTALMENT, Part(project, 1, account), everybody)) == {"propose_reversal"}
    assert allowed(OFFERS.on(ON_INSTALMENT, Part(project, 2, account), everybody)) == {
        "pay_instalment",
        "cancel_instalment",
        "correct_instalment",
    }


def test_account_actions_are_to_verify_for_finance_and_to_take_back_for_who_entered_it() -> None:
    account = an_account(verified=False)
    assert allowed(OFFERS.on(ON_ACCOUNT, account, CASHIER)) == {"verify_account", "decline_account"}
    assert allowed(OFFERS.on(ON_ACCOUNT, account, OFFICER)) == {"decline_account"}
    assert allowed(OFFERS.on(ON_ACCOUNT, an_account(), OFFICER)) == {"enter_account"}


def test_actions_on_the_list_are_to_open_a_project() -> None:
    assert allowed(OFFERS.on(ON_PROJECTS, None, OFFICER)) == {"open_project"}
    assert not allowed(OFFERS.on(ON_PROJECTS, None, REGISTRAR))
