"""All contracts there are: one class for every event type that may be on the wire."""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import shared.contracts as home
from shared.contracts.contract import Contract
from shared.kernel.labels import Label


@cache
def all_contracts() -> dict[str, type[Contract]]:
    """Every contract class by its wire type (``<name>.v<version>``), in alphabetical order.

    Raises ValueError when two classes claim one type, which is a mistake of ours and must not wait for a message.
    """
    for module in pkgutil.iter_modules(home.__path__, home.__name__ + "."):
        import_module(module.name)
    found: dict[str, type[Contract]] = {}
    for contract in _subclasses(Contract):
        if not contract.__module__.startswith(home.__name__ + "."):
            continue
        if found.setdefault(contract.type(), contract) is not contract:
            raise ValueError(f"{contract.type()} is claimed twice, the second time by {contract.__name__}")
    return dict(sorted(found.items()))


@cache
def known_names() -> frozenset[str]:
    """The NAMEs of all contracts, without versions."""
    return frozenset(contract.NAME for contract in all_contracts().values())


def label_of(event_type: str) -> Label:
    """What staff call an event; a type that is not known stands for itself, so that nothing is hidden."""
    contract = all_contracts().get(event_type)
    return contract.LABEL if contract else Label(event_type, event_type)


def schema_url(event_type: str) -> str:
    """The ``dataschema`` of an event type."""
    return f"urn:tongxin:schema:{event_type}"


def _subclasses(of: type[Contract]) -> Iterator[type[Contract]]:
    for child in of.__subclasses__():
        if "NAME" in vars(child) or "VERSION" in vars(child):
            yield child
        yield from _subclasses(child)
