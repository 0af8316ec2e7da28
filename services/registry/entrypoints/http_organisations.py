"""HTTP: the register of organisations; the doors of its commands are derived from what they declare."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.registry.domain.errors import OrganisationNotFound
from services.registry.entrypoints.deps import AppDep
from services.registry.queries.likely_organisations import LikelyOrganisations, WordsOfName
from services.registry.queries.organisation_list import OrganisationFilter, OrganisationList
from services.registry.queries.organisation_page import AsOfQuestion, OrganisationPage
from shared.storage.reading import CursorUnknown
from shared.web.command_routes import ALWAYS
from shared.web.deps import ActorDep
from shared.web.paging import PagingDep
from shared.web.problems import problems

router = APIRouter(prefix="/organisations", tags=["organisations"], responses=problems(*ALWAYS))


@router.get("", responses=problems(CursorUnknown))
async def get_organisations(
    app: AppDep,
    actor: ActorDep,
    paging: PagingDep,
    wanted: Annotated[OrganisationFilter, Query()],
) -> OrganisationList:
    """Search by characters, pinyin, initials or credit code; filter; sort; page by page."""
    return await app.organisation_list(actor, wanted, paging.cursor, paging.limit)


@router.get("/likely")
async def get_likely_organisations(
    app: AppDep, actor: ActorDep, wanted: Annotated[WordsOfName, Query()]
) -> LikelyOrganisations:
    """Whom somebody most likely means: exact, beginning, inside, end of the code, sound, ending, one character."""
    return await app.likely_organisations(actor, wanted)


@router.get("/{organisation_id}", responses=problems(OrganisationNotFound))
async def get_organisation(
    app: AppDep, actor: ActorDep, organisation_id: str, question: Annotated[AsOfQuestion, Query()]
) -> OrganisationPage:
    """One organisation with its standing, its history and what may be done; with ``true_on``, as of that day too."""
    return await app.organisation_page(actor, organisation_id, question)
