"""Tells notify who the staff are, so that it knows whom to tell what: at start and after each change of an account."""

import asyncio
import contextlib
from collections.abc import Sequence

import structlog

from services.gateway.auth.accounts import Staff
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.service import Caller, Calls, path_with
from services.gateway.gateway import Gateway
from shared.kernel.errors import Unavailable
from shared.kernel.ids import derived_id, new_id
from shared.kernel.roles import Role

PAUSE_S = 2.0
LOOK_S = 10.0
"""How often accounts are looked at for changes that another replica or the command line made."""
log = structlog.get_logger()


async def keep_contacts(gateway: Gateway) -> None:
    """Tell every account, and each again when it has changed, for as long as the gateway runs."""
    told: dict[str, str] = {}
    while True:
        gateway.accounts.changed.clear()
        with contextlib.suppress(Unavailable):
            changed = [one for one in await gateway.accounts.every() if told.get(one.id) != _key(one)]
            await tell_contacts(gateway, changed)
            told |= {one.id: _key(one) for one in changed}
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(gateway.accounts.changed.wait(), LOOK_S)


async def tell_contacts(gateway: Gateway, people: Sequence[Staff]) -> None:
    """Put these accounts into notify's contacts, without roles and address where the person has left.

    The same account is the same command, however often it is told. Those who have left go first, and each account is
    read again just before it is told: whoever left while others were told, or told by another replica, is not told as
    one who is here.
    """

    def token(service: str) -> str:
        return gateway.tokens.mint(service, "service:gateway", (Role.CENTRE_ADMIN,), gateway.clock.now())

    notify = Calls("notify", gateway.http["notify"], Caller(token, "zh", new_id()))
    for known in sorted(people, key=lambda one: not one.disabled):
        while True:
            try:
                staff = await gateway.accounts.known(known.id) or known
                roles, scopes, email = (frozenset(), [], None) if staff.disabled else _reached(staff)
                told = {**_away(staff), **({"scopes": scopes} if scopes else {})}
                body = {**told, "roles": sorted(roles), "email": email, "language": staff.language}
                path = path_with("/contacts/{staff_id}", {"staff_id": staff.id})
                await notify.command(path, body, _key(staff), method="PUT")
            except ServiceAway:
                await asyncio.sleep(PAUSE_S)
                continue
            except ServiceRefused as refused:
                log.warning("contact.refused", staff=known.id, slug=refused.slug)
            break


def _reached(staff: Staff) -> tuple[frozenset[str], list[str], str | None]:
    """By which roles, scopes and address this person is told: a role from outside tells nobody of anything."""
    scopes = staff.scope.texts if staff.scope else []
    return frozenset() if staff.is_from_outside else staff.roles, scopes, staff.email


def _away(staff: Staff) -> dict[str, object]:
    """Who stands in and when; left out where nobody does, so that an account of before is the same command still."""
    return {"away": staff.leave.model_dump(mode="json")} if staff.leave and not staff.disabled else {}


def _key(staff: Staff) -> str:
    entered = [staff.changed_at.isoformat()] if staff.changed_at else []
    scopes = [",".join(staff.scope.texts)] if staff.scope else []
    again = staff.language_choices or staff.language != "zh"
    chosen = [f"{staff.language} {staff.language_choices}"] if again else []
    return derived_id("contact", staff.id, ",".join(sorted(staff.roles)), staff.email or "", *scopes, *entered, *chosen)
