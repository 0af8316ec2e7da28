"""Old versions of a contract to the next one: pure, one function per step, chained at the consumer's edge."""

from collections.abc import Mapping

from shared.contracts.beside import Step
from shared.contracts.contract import Contract

UPCASTERS: Mapping[type[Contract], Step] = {}
"""From the class of an old version to the function that makes the next version of it."""


def upcast(contract: Contract, steps: Mapping[type[Contract], Step] = UPCASTERS) -> Contract:
    """The same fact in the newest version that the steps reach; one without a step is handed back untouched."""
    while step := steps.get(type(contract)):
        contract = step(contract)
    return contract
