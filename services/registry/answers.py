"""What all answers of registry have in common."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

BY_NAME = "view.name_key"
"""The names in pinyin, as Chinese directories sort them."""


class Answer(BaseModel):
    """A frozen model that is sent as JSON."""

    model_config = ConfigDict(frozen=True)


def in_order(sort: str, columns: Mapping[str, str]) -> list[tuple[str, int]]:
    """The order that ``founded_on`` or ``-founded_on`` asks for; what is equal goes by name.

    ``columns`` are those whose stored field is called otherwise.
    """
    name, direction = sort.lstrip("-"), -1 if sort.startswith("-") else 1
    column = columns.get(name, f"view.{name}")
    return [(column, direction)] if column == BY_NAME else [(column, direction), (BY_NAME, 1)]
