"""The derived fields of a project that lists filter, sort and add up; stored with each save."""

from typing import Any

from services.grants.domain.correcting import waiting_correction
from services.grants.domain.project import Project

FORMS = {"projects": 2, "standings": 1}
"""The form of each view; it grows with every change of what is in one, so that views stored earlier are refreshed."""


def project_view(project: Project) -> dict[str, Any]:
    """One line of the project list, without its id and version; money in 分."""
    agreement = project.agreement
    unpaid = [part for part in project.instalments if part.payment is None and part.cancellation is None]
    return {
        "form": FORMS["projects"],
        "number": project.number,
        "title": agreement.title,
        "round": agreement.round,
        "field": agreement.field.value,
        "organisation_id": agreement.organisation_id,
        "organisation_name": agreement.organisation_name,
        "contract_no": agreement.contract_no,
        "unpaid_due": min((part.due_on.isoformat() for part in unpaid), default=None),
        "signed_on": agreement.signed_on.isoformat(),
        "contract_fen": agreement.amount_fen,
        "planned_fen": project.planned_fen,
        "paid_fen": project.paid_fen,
        "unpaid_fen": project.unpaid_fen,
        "released_fen": project.released_fen,
        "frozen_fen": project.frozen_fen,
        "frozen": project.frozen,
        "state": project.state.value,
        "reversal_waits": any(part.waiting_reversal for part in project.instalments),
        "invented": project.invented,
        "correction_waits": waiting_correction(project) is not None,
        "closure_waits": project.waiting_closure is not None,
    }
