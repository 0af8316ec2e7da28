"""A decision of the registry that was entered by mistake: what it froze is released."""

from shared.contracts.registry import OrganisationCorrected, OrganisationRevoked, OrganisationSuspended
from tests.grants.reactions.test_freezing import ORGANISATION, deliver, frozen, two_projects


async def test_suspension_that_was_entered_by_mistake_is_taken_back_and_releases_the_projects() -> None:
    grants = await two_projects()
    taken_back = OrganisationCorrected(
        organisation_id=ORGANISATION, fields=["status"], status="registered", open_reasons=0
    )
    await deliver(grants, (1, OrganisationSuspended(organisation_id=ORGANISATION, open_reasons=0)))
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}
    await deliver(grants, (2, taken_back))
    assert await frozen(grants) == {"p1": False, "p2": False, "other": False}


async def test_revocation_that_was_entered_by_mistake_is_taken_back_too() -> None:
    grants = await two_projects()
    taken_back = OrganisationCorrected(
        organisation_id=ORGANISATION, fields=["status"], status="registered", open_reasons=1
    )
    await deliver(grants, (1, OrganisationRevoked(organisation_id=ORGANISATION, open_reasons=1)), (2, taken_back))
    assert (await grants.standings.get(ORGANISATION)).reason_codes == ()
    assert await frozen(grants) == {"p1": True, "p2": True, "other": False}, "it is still listed as abnormal"
