"""What may be done, and why not."""

from services.registry.app import COMMANDS
from services.registry.domain.funded_project import FundedProject
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.organisation import Organisation
from services.registry.domain.permissions import (
    ON_ENDING,
    ON_IMPORTS,
    ON_ORGANISATION,
    ON_POOL,
    ON_REASON,
    ON_REGISTER,
    ON_TALENT,
)
from services.registry.domain.talent import Talent
from shared.kernel.actions import AllowedAction, Offers
from shared.kernel.cause import Actor
from tests.builders_registry import ACT, LI, MONDAY, PLACES, RULES, a_profile, an_organisation, listed

REGISTRAR = Actor(LI, frozenset({"registrar"}))
RESCUER = Actor("staff-wang", frozenset({"rescue_worker"}))
OFFERS = Offers(COMMANDS)


def allowed(actions: list[AllowedAction]) -> set[str]:
    return {action.name for action in actions if action.allowed}


def clearing(organisation: Organisation, reason_id: str) -> AllowedAction:
    (clear,) = OFFERS.on(ON_REASON, (organisation, reason_id), REGISTRAR)
    assert clear.name == "clear_abnormal_reason"
    return clear


def test_registrar_may_clear_only_a_reason_that_is_open() -> None:
    organisation = listed(an_organisation(), "r-1", "r-2")
    organisation.credit.clear_reason("r-1", "已补报", ACT, RULES)
    assert clearing(organisation, "r-2").allowed
    assert clearing(organisation, "r-1").reason_zh == "这条事由已经移出，无需重复办理。"
    organisation.status = OrganisationStatus.DEREGISTERED
    assert clearing(organisation, "r-2").reason_zh == "该组织已注销、撤销或者吊销，不能再办理此项。"


def test_nothing_but_a_correction_may_be_done_with_an_organisation_that_is_gone() -> None:
    organisation = listed(an_organisation(), "r-1")
    organisation.status = OrganisationStatus.REVOKED
    assert allowed(OFFERS.on(ON_ORGANISATION, organisation, REGISTRAR)) == {
        "correct_organisation",
        "propose_retraction",
    }


def test_organisation_may_end_once_its_funded_projects_are_closed() -> None:
    organisation = an_organisation()
    assert allowed(OFFERS.on(ON_ENDING, (organisation, []), REGISTRAR)) == {"deregister_organisation"}
    running = [FundedProject("p-1", "org-1", "资2026-0007", running=True)]
    (refused,) = OFFERS.on(ON_ENDING, (organisation, running), REGISTRAR)
    assert not refused.allowed
    assert "资2026-0007" in str(refused.reason_zh)


def test_suspended_organisation_may_resume() -> None:
    organisation = an_organisation()
    assert "suspend_organisation" in allowed(OFFERS.on(ON_ORGANISATION, organisation, REGISTRAR))
    organisation.status = OrganisationStatus.SUSPENDED
    assert "resume_organisation" in allowed(OFFERS.on(ON_ORGANISATION, organisation, REGISTRAR))


def test_rescue_worker_may_change_nothing_here() -> None:
    organisation = listed(an_organisation(), "r-1")
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY)
    assert not allowed(OFFERS.on(ON_ORGANISATION, organisation, RESCUER))
    assert not allowed(OFFERS.on(ON_REASON, (organisation, "r-1"), RESCUER))
    assert not allowed(OFFERS.on(ON_TALENT, talent, RESCUER))
    for target, names in (
        (ON_REGISTER, {"register_organisation", "start_export"}),
        (ON_IMPORTS, {"import_organisations", "start_import"}),
        (ON_POOL, {"add_talent"}),
    ):
        assert allowed(OFFERS.on(target, None, RESCUER)) <= {"start_export"}, "which changes nothing"
        assert allowed(OFFERS.on(target, None, REGISTRAR)) == names


def test_person_who_withdrew_cannot_be_updated() -> None:
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY)
    assert allowed(OFFERS.on(ON_TALENT, talent, REGISTRAR)) == {"update_talent", "withdraw_talent"}
    talent.withdraw(LI, MONDAY)
    assert not allowed(OFFERS.on(ON_TALENT, talent, REGISTRAR))
