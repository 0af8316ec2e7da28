"""A stored field is brought to the shape of today before it is read; what has it already is left alone."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import TypeAdapter

from shared.kernel.upcast import Stored, Upcast


@dataclass(frozen=True)
class Size:
    """In centimetres."""

    cm: int


def from_metres(stored: Stored) -> Stored:
    return {"cm": int(str(stored["m"])) * 100} if "m" in stored else stored


@dataclass(frozen=True)
class Plank:
    size: Annotated[Size, Upcast(from_metres)]


PLANK = TypeAdapter(Plank)


def test_upcast_reads_the_older_shape_as_that_of_today() -> None:
    assert PLANK.validate_python({"size": {"m": 3}}) == Plank(Size(300))


def test_upcast_leaves_the_shape_of_today_and_writes_no_other() -> None:
    plank = Plank(Size(120))
    assert PLANK.validate_python(PLANK.dump_python(plank)) == plank
    assert PLANK.dump_python(plank) == {"size": {"cm": 120}}


def test_upcast_leaves_what_was_read_already() -> None:
    assert PLANK.validate_python({"size": Size(5)}) == Plank(Size(5))
