"""Who publishes and who consumes each contract, read from the source: the same answer for guards and for documents."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SERVICES = ("registry", "grants", "rescue", "notify")
"""The services that tell each other by events."""
CALLED = (*SERVICES, "printing")
"""Every service that the gateway calls; printing takes no part in events."""
HEARING = (*SERVICES, "public")
"""Every service with reactions; the public site hears what it shows, tells nothing, and is called by nobody."""
BACKEND = (*CALLED, "public")
"""Every service but the gateway."""
HOME = "shared.contracts"


@dataclass(frozen=True, slots=True)
class Declared:
    """A contract class as written down."""

    module: str
    cls: str
    name: str
    version: int
    for_outsiders: bool

    @property
    def type(self) -> str:
        """The wire type."""
        return f"{self.name}.v{self.version}"


def declared_contracts(root: Path) -> list[Declared]:
    """Every class below ``shared/contracts`` with a NAME of its own."""
    return [
        contract
        for file in sorted((root / "shared/contracts").glob("*.py"))
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and (contract := _declared(file.stem, node))
    ]


def publishers(root: Path) -> dict[str, list[str]]:
    """Wire type -> the services whose ``outbound.py`` makes such an event."""
    return _by_type(root, {service: [root / f"services/{service}/outbound.py"] for service in SERVICES})


def consumers(root: Path) -> dict[str, list[str]]:
    """Wire type -> the services with a reaction to it, and the gateway where its live hints name it.

    A reaction to one version consumes all of them, since older ones are upcast on their way; hints take what they name.
    """
    reactions = {service: sorted((root / f"services/{service}/reactions").glob("when_*.py")) for service in HEARING}
    reacting = _by_type(root, reactions)
    hinted = _by_type(root, {"gateway": sorted((root / "services/gateway/live").glob("*.py"))})
    every: dict[str, set[str]] = {}
    for contract in (declared := declared_contracts(root)):
        every.setdefault(contract.name, set()).update(reacting[contract.type])
    return {contract.type: sorted(every[contract.name] | set(hinted[contract.type])) for contract in declared}


def contracts_named_in(file: Path, declared: list[Declared]) -> set[Declared]:
    """The contracts that a source file uses by name, however it imported them."""
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    by_place = {(contract.module, contract.cls): contract for contract in declared}
    names, modules = _imports(tree)
    used = {by_place.get(place) for name in _names(tree) if (place := names.get(name))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (module := modules.get(ast.unparse(node.value))):
            used.add(by_place.get((module, node.attr)))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {contract for contract in used if contract} | {one for one in declared if one.type in texts}


def _by_type(root: Path, files: dict[str, list[Path]]) -> dict[str, list[str]]:
    declared = declared_contracts(root)
    found: dict[str, list[str]] = {contract.type: [] for contract in declared}
    for service, paths in files.items():
        for contract in {contract for path in paths for contract in contracts_named_in(path, declared)}:
            found[contract.type].append(service)
    return found


def _declared(module: str, node: ast.ClassDef) -> Declared | None:
    values: dict[str, object] = {
        statement.target.id: statement.value.value
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(statement.value, ast.Constant)
    }
    if "NAME" not in values:
        return None
    version = values.get("VERSION", 1)
    return Declared(
        module, node.name, str(values["NAME"]), version if isinstance(version, int) else 0, "FOR_OUTSIDERS" in values
    )


def _imports(tree: ast.Module) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Local names of contract classes, and local names of contract modules."""
    names: dict[str, tuple[str, str]] = {}
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith(HOME + "."):
                    modules[alias.asname or alias.name] = alias.name.removeprefix(HOME + ".")
        elif isinstance(node, ast.ImportFrom) and node.module == HOME:
            modules |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(HOME + "."):
            module = (node.module or "").removeprefix(HOME + ".")
            names |= {alias.asname or alias.name: (module, alias.name) for alias in node.names}
    return names, modules


def _names(tree: ast.Module) -> Iterator[str]:
    return (node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
