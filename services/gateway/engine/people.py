"""Names of staff by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.gateway.auth.accounts import Accounts
from services.gateway.i18n import N_

SYSTEM = N_("系统")


@dataclass(frozen=True)
class People:
    """Names of staff by id, for showing who did something."""

    names: Mapping[str, str]
    system: str

    def name(self, staff_id: str | None) -> str:
        """The name; for services and what happened by itself 系统; an unknown id as it is."""
        if staff_id is None or staff_id.startswith("service:"):
            return self.system
        return self.names.get(staff_id, staff_id)


async def people_of(accounts: Accounts, system: str) -> People:
    """The names of everybody who has an account; ``system`` is what services are called."""
    return People({staff.id: staff.name for staff in await accounts.every()}, system)
