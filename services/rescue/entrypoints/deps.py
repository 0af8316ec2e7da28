"""What all doors of rescue share: the app, and the errors that any command on a case may answer."""

from typing import Annotated

from fastapi import Depends

from services.rescue.app import App
from services.rescue.domain.errors import CaseClosed, CaseNotFound, NotYetReceived
from shared.kernel.errors import ChangedMeanwhile, DomainError, KeyReused, RoleRequired
from shared.storage.mongo import StorageAway
from shared.storage.vault import Erased
from shared.web.actor import TokenRefused
from shared.web.deps import KeyRequired, the_app

AppDep = Annotated[App, Depends(the_app)]

READING: tuple[type[DomainError], ...] = (TokenRefused, RoleRequired, StorageAway)
COMMANDING: tuple[type[DomainError], ...] = (*READING, KeyRequired, KeyReused, ChangedMeanwhile)
ON_A_CASE: tuple[type[DomainError], ...] = (*COMMANDING, CaseNotFound, CaseClosed, NotYetReceived, Erased)
