"""What registry is told by its environment: beyond what every service is told, where its rules stand."""

from pathlib import Path

from shared.web.settings import Settings as ServiceSettings


class Settings(ServiceSettings):
    """Registry needs ``TONGXIN_MASTER_KEY``: it keeps phone numbers and remarks of the talent pool sealed."""

    rules_file: Path = Path(__file__).with_name("rules.toml")
    """The dated rules of names, lists and annual reports; edited as data, read at start."""
