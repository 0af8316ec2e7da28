"""What every route of grants is given and may answer."""

from typing import Annotated

from fastapi import Depends
from pydantic import BaseModel, ConfigDict

from services.grants.app import App
from shared.kernel.errors import ChangedMeanwhile, KeyReused, RoleRequired, Unavailable
from shared.web.actor import TokenRefused
from shared.web.deps import KeyRequired, VersionMarkInvalid, the_app
from shared.web.problems import InputInvalid

AppDep = Annotated[App, Depends(the_app)]

ALWAYS = (TokenRefused, RoleRequired, InputInvalid, Unavailable)
"""Every route may answer with these."""

COMMANDS = (KeyRequired, KeyReused, VersionMarkInvalid, ChangedMeanwhile)
"""Every route that changes something may answer with these too."""


class Body(BaseModel):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
