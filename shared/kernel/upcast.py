"""Stored shapes of before, read as those of today: the step stands beside the field whose shape changed."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.kernel.labels import Schema

Stored = dict[str, object]


@dataclass(frozen=True, slots=True)
class Upcast:
    """``Annotated`` metadata of a stored field: what is read passes through ``step`` before it becomes its class.

    The step makes the shape of today out of an older one, and leaves that of today as it is. Nothing is written by it;
    the next change of the aggregate saves the new shape.
    """

    step: Callable[[Stored], Stored]

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Schema]) -> Schema:
        """Put the step before the field's own reading."""

        def before(value: object) -> object:
            return self.step(value) if isinstance(value, dict) else value

        function = {"type": "no-info", "function": before}
        return {"type": "function-before", "function": function, "schema": handler(source)}
