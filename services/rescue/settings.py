"""What rescue is told by its environment (``TONGXIN_*``)."""

from pathlib import Path

from shared.web.settings import Settings


class RescueSettings(Settings):
    """Rescue needs ``TONGXIN_MASTER_KEY``: it keeps sealed fields."""

    limits_file: Path = Path(__file__).with_name("limits.toml")
    """The dated table of legal limits; edited as data, read at start."""
    calendar_file: Path | None = None
    """A working calendar of one's own instead of the package of calendars; unset, the package holds."""
