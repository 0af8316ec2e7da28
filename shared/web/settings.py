"""What every process, and what every service, is told by its environment (``TONGXIN_*``)."""

from pathlib import Path
from typing import Annotated, Literal, Self

from annotated_types import Interval
from pydantic import StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

Port = Annotated[int, Interval(ge=0, le=65535)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+")]
"""Where people or services are reached by HTTP."""


class HostSettings(BaseSettings):
    """Addresses and ports. The gateway adds its own in a subclass."""

    model_config = SettingsConfigDict(env_prefix="TONGXIN_", extra="ignore", env_ignore_empty=True)

    mongo_url: Annotated[str, StringConstraints(pattern=r"^mongodb(\+srv)?://")] = (
        "mongodb://127.0.0.1:27017/?directConnection=true"
    )
    """A replica set (one node is enough): majority writes need one."""
    amqp_url: Annotated[str, StringConstraints(pattern=r"^amqps?://")] = "amqp://guest:guest@127.0.0.1:5672/"
    host: str = "127.0.0.1"
    port: Port = 8000
    database_prefix: str = "tongxin_"
    reference: Path | None = None
    """Folder of newer packages of reference data that operators installed; unset, those of the product hold."""
    otlp_endpoint: WebAddress | Literal[""] | None = None
    """Where traces are sent (OTLP over HTTP); unset, none are."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"

    @classmethod
    def of(cls, settings: "HostSettings") -> Self:
        """These settings as those of one service. Raises TypeError for another's."""
        if not isinstance(settings, cls):
            raise TypeError(f"{cls.__module__}.{cls.__name__} is needed, not {type(settings).__name__}")
        return settings


class Settings(HostSettings):
    """Addresses, ports and keys of a service that is called with actor tokens. It adds its own in a subclass."""

    actor_public_key: Path = Path(".local/keys/actor.pub.pem")
    """Ed25519 public key (PEM) that the gateway's actor tokens are verified with."""
    master_key: Path | None = None
    """File with the 96-byte local master key; needed by services that keep sealed fields."""
