"""What may be done, and why not."""

from services.registry.domain.actions import list_actions, organisation_actions, talent_actions
from services.registry.domain.kinds import OrganisationStatus
from services.registry.domain.talent import Talent
from shared.kernel.actions import AllowedAction
from shared.kernel.cause import Actor
from tests.builders_registry import LI, MONDAY, PLACES, a_profile, an_organisation, listed

REGISTRAR = Actor(LI, frozenset({"registrar"}))
RESCUER = Actor("staff-wang", frozenset({"rescue_worker"}))


def allowed(actions: list[AllowedAction]) -> set[str]:
    return {action.name for action in actions if action.allowed}


def test_registrar_may_clear_only_where_a_reason_is_open() -> None:
    clear = next(a for a in organisation_actions(an_organisation(), REGISTRAR) if a.name == "clear_abnormal_reason")
    assert not clear.allowed
    assert clear.reason_zh == "该组织没有尚未移出的列入事由。"
    assert "clear_abnormal_reason" in allowed(organisation_actions(listed(an_organisation(), "r-1"), REGISTRAR))


def test_nothing_but_a_correction_may_be_done_with_an_organisation_that_is_gone() -> None:
    organisation = listed(an_organisation(), "r-1")
    organisation.status = OrganisationStatus.REVOKED
    assert allowed(organisation_actions(organisation, REGISTRAR)) == {"correct_organisation"}


def test_suspended_organisation_may_resume() -> None:
    organisation = an_organisation()
    assert "suspend_organisation" in allowed(organisation_actions(organisation, REGISTRAR))
    organisation.status = OrganisationStatus.SUSPENDED
    assert "resume_organisation" in allowed(organisation_actions(organisation, REGISTRAR))


def test_rescue_worker_may_change_nothing_here() -> None:
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY)
    assert not allowed(organisation_actions(an_organisation(), RESCUER))
    assert not allowed(talent_actions(talent, RESCUER))
    assert not allowed(list_actions(RESCUER))
    assert allowed(list_actions(REGISTRAR)) == {"register_organisation", "import_organisations", "add_talent"}


def test_person_who_withdrew_cannot_be_updated() -> None:
    talent = Talent.add("t-1", a_profile(), PLACES, by=LI, at=MONDAY)
    assert allowed(talent_actions(talent, REGISTRAR)) == {"update_talent", "withdraw_talent"}
    talent.withdraw(LI, MONDAY)
    assert not allowed(talent_actions(talent, REGISTRAR))
