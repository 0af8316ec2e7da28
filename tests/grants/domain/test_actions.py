"""Tests of what an actor may do with a project."""

from services.grants.domain.actions import instalment_actions, project_actions
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from tests.builders_grants import MONDAY_9AM, OFFICER, a_payment, a_project, an_abnormal_standing

REGISTRAR = Actor("dengji", frozenset({"registrar"}))


def by_name(actions: list[AllowedAction]) -> dict[str, bool]:
    return {action.name: action.allowed for action in actions}


def test_project_actions_of_an_officer_on_a_running_project_are_allowed() -> None:
    actions = project_actions(a_project("p1", 500_000), OFFICER)
    assert by_name(actions) == {"plan_instalments": True, "pay_instalment": True}


def test_project_actions_of_a_registrar_are_refused_by_role() -> None:
    actions = project_actions(a_project("p1", 500_000), REGISTRAR)
    assert by_name(actions) == {"plan_instalments": False, "pay_instalment": False}


def test_project_actions_on_a_frozen_project_give_the_reason() -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    plan, pay = project_actions(project, OFFICER)
    assert plan.allowed
    assert not pay.allowed
    assert pay.reason_zh is not None
    assert "冻结" in pay.reason_zh


def test_instalment_actions_on_a_paid_one_are_to_reverse_it_alone() -> None:
    project = a_project("p1", 500_000, 500_000)
    project.pay_instalment(1, a_payment())
    assert by_name(instalment_actions(project, 1, OFFICER)) == {
        "pay_instalment": False,
        "cancel_instalment": False,
        "reverse_payment": True,
    }
    assert by_name(instalment_actions(project, 2, OFFICER)) == {
        "pay_instalment": True,
        "cancel_instalment": True,
        "reverse_payment": False,
    }
