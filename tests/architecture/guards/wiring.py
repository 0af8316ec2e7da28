"""``app.py`` is the table of contents: every use case has one file, and every file is in it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from deploy.wiring import consumers, declared_contracts, publishers
from tests.architecture.source import SERVICES, fault, parsed

ROOMS = ("commands", "queries", "reactions")
SERVICE = ("README.md", "app.py", "ports.py", "main.py", "settings.py", "outbound.py")
OF_COMMANDS = ("domain/permissions.py",)
"""What a service has that can be told to do something; the public site cannot."""


def incomplete_services(root: Path) -> list[str]:
    """Services that lack one of the files a reader looks for first."""
    return [
        f"services/{service}/{name}:1: is missing"
        for service in SERVICES
        for name in SERVICE + (OF_COMMANDS if (root / f"services/{service}/commands").is_dir() else ())
        if not (root / f"services/{service}/{name}").is_file()
    ]


def unlisted_use_cases(root: Path) -> list[str]:
    """Files of use cases that app.py does not use, and use cases in app.py that have no file of their name."""
    faults = []
    for service in SERVICES:
        app = root / f"services/{service}/app.py"
        if not app.exists():
            continue
        files = {(room, file.stem) for room in ROOMS for file in _use_cases(root, service, room)}
        named = set(_named(parsed(app), service))
        faults += [
            fault(root, root / f"services/{service}/{room}/{stem}.py", 1, f"app.py does not use {stem}")
            for room, stem in sorted(files - named)
        ]
        faults += [fault(root, app, 1, f"{room}/{stem}.py does not exist") for room, stem in sorted(named - files)]
    return faults


def misnamed_use_cases(root: Path) -> list[str]:
    """Files of use cases that do not define what they are named after: its function, and for commands its class."""
    faults = []
    for service in SERVICES:
        for room in ROOMS:
            for file in _use_cases(root, service, room):
                defined = {getattr(node, "name", "") for node in parsed(file).body}
                wanted = {file.stem} | ({_camel(file.stem)} if room == "commands" else set())
                faults += [fault(root, file, 1, f"does not define {name}") for name in sorted(wanted - defined)]
    return faults


def undeclared_commands(root: Path) -> list[str]:
    """Commands whose handler does not carry the declaration that says who may give it, and what it is called."""
    faults = []
    for service in SERVICES:
        faults += [
            fault(root, file, 1, f"{file.stem} is not declared with @command(..., label=, roles=)")
            for file in _use_cases(root, service, "commands")
            if not _declared(parsed(file), file.stem)
        ]
    return faults


def undecided_events(root: Path) -> list[str]:
    """Domain events outside the closed union, and translations that a new member of it would slip through.

    Events stand in ``events.py``, which has the union, and in ``*_events.py`` beside it.
    Inside both, mypy insists on a decision: ``assert_never`` takes no event that no case has named.
    """
    faults = []
    for service in SERVICES:
        events, outbound = (root / f"services/{service}/{name}.py" for name in ("domain/events", "outbound"))
        if not events.exists() or not outbound.exists():
            continue
        paths = [events, *sorted(events.parent.glob("*_events.py"))]
        kinds = [(path, node) for path in paths for node in parsed(path).body if isinstance(node, ast.ClassDef)]
        bases = {ast.unparse(base) for _, kind in kinds for base in kind.bases}
        decided = bases | set(_union(parsed(events)))
        faults += [
            fault(root, path, kind.lineno, f"{kind.name} is not in DomainEvent")
            for path, kind in kinds
            if kind.name not in decided
        ]
        if not _is_closed(parsed(outbound)):
            faults.append(fault(root, outbound, 1, "outbound(event: DomainEvent) must end in assert_never(event)"))
    return faults


def loose_contracts(root: Path) -> list[str]:
    """Contracts without exactly one publisher (the service they are named after), or without a consumer or the mark.

    Only the newest version of a contract is made by its publisher; older ones go out beside it.
    """
    made, used = publishers(root), consumers(root)
    declared = declared_contracts(root)
    newest = {contract.name: contract for contract in sorted(declared, key=lambda contract: contract.version)}
    faults = []
    for contract in newest.values():
        where = f"shared/contracts/{contract.module}.py:1: {contract.type}"
        owner = contract.name.split(".", 1)[0]
        if made[contract.type] != [owner]:
            faults.append(f"{where} must be published by {owner} alone, but is by {made[contract.type] or 'nobody'}")
        if not used[contract.type] and not contract.for_outsiders:
            faults.append(f"{where} has no consumer; react to it or mark it FOR_OUTSIDERS")
    return faults


def _use_cases(root: Path, service: str, room: str) -> Iterator[Path]:
    folder = root / f"services/{service}/{room}"
    return (file for file in sorted(folder.glob("*.py")) if not file.name.startswith("_"))


def _named(tree: ast.Module, service: str) -> Iterator[tuple[str, str]]:
    """Room and file of every use case that app.py imports and then uses."""
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(f"services.{service}."):
            continue
        parts = (node.module or "").split(".")
        if len(parts) == 4 and parts[2] in ROOMS and {alias.asname or alias.name for alias in node.names} & used:
            yield parts[2], parts[3]


def _declared(tree: ast.Module, name: str) -> bool:
    """Whether the handler of this name is decorated with a declaration."""
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name == name:
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "command":
                    return {"label", "roles"} <= {keyword.arg for keyword in call.keywords}
    return False


def _union(tree: ast.Module) -> Iterator[str]:
    """The names of the events that DomainEvent holds."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DomainEvent":
            yield from (name.id for name in ast.walk(node.value) if isinstance(name, ast.Name))


def _is_closed(tree: ast.Module) -> bool:
    """Whether ``outbound`` takes the union and leaves no event of it undecided."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "outbound":
            taken = [ast.unparse(one.annotation) for one in node.args.args[:1] if one.annotation]
            calls = {ast.unparse(call) for call in ast.walk(node) if isinstance(call, ast.Call)}
            return taken in (["DomainEvent"], ["events.DomainEvent"]) and "assert_never(event)" in calls
    return False


def _camel(stem: str) -> str:
    return "".join(word.capitalize() for word in stem.split("_"))
