"""What grants is told by its environment (``TONGXIN_*``)."""

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Grants needs ``TONGXIN_MASTER_KEY``: it keeps the numbers of payees' accounts sealed."""
