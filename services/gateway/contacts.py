"""Tells notify who the staff are, so that it knows whom to tell what: at start, repeated until notify has it."""

import asyncio

import structlog

from services.gateway.auth.accounts import Staff
from services.gateway.clients.problems import ServiceAway, ServiceRefused
from services.gateway.clients.service import Caller, Calls, path_with
from services.gateway.gateway import Gateway
from shared.kernel.ids import derived_id, new_id
from shared.kernel.roles import Role

PAUSE_S = 2.0
log = structlog.get_logger()


async def tell_contacts(gateway: Gateway) -> None:
    """Put every account into notify's contacts, without roles and address where the person has left.

    The same account is the same command, however often it is told.
    """

    def token() -> str:
        return gateway.tokens.mint("service:gateway", (Role.CENTRE_ADMIN,), gateway.clock.now())

    notify = Calls("notify", gateway.http["notify"], Caller(token, "zh", new_id()))
    for staff in await gateway.accounts.every():
        while True:
            try:
                roles, email = (frozenset(), None) if staff.disabled else (staff.roles, staff.email)
                body = {"roles": sorted(roles), "email": email, "language": staff.language}
                path = path_with("/contacts/{staff_id}", {"staff_id": staff.id})
                await notify.command(path, body, _key(staff), method="PUT")
            except ServiceAway:
                await asyncio.sleep(PAUSE_S)
                continue
            except ServiceRefused as refused:
                log.warning("contact.refused", staff=staff.id, slug=refused.slug)
            break


def _key(staff: Staff) -> str:
    entered = [staff.changed_at.isoformat()] if staff.changed_at else []
    return derived_id("contact", staff.id, ",".join(sorted(staff.roles)), staff.email or "", *entered)
