"""A correction that waits for a second person, as people see it: each field that changes, before and after."""

from datetime import datetime
from typing import Annotated

from services.grants.domain.agreement import FieldOfService
from services.grants.domain.correction import Correction
from services.grants.domain.fields import ContractFen, ContractNo, DueOn, OrganisationName, Reason, SignedOn, Title
from services.grants.domain.report import ReportNeeded
from shared.kernel.labels import Label
from shared.web.view import View


class ChangedTerms(View):
    """Those of the terms that change; the others are empty."""

    organisation_name: OrganisationName | None = None
    contract_no: ContractNo | None = None
    title: Title | None = None
    field: FieldOfService | None = None
    amount_fen: ContractFen | None = None
    signed_on: SignedOn | None = None
    due_on: DueOn | None = None
    report_need: ReportNeeded | None = None


class TermsChanged(View):
    """What a correction changes: ``changed`` names the fields; one that was empty before, or is to be, has no value."""

    changed: list[str]
    before: ChangedTerms
    after: ChangedTerms


class WaitingCorrection(TermsChanged):
    """A correction that waits; ``no`` is the instalment's, None where the contract is corrected."""

    no: Annotated[int | None, Label("期次", "Instalment")]
    reason: Reason
    proposed_by: Annotated[str, Label("提出人", "Proposed by")]
    proposed_at: Annotated[datetime, Label("提出时间", "Proposed at")]


def correction_view(one: Correction | None) -> WaitingCorrection | None:
    """The waiting correction; None where there is none."""
    if one is None:
        return None
    return WaitingCorrection(
        **dict(changed_terms(one)),
        no=one.no,
        reason=one.reason,
        proposed_by=one.proposed.by,
        proposed_at=one.proposed.recorded_at,
    )


def changed_terms(one: Correction) -> TermsChanged:
    """Each field that a correction changes, before and after."""
    shown = [change for change in one.changes if change[0] in ChangedTerms.model_fields]
    return TermsChanged(
        changed=[name for name, _, _ in shown],
        before=ChangedTerms.model_validate({name: before for name, before, _ in shown}),
        after=ChangedTerms.model_validate({name: after for name, _, after in shown}),
    )
