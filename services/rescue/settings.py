"""What rescue is told by its environment (``TONGXIN_*``)."""

from pathlib import Path

from shared.kernel.calendar import DATA
from shared.web.settings import Settings


class RescueSettings(Settings):
    """Rescue needs ``TONGXIN_MASTER_KEY``: it keeps sealed fields."""

    limits_file: Path = Path(__file__).with_name("limits.toml")
    """The dated table of legal limits; edited as data, read at start."""
    calendar_file: Path = DATA
    """The working calendar; a file of one's own enters a year before the product ships it."""
