"""Tests of what an actor may do with a project."""

from services.grants.app import COMMANDS
from services.grants.domain.permissions import ON_INSTALMENT, ON_PROJECT, ON_PROJECTS
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from tests.builders_grants import MONDAY_9AM, OFFICER, a_payment, a_project, an_abnormal_standing

REGISTRAR = Actor("dengji", frozenset({"registrar"}))
OFFERS = Offers(COMMANDS)


def by_name(actions: list[AllowedAction]) -> dict[str, bool]:
    return {action.name: action.allowed for action in actions}


def test_project_actions_of_an_officer_on_a_running_project_are_allowed() -> None:
    actions = OFFERS.on(ON_PROJECT, a_project("p1", 500_000), OFFICER)
    assert by_name(actions) == {
        "plan_instalments": True,
        "propose_amount": True,
        "approve_amount": False,
        "decline_amount": False,
    }


def test_project_actions_of_a_registrar_are_refused_by_role() -> None:
    actions = OFFERS.on(ON_PROJECT, a_project("p1", 500_000), REGISTRAR)
    assert set(by_name(actions).values()) == {False}


def test_project_actions_on_a_frozen_project_give_the_reason() -> None:
    project = a_project("p1", 500_000)
    project.follow(an_abnormal_standing("a"), MONDAY_9AM)
    plan = OFFERS.on(ON_PROJECT, project, OFFICER)[0]
    pay = OFFERS.on(ON_INSTALMENT, (project, 1), OFFICER)[0]
    assert plan.allowed
    assert not pay.allowed
    assert pay.reason_zh is not None
    assert "冻结" in pay.reason_zh


def test_instalment_actions_on_a_paid_one_are_to_reverse_it_alone() -> None:
    project = a_project("p1", 500_000, 500_000)
    project.pay_instalment(1, a_payment())
    assert by_name(OFFERS.on(ON_INSTALMENT, (project, 1), OFFICER)) == {
        "pay_instalment": False,
        "cancel_instalment": False,
        "reverse_payment": True,
    }
    assert by_name(OFFERS.on(ON_INSTALMENT, (project, 2), OFFICER)) == {
        "pay_instalment": True,
        "cancel_instalment": True,
        "reverse_payment": False,
    }


def test_actions_on_the_list_are_to_open_a_project() -> None:
    assert by_name(OFFERS.on(ON_PROJECTS, None, OFFICER)) == {"open_project": True}
    assert by_name(OFFERS.on(ON_PROJECTS, None, REGISTRAR)) == {"open_project": False}
