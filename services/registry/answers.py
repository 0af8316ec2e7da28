"""What all answers of registry have in common."""

import re
from typing import Any

from pydantic import BaseModel, ConfigDict

from services.registry.domain.search_key import search_key


class Answer(BaseModel):
    """A frozen model that is sent as JSON."""

    model_config = ConfigDict(frozen=True)


def begins_a_word(query: str) -> dict[str, Any]:
    """The filter for names in which the query begins a word; it runs along the index on ``view.words``."""
    key = search_key(query)
    return {"view.words": {"$regex": f"^{re.escape(key)}"}} if key else {}
