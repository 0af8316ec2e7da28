"""For one release after a breaking change the previous version of an event goes out beside the new one.

Both are one event in two forms: the same id, subject and sequence. Whoever hears both absorbs the second as a repeat.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.envelope import StoredEvent
from shared.contracts.grants import (
    DecisionAwaited,
    DecisionAwaitedV1,
    DecisionSettled,
    DecisionSettledV1,
    MatterV1,
    ProjectFrozen,
    ProjectFrozenV1,
)

Step = Callable[[Any], Contract]
StepBack = Callable[[Any], Contract | None]
"""None where the previous version has no words for what happened: whoever hears it alone does not hear of that."""

MATTERS_OF_V1: frozenset[str] = frozenset(get_args(MatterV1))


def project_frozen_v2_to_v1(new: ProjectFrozen) -> ProjectFrozenV1:
    """The codes under their old name."""
    return ProjectFrozenV1(
        project_id=new.project_id,
        organisation_id=new.organisation_id,
        project_no=new.project_no,
        reasons=new.reason_codes,
    )


def decision_awaited_v2_to_v1(new: DecisionAwaited) -> DecisionAwaitedV1 | None:
    """The same without the author, unless it is of a closing."""
    if new.matter not in MATTERS_OF_V1:
        return None
    return DecisionAwaitedV1(**new.model_dump(exclude={"author"}))


def decision_settled_v2_to_v1(new: DecisionSettled) -> DecisionSettledV1 | None:
    """What is settled besides a closing."""
    matters = [matter for matter in new.matters if matter in MATTERS_OF_V1]
    return DecisionSettledV1(about_id=new.about_id, matters=matters, no=new.no) if matters else None


BESIDE: Mapping[type[Contract], StepBack] = {
    ProjectFrozen: project_frozen_v2_to_v1,
    DecisionAwaited: decision_awaited_v2_to_v1,
    DecisionSettled: decision_settled_v2_to_v1,
}
"""For the class of a new version, the function that says the same in the previous version."""


def older_forms(event: StoredEvent, beside: Mapping[type[Contract], StepBack] | None = None) -> list[StoredEvent]:
    """The event in every older version that is still published beside its own; most events have none."""
    steps = {contract.type(): (contract, step) for contract, step in (BESIDE if beside is None else beside).items()}
    forms: list[StoredEvent] = []
    while found := steps.get(event["type"]):
        contract, step = found
        older = step(contract.model_validate(event["data"]))
        if older is None:
            break
        event = {**event, "type": older.type(), "dataschema": schema_url(older.type()), "data": older.payload()}
        forms.append(event)
    return forms
