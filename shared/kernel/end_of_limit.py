"""How the end of a limit is told to people, on the clock of the office."""

from datetime import datetime, timedelta

from shared.kernel.calendar import SHANGHAI
from shared.kernel.labels import Words

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def end_of_limit(at: datetime) -> Words:
    """When a limit ends, on the clock of the office (Asia/Shanghai), to the minute.

    One that ends with a day is told as 24:00 of that day, never as 00:00 of the next.
    """
    local = at.astimezone(SHANGHAI)
    clock, day = f"{local.hour:02d}:{local.minute:02d}", local
    if clock == "00:00":
        clock, day = "24:00", local - timedelta(days=1)
    return Words(
        f"{day.year}年{day.month}月{day.day}日 {clock}",
        f"{day.day} {_MONTHS[day.month - 1]} {day.year}, {clock}",
    )
