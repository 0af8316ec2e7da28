"""For one release after a breaking change the previous version of an event goes out beside the new one.

Both are one event in two forms: the same id, subject and sequence. Whoever hears both absorbs the second as a repeat.
"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.catalogue import schema_url
from shared.contracts.contract import Contract
from shared.contracts.envelope import StoredEvent
from shared.contracts.grants import ProjectFrozen, ProjectFrozenV1

Step = Callable[[Any], Contract]


def project_frozen_v2_to_v1(new: ProjectFrozen) -> ProjectFrozenV1:
    """The codes under their old name."""
    return ProjectFrozenV1(
        project_id=new.project_id,
        organisation_id=new.organisation_id,
        project_no=new.project_no,
        reasons=new.reason_codes,
    )


BESIDE: Mapping[type[Contract], Step] = {ProjectFrozen: project_frozen_v2_to_v1}
"""For the class of a new version, the function that says the same in the previous version."""


def older_forms(event: StoredEvent, beside: Mapping[type[Contract], Step] | None = None) -> list[StoredEvent]:
    """The event in every older version that is still published beside its own; most events have none."""
    steps = {contract.type(): (contract, step) for contract, step in (BESIDE if beside is None else beside).items()}
    forms: list[StoredEvent] = []
    while found := steps.get(event["type"]):
        contract, step = found
        older = step(contract.model_validate(event["data"]))
        event = {**event, "type": older.type(), "dataschema": schema_url(older.type()), "data": older.payload()}
        forms.append(event)
    return forms
