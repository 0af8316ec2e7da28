"""The derived fields by which reports of wards are found: the ward as a keyed hash, and whether one waits."""

from collections.abc import Callable
from typing import Any

from services.rescue.domain.beds import ward_key
from services.rescue.domain.ward_report import WardReport
from services.rescue.ports import BlindIndex

FORMS = {"ward_reports": 1}
"""The form of the view, as for cases."""


def ward_report_view(blind: BlindIndex) -> Callable[[WardReport], dict[str, Any]]:
    """The view of a report."""

    def view(report: WardReport) -> dict[str, Any]:
        ward = blind.token(ward_key(report.ward))
        return {"form": FORMS["ward_reports"], "index": blind.mark, "ward": ward, "state": report.state.value}

    return view
