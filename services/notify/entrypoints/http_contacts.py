"""HTTP: how members of staff are reached, entered by an administrator."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from services.notify.commands.set_contact import Address, Role, SetContact, StaffId
from services.notify.domain.contact import Language
from services.notify.entrypoints.deps import ALWAYS, COMMANDS, AppDep, Body
from shared.web.deps import CauseDep
from shared.web.problems import problems
from shared.web.receipts import Accepted

router = APIRouter(prefix="/contacts", tags=["contacts"], responses=problems(*ALWAYS))


class ContactBody(Body):
    """The roles held, the address (none: no mail is ever sent), and the language of mails at first."""

    roles: Annotated[list[Role], Field(max_length=6)]
    email: Address | None = None
    language: Language = Language.ZH


@router.put("/{staff_id}", responses=problems(*COMMANDS))
async def put_contact(app: AppDep, cause: CauseDep, staff_id: StaffId, body: ContactBody) -> Accepted:
    """Enter a member of staff, or change what was entered."""
    cmd = SetContact(staff_id=staff_id, roles=body.roles, email=body.email, language=body.language)
    return Accepted.of(await app.set_contact(cmd, cause))
