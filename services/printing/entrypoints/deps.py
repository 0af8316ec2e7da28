"""What every route of printing is given."""

from typing import Annotated

from fastapi import Depends

from services.printing.app import App
from shared.web.deps import the_app

AppDep = Annotated[App, Depends(the_app)]
