"""The figures of the station that are public, as the bureau (民政局) reads them; nothing of any case."""

from typing import Annotated

from services.rescue.domain.permissions import BUREAUS
from shared.kernel.cause import Actor
from shared.kernel.labels import Label
from shared.storage.reading import Reader
from shared.web.view import View


class OwnFigures(View):
    """How many search notices everybody may read now."""

    public_notices: Annotated[int, Label("正在公布的寻亲公告", "Search notices that are public")]


async def own_figures(reader: Reader, actor: Actor) -> OwnFigures:
    """The figures as of now. Raises RoleRequired."""
    actor.require(*BUREAUS)
    return OwnFigures(public_notices=await reader.count("cases", {"view.notice_public": True}))
