"""Old versions of a contract to the next one: pure, one function per step, chained at the consumer's edge."""

from collections.abc import Mapping

from shared.contracts.beside import Step
from shared.contracts.contract import Contract
from shared.contracts.grants import (
    DecisionAwaited,
    DecisionAwaitedV1,
    DecisionSettled,
    DecisionSettledV1,
    ProjectFrozen,
    ProjectFrozenV1,
)


def project_frozen_v1_to_v2(old: ProjectFrozenV1) -> ProjectFrozen:
    """The codes under the name that they have in the registry."""
    return ProjectFrozen(
        project_id=old.project_id,
        organisation_id=old.organisation_id,
        project_no=old.project_no,
        reason_codes=old.reasons,
    )


def decision_awaited_v1_to_v2(old: DecisionAwaitedV1) -> DecisionAwaited:
    """The same: it is of no closing."""
    return DecisionAwaited(**old.model_dump())


def decision_settled_v1_to_v2(old: DecisionSettledV1) -> DecisionSettled:
    """The same: nobody's closing was declined."""
    return DecisionSettled(**old.model_dump())


UPCASTERS: Mapping[type[Contract], Step] = {
    ProjectFrozenV1: project_frozen_v1_to_v2,
    DecisionAwaitedV1: decision_awaited_v1_to_v2,
    DecisionSettledV1: decision_settled_v1_to_v2,
}
"""For the class of an old version, the function that makes the next version of it."""


def upcast(contract: Contract, steps: Mapping[type[Contract], Step] = UPCASTERS) -> Contract:
    """The event in its newest version; one that has no further version is returned as it is."""
    while step := steps.get(type(contract)):
        contract = step(contract)
    return contract
