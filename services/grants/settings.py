"""What grants is told by its environment (``TONGXIN_*``)."""

from typing import Annotated

from annotated_types import Interval

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Grants needs ``TONGXIN_MASTER_KEY``: it keeps the numbers of payees' accounts sealed."""

    news_limit_seconds: Annotated[int, Interval(ge=10, le=86_400)] = 300
    """How long grants may have had no news of the register before nothing is paid any more."""
