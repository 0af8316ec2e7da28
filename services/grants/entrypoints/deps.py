"""What every route of grants is given."""

from typing import Annotated

from fastapi import Depends

from services.grants.app import App
from shared.web.deps import the_app

AppDep = Annotated[App, Depends(the_app)]
