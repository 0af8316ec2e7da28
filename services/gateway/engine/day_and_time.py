"""A time of which perhaps only the day is known: two fields of a form, one of a service; unknown means midnight."""

from services.gateway.i18n import N_

TIME = "-time"
"""What the field for the time of day is called, after the name of the field that has it apart."""
TIME_HINT = N_("不知道几点就空着")
MIDNIGHT = "00:00"


def taken_apart(typed: str) -> tuple[str, str]:
    """The day and the time of day of what a ``datetime-local`` field would hold."""
    day, _, clock = typed.partition("T")
    return day, "" if clock == MIDNIGHT else clock


def put_together(day: str, clock: str) -> str:
    """What a ``datetime-local`` field would hold; empty without a day."""
    return f"{day}T{clock or MIDNIGHT}" if day else ""
