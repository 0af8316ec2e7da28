"""Who proposed is compared with who confirms in one place: ``shared/kernel/dual_control.py``."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import fault, nodes, python_files

OWN_RULES = {
    ("services/grants/domain/hands.py", "require_free"): "three people for an instalment, whoever came first",
    ("services/rescue/domain/entry_change.py", "require_not_brought_nearer_by"): "what somebody did alone before",
    ("services/notify/domain/item.py", "mark_of"): "what a reader has marked is that reader's own",
    ("services/notify/domain/item.py", "_mark"): "a reader's own mark takes the place of the one before",
}
"""Functions with a rule of their own about who did what, which is not that a second person confirms."""
ROOMS = re.compile(r"services/(?!gateway/)\w+/(domain|commands|reactions|outbound\.py)")
PERSON = re.compile(r"(^|_)(by|author|reader|proposer)$")
PEOPLE = re.compile(r"(^|_)(by|author|reader|people|payers|proposers?|authors)$")


def own_comparisons(root: Path) -> list[str]:
    """Comparisons of one person with another outside the component of dual control."""
    return [
        fault(root, file, node.lineno, f"{function} compares one person with another: let DualControl do it")
        for file in python_files(root, "services")
        if ROOMS.match(where := file.relative_to(root).as_posix())
        for function, node in _comparisons(file)
        if (where, function) not in OWN_RULES and _compares_people(node)
    ]


def _comparisons(file: Path) -> Iterator[tuple[str, ast.Compare]]:
    for function in nodes(file):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((function.name, node) for node in ast.walk(function) if isinstance(node, ast.Compare))


def _compares_people(node: ast.Compare) -> bool:
    sides = [[*_names(one)] for one in (node.left, *node.comparators)]
    one = any(PERSON.search(name) or name == "actor.id" for name in sides[0])
    other = any(PEOPLE.search(name) or name == "actor.id" for side in sides[1:] for name in side)
    return one and other


def _names(node: ast.expr) -> Iterator[str]:
    """What a person or a collection of persons is called here."""
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(value=ast.Name(id="actor" | "approver"), attr="id"):
            yield "actor.id"
        case ast.Attribute(attr=name):
            yield name
        case ast.Tuple(elts=parts) | ast.Set(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _names(part)
