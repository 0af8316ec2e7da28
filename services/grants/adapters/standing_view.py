"""The derived fields of a standing that the list of organisations filters and sorts; stored with each save."""

from typing import Any

from services.grants.adapters.project_view import FORMS
from services.grants.domain.standing import Standing


def standing_view(standing: Standing) -> dict[str, Any]:
    """What the registry said last of an organisation, without its id and version."""
    return {
        "form": FORMS["standings"],
        "name": standing.name,
        "legal": standing.legal.value,
        "abnormal": standing.abnormal,
        "serious": standing.serious,
        "blocked": standing.blocked,
    }
