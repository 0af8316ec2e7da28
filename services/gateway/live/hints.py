"""From a contract event to a hint for screens: kind and id, for certain people; never what happened to whom."""

from collections.abc import Callable
from dataclasses import dataclass

from services.gateway.auth.roles import GRANTS, REGISTRY, RESCUE
from shared.contracts.envelope import Event
from shared.contracts.notify import ItemCreated
from shared.kernel.roles import Role


@dataclass(frozen=True)
class Hint:
    """Something of this kind changed. The browser asks again for what it shows of it, as far as it may see it."""

    kind: str
    id: str
    roles: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()


def _case(event: Event) -> Hint:
    return Hint("case", event.subject, RESCUE)


def _proposals(event: Event) -> Hint:
    return Hint("case", str(event.data["case_id"]), RESCUE)


def _ward_report(event: Event) -> Hint:
    return Hint("ward_report", event.subject, RESCUE)


def _organisation(event: Event) -> Hint:
    return Hint("organisation", event.subject, REGISTRY | GRANTS)


def _project(event: Event) -> Hint:
    return Hint("project", event.subject, GRANTS)


def _decision(event: Event) -> Hint:
    return Hint("project", str(event.data.get("project_id") or event.data["about_id"]), GRANTS)


def _job(event: Event) -> Hint:
    return Hint("job", event.subject, frozenset({Role.OPERATOR}), frozenset({str(event.data["asked_by"])}))


def _item(event: Event) -> Hint:
    item = ItemCreated.model_validate(event.data)
    roles, scopes = frozenset({item.role} if item.role else ()), frozenset({item.scope} if item.scope else ())
    return Hint("inbox", event.subject, roles, frozenset(item.recipients), scopes)


HINTS: dict[str, Callable[[Event], Hint]] = {
    "registry.organisation.registered.v1": _organisation,
    "registry.organisation.changed.v1": _organisation,
    "registry.organisation.corrected.v1": _organisation,
    "registry.organisation.suspended.v1": _organisation,
    "registry.organisation.resumed.v1": _organisation,
    "registry.organisation.deregistered.v1": _organisation,
    "registry.organisation.revoked.v1": _organisation,
    "registry.organisation.listed_abnormal.v1": _organisation,
    "registry.organisation.reason_cleared.v1": _organisation,
    "registry.organisation.listed_serious.v1": _organisation,
    "registry.organisation.left_serious_list.v1": _organisation,
    "registry.organisation.standing_restored.v1": _organisation,
    "registry.retraction.proposed.v1": _organisation,
    "registry.retraction.decided.v1": _organisation,
    "registry.interpreter.proposed.v1": _proposals,
    "registry.job.ended.v1": _job,
    "registry.job.progressed.v1": _job,
    "rescue.case.opened.v1": _case,
    "rescue.interpreter.requested.v1": _case,
    "rescue.interpreter.contacted.v1": _case,
    "rescue.ability.improved.v1": _case,
    "rescue.interview_task.settled.v1": _case,
    "rescue.case.handed_over.v1": _case,
    "rescue.deadline.due_soon.v1": _case,
    "rescue.deadline.missed.v1": _case,
    "rescue.deadlines.ended.v1": _case,
    "rescue.deadline.settled.v1": _case,
    "rescue.notice.proposed.v1": _case,
    "rescue.notice.approved.v1": _case,
    "rescue.notice.returned.v1": _case,
    "rescue.notice.withdrawn.v1": _case,
    "rescue.departure.correction_proposed.v1": _case,
    "rescue.departure.correction_declined.v1": _case,
    "rescue.departure.corrected.v1": _case,
    "rescue.entry.correction_proposed.v1": _case,
    "rescue.entry.correction_decided.v1": _case,
    "rescue.erasure.proposed.v1": _case,
    "rescue.erasure.decided.v1": _case,
    "rescue.notice.published.v1": _case,
    "rescue.dna.requested.v1": _case,
    "rescue.ward.reported.v1": _ward_report,
    "rescue.ward_report.settled.v1": _ward_report,
    "grants.project.opened.v1": _project,
    "grants.project.reassigned.v1": _project,
    "grants.project.reopened.v1": _project,
    "grants.project.settled.v1": _project,
    "grants.project.closed.v1": _project,
    "grants.project.frozen.v2": _project,
    "grants.project.unfrozen.v1": _project,
    "grants.decision.awaited.v2": _decision,
    "grants.decision.settled.v2": _decision,
    "notify.item.created.v1": _item,
}


def hint_of(event: Event) -> Hint | None:
    """The hint for screens, or None for an event that no screen shows."""
    made = HINTS.get(event.type)
    return made(event) if made else None
