"""Names of staff by their ids."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.gateway.auth.accounts import Accounts
from services.gateway.i18n import N_

SYSTEM, NAMESAKE = N_("系统"), N_("%(name)s（%(user_name)s）")


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


async def people_of(accounts: Accounts, say: Callable[..., str]) -> People:
    """The names of everybody who has an account; whoever shares one with somebody has the user name beside it."""
    everybody = await accounts.every()
    borne = Counter(one.name for one in everybody)
    names = {
        one.id: say(NAMESAKE, name=one.name, user_name=one.id) if borne[one.name] > 1 else one.name for one in everybody
    }
    return People(names, say(SYSTEM))
