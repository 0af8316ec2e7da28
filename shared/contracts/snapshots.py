"""The published schemas, frozen as files: ``python -m shared.contracts.snapshots [--write]`` (``make contracts``)."""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.contracts.catalogue import all_contracts, schema_url
from shared.contracts.compatibility import Change, Schema, compare
from shared.contracts.contract import Contract

HOME = Path(__file__).with_name("schemas")

UNCHANGED, COMPATIBLE, NEW, BREAKING = "unchanged", "compatible", "new", "breaking"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a contract's code is to its committed snapshot, and every difference."""

    type: str
    word: str
    changes: tuple[Change, ...] = ()

    def lines(self) -> list[str]:
        """The verdict for people, one line for it and one for each difference."""
        return [f"{self.word:<11} {self.type}", *(f"            {change}" for change in self.changes)]


def schema_of(contract: type[Contract]) -> Schema:
    """The JSON Schema (2020-12) of the contract's ``data``, as a reader must expect it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": schema_url(contract.type()),
        **contract.model_json_schema(mode="validation"),
    }


def verdicts(home: Path = HOME) -> list[Verdict]:
    """Every contract in code or on file, compared. A file without code is a break: its events are still about."""
    contracts = all_contracts()
    found = [_verdict(home, contract) for contract in contracts.values()]
    gone = sorted(file.stem for file in home.glob("*.json") if file.stem not in contracts)
    lost = Change("data", "has no class any more", "written events could not be read")
    return [*found, *(Verdict(name, BREAKING, (lost,)) for name in gone)]


def write(home: Path = HOME) -> None:
    """Write the snapshots of new and compatibly changed contracts; a broken one keeps its file."""
    home.mkdir(exist_ok=True)
    for verdict in verdicts(home):
        if verdict.word in {NEW, COMPATIBLE}:
            file = home / f"{verdict.type}.json"
            file.write_text(_text(schema_of(all_contracts()[verdict.type])), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Print every verdict. Returns 0 when the files say what the code says, 1 when not."""
    parser = argparse.ArgumentParser(prog="python -m shared.contracts.snapshots", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write new and compatible schemas")
    writing = parser.parse_args(arguments).write
    found = verdicts()
    print("\n".join(line for verdict in found for line in verdict.lines()))
    words = {verdict.word for verdict in found}
    if BREAKING in words:
        print("\nA breaking change needs a new version: see docs/adr/0004-contract-versions.md.", file=sys.stderr)
        return 1
    if writing:
        write()
    elif words - {UNCHANGED}:
        print("\nThe schemas on file are not up to date: run make contracts and commit them.", file=sys.stderr)
        return 1
    return 0


def _verdict(home: Path, contract: type[Contract]) -> Verdict:
    file = home / f"{contract.type()}.json"
    if not file.exists():
        return Verdict(contract.type(), NEW)
    old, new = json.loads(file.read_text(encoding="utf-8")), schema_of(contract)
    changes = tuple(compare(old, new))
    if any(change.breaks for change in changes):
        return Verdict(contract.type(), BREAKING, changes)
    return Verdict(contract.type(), COMPATIBLE if old != new else UNCHANGED, changes)


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
