"""Days that no period of the office reaches: they would run over where instants and limits are counted from them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from shared.kernel.clock import is_within_reach


def require_within_reach(value: object) -> None:
    """Raise a validation error where a day in the value, however deep, lies outside the years that are taken.

    Instants are left to ``shared.kernel.clock.utc``, which has a sentence of its own.
    """
    if isinstance(value, date):
        if not isinstance(value, datetime) and not is_within_reach(value):
            raise PydanticCustomError("date_out_of_reach", "the year lies outside 1901 to 2199")
        return
    if isinstance(value, str | bytes):
        return
    inside: Iterable[object] = ()
    if isinstance(value, BaseModel):
        inside = value.__dict__.values()
    elif isinstance(value, Mapping):
        inside = value.values()
    elif isinstance(value, Iterable):
        inside = value
    for one in inside:
        require_within_reach(one)
