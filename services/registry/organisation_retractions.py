"""What of an organisation was entered by mistake: what may be taken back, what waits, and what was taken back."""

from datetime import datetime
from typing import Annotated

from services.registry.answers import Answer
from services.registry.domain.fields import ProposedAt, ProposedBy, RetractionReason
from services.registry.domain.organisation import Organisation
from services.registry.domain.retracting import retractable
from services.registry.domain.retraction import Retraction
from services.registry.organisation_timeline import TimelineEntry, described
from shared.kernel.dual_control import ReviewCode
from shared.kernel.labels import Label


class RetractableEntry(Answer):
    """One entry that may be taken back: its name, and how the timeline tells it."""

    entry: str
    told: TimelineEntry


class RetractionRow(Answer):
    """One proposal to take an entry back; ``decided_at`` is null while it waits."""

    told: Annotated[TimelineEntry, Label("登记错了的一项", "The wrong entry")]
    reason: RetractionReason
    proposed_by: ProposedBy
    proposed_at: ProposedAt
    decided_by: str | None
    decided_at: datetime | None
    approved: bool
    review_code: ReviewCode = ""


def retraction_row(one: Retraction) -> RetractionRow:
    """One proposal."""
    return RetractionRow(
        told=described(one.taken),
        reason=one.reason,
        proposed_by=one.proposed.by,
        proposed_at=one.proposed.recorded_at,
        decided_by=one.decided.by if one.decided else None,
        decided_at=one.decided.recorded_at if one.decided else None,
        approved=one.approved,
        review_code=one.decided.seen if one.decided else "",
    )


def retractable_entries(organisation: Organisation) -> list[RetractableEntry]:
    """What may be taken back now, the newest first."""
    found = [RetractableEntry(entry=name, told=described(taken)) for name, taken in retractable(organisation).items()]
    return sorted(found, key=lambda one: one.told.recorded_at, reverse=True)
