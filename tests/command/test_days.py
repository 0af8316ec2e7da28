"""Days that no calendar of the office reaches are refused where they come in, by field and in words."""

from datetime import date

import pytest
from pydantic import BaseModel, Field, ValidationError

from shared.command.declaration import Command


class Inner(BaseModel):
    """A part of a command."""

    on: date


class Asked(Command):
    """A command with days in several depths."""

    day: date | None = None
    days: tuple[date, ...] = ()
    inner: Inner | None = None
    by_name: dict[str, date] = Field(default={})


@pytest.mark.parametrize("day", ["0001-01-01", "1900-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize("shape", [lambda d: {"day": d}, lambda d: {"days": [d]}, lambda d: {"inner": {"on": d}}])
def test_day_out_of_reach_is_refused(day: str, shape: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate(shape(day))  # type: ignore[operator]
    assert refused.value.errors()[0]["type"] == "date_out_of_reach"
    assert day not in str(refused.value)


def test_days_within_reach_and_in_mappings_are_looked_at() -> None:
    assert Asked(day=date(1901, 1, 1), days=(date(2199, 12, 31),)).day
    with pytest.raises(ValidationError):
        Asked(by_name={"a": date(1, 1, 1)})
