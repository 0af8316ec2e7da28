"""What grants is told by its environment: nothing beyond what every service is told."""

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Addresses, port and key; see ``shared/web/settings.py``."""
