"""A refused name says who holds it and until when. The unique index decides; who it was is read afterwards."""

from collections.abc import Awaitable

from services.registry.domain.errors import NameTaken
from services.registry.domain.names import refusal
from services.registry.domain.particulars import Particulars
from services.registry.ports import Ports
from shared.kernel.repository import Receipt


async def naming_the_holder(wanted: Particulars, writing: Awaitable[Receipt], ports: Ports) -> Receipt:
    """What the writing answers. Raises NameBorne or NameBlocked for NameTaken, where the holder can still be named."""
    try:
        return await writing
    except NameTaken as taken:
        known = await ports.register.known([wanted])
        told = (refusal(wanted, one, ports.rules) for one in known)
        raise next(filter(None, told), taken) from taken
