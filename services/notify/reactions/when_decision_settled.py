"""What waited for a second person in grants is decided, or needs none any more; of a report its organisation hears."""

from services.notify.domain.announcement import Announcement
from services.notify.domain.decision_subjects import closing_refused, decision_refused
from services.notify.domain.item import InboxItem
from services.notify.domain.report_subjects import report_decided
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.grants import DecisionSettled
from shared.kernel.cause import Cause
from shared.kernel.scope import Scope, ScopeKind


async def when_decision_settled(event: DecisionSettled, cause: Cause, ports: Ports) -> None:
    """Settle what asked for it; tell whose proposal was declined, and the people of an organisation of their report.

    Plans, corrections and closings are the project's, a report and a reversal an instalment's.
    """
    for matter in event.matters:
        about = str(event.no) if event.no is not None and matter in ("report", "reversal") else None
        await settle_reminders(event.about_id, matter, cause, ports, about)
    if event.organisation_id and event.project_no and event.no is not None and event.accepted is not None:
        scope = Scope.of(ScopeKind.ORGANISATION, event.organisation_id).texts[0]
        said = report_decided(event.about_id, event.project_no, event.no, accepted=event.accepted)
        item = InboxItem.to_scope(cause.new_id("item to organisation"), scope, said, cause.id)
        await ports.items.create(item, cause)
    if event.refused_to and event.project_no:
        said = _refused(event, event.project_no)
        item_id = cause.new_id(f"item to staff {event.refused_to}")
        await ports.items.create(InboxItem.to_staff(item_id, event.refused_to, said, cause.id), cause)


def _refused(event: DecisionSettled, project_no: str) -> Announcement:
    """What the author of the proposal is told."""
    (matter,) = event.matters
    if matter == "closing":
        return closing_refused(event.about_id, project_no)
    return decision_refused(matter, event.no, event.project_id or event.about_id, project_no)
