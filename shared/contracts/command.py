"""The base of every command: a frozen model that refuses what it does not know."""

from pydantic import BaseModel, ConfigDict


class Command(BaseModel):
    """What is asked of a service, in the imperative. Unknown fields are refused rather than dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
