"""The account that an organisation is paid to, where one was ever entered."""

from services.grants.domain.account import PayeeAccount
from services.grants.ports import Ports
from shared.kernel.errors import NotFound


async def account_of(organisation_id: str, ports: Ports) -> PayeeAccount | None:
    """The account of an organisation; None where none was ever entered."""
    try:
        return await ports.accounts.get(organisation_id)
    except NotFound:
        return None
