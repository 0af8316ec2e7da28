"""How the end of a limit is told to people, on the clock of the office."""

from datetime import datetime, timedelta

from shared.kernel.calendar import SHANGHAI
from shared.kernel.day_words import day_in_words
from shared.kernel.labels import Words


def end_of_limit(at: datetime) -> Words:
    """When a limit ends, on the clock of the office (Asia/Shanghai), to the minute.

    One that ends with a day is told as 24:00 of that day, never as 00:00 of the next.
    """
    local = at.astimezone(SHANGHAI)
    clock, day = f"{local.hour:02d}:{local.minute:02d}", local
    if clock == "00:00":
        clock, day = "24:00", local - timedelta(days=1)
    words = day_in_words(day)
    return Words(f"{words.zh} {clock}", f"{words.en}, {clock}")
