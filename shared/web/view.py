"""What queries take and answer on the wire."""

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """Base of answers, and of the filters that they are asked for with: made once, never changed."""

    model_config = ConfigDict(frozen=True)
