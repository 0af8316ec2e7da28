"""What was published stays: the snapshots say what the code says, and every contract is told in both languages."""

from pathlib import Path

from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract
from shared.contracts.snapshots import UNCHANGED, verdicts


def changed_schemas(root: Path) -> list[str]:
    """Contracts whose committed schema is missing, out of date or broken."""
    home = root / "shared/contracts/schemas"
    return [
        f"shared/contracts/schemas/{verdict.type}.json:1: {'; '.join(line.strip() for line in verdict.lines())}"
        for verdict in verdicts(home)
        if verdict.word != UNCHANGED
    ]


def untold_contracts(_root: Path) -> list[str]:
    """Contracts that lack their name in both languages, their English docstring or their Chinese sentence."""
    return [
        f"shared/contracts/{contract.publisher()}.py:1: {type_} lacks its {lacking}"
        for type_, contract in all_contracts().items()
        for lacking, text in _told(contract)
        if not text
    ]


def _told(contract: type[Contract]) -> list[tuple[str, object]]:
    label = vars(contract).get("LABEL")
    return [
        ("LABEL", label is not None and label.zh and label.en),
        ("docstring", vars(contract).get("__doc__")),
        ("ZH", contract.ZH),
    ]
