"""HTTP: what the people of an organisation read of it."""

from fastapi import APIRouter

from services.registry.domain.errors import OrganisationNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.own_organisation import OwnOrganisation, OwnOrganisations
from shared.web.command_routes import ALWAYS
from shared.web.deps import AnybodyDep
from shared.web.problems import problems

router = APIRouter(prefix="/own/organisations", tags=["own"], responses=problems(*ALWAYS))


@router.get("")
async def get_own_organisations(app: AppDep, actor: AnybodyDep) -> OwnOrganisations:
    """Every organisation whose people somebody is of."""
    return await app.own_organisations(actor)


@router.get("/{organisation_id}", responses=problems(OrganisationNotFound))
async def get_own_organisation(app: AppDep, actor: AnybodyDep, organisation_id: str) -> OwnOrganisation:
    """One of them: what the register says of it, its standing with the reasons, and what happened."""
    return await app.own_organisation(actor, organisation_id)
