"""What every service is told by its environment (``TONGXIN_*``)."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Addresses, ports and keys. A service adds its own fields in a subclass."""

    model_config = SettingsConfigDict(env_prefix="TONGXIN_", extra="ignore")

    mongo_url: str = "mongodb://127.0.0.1:27017/?directConnection=true"
    """A replica set (one node is enough): majority writes need one."""
    amqp_url: str = "amqp://guest:guest@127.0.0.1:5672/"
    host: str = "127.0.0.1"
    port: int = 8000
    database_prefix: str = "tongxin_"
    actor_public_key: Path = Path(".local/keys/actor.pub.pem")
    """Ed25519 public key (PEM) that the gateway's actor tokens are verified with."""
    master_key: Path | None = None
    """File with the 96-byte local master key; needed by services that keep sealed fields."""
    otlp_endpoint: str | None = None
    """Where traces are sent (OTLP over HTTP); unset, none are."""
    log_level: str = "INFO"
