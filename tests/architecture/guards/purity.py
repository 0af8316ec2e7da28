"""The domain is plain Python: it reads no clock, throws no dice, and touches nothing outside itself."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import CODE, SERVICES, fault, imported_modules, nodes, python_files

_CLOCK_AND_CHANCE = frozenset({"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "new_id"})
_ALLOWED_STANDARD = frozenset(
    {
        *("__future__", "abc", "base64", "bisect", "calendar", "collections", "copy", "dataclasses", "datetime"),
        *("decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "hmac", "itertools", "json"),
        *("math", "numbers", "operator", "re", "statistics", "string", "textwrap", "types", "typing", "unicodedata"),
        *("weakref", "zoneinfo"),
    }
)
_ALLOWED = _ALLOWED_STANDARD | {"annotated_types"}
"""Annotated bounds are plain words on types: whoever reads the types enforces them, the domain imports no reader."""
_PURE_CLOCK = ("deadline", "deadlines", "rules")
_PURE_JOBS = ("errors", "events", "job")
_PURE_REFERENCE = ("places", "dialects", "search")
_PURE_SHARED = (
    "shared.kernel",
    *(f"shared.clock.{name}" for name in _PURE_CLOCK),
    *(f"shared.jobs.{name}" for name in _PURE_JOBS),
    *(f"shared.reference.{name}" for name in _PURE_REFERENCE),
)
_NAMED_TUPLE = frozenset({"_replace", "_asdict", "_make", "_fields", "_field_defaults"})
_BY_NAME = frozenset({"getattr", "setattr", "hasattr", "delattr", "object"})
_WAITING = frozenset(
    {"asyncio", "concurrent", "http", "multiprocessing", "socket", "subprocess", "threading", "urllib"}
)


def impure_domain(root: Path) -> list[str]:
    """Domain files that import more than standard modules, bounds and pure rooms of shared, or read a clock."""
    faults = []
    for service in SERVICES:
        for file in python_files(root, f"services/{service}/domain"):
            faults += _foreign(root, file, (*_PURE_SHARED, f"services.{service}.domain"))
            faults += _clocks(root, file)
    return faults


def impure_kernel(root: Path) -> list[str]:
    """Pure rooms of shared that import more than the standard library, bounds and each other, or wait for anything."""
    pure = [
        *python_files(root, "shared/kernel"),
        *(root / f"shared/clock/{name}.py" for name in _PURE_CLOCK),
        *(root / f"shared/jobs/{name}.py" for name in _PURE_JOBS),
        *(root / f"shared/reference/{name}.py" for name in _PURE_REFERENCE),
    ]
    return [
        fault(root, file, line, f"must be pure, but imports {module}")
        for file in pure
        for line, module in imported_modules(file)
        if not _within(module, _PURE_SHARED)
        and _top(module) != "annotated_types"
        and (_top(module) in _WAITING or _top(module) not in sys.stdlib_module_names)
    ]


def stray_driver(root: Path) -> list[str]:
    """Imports of Motor outside shared/storage, of its PyMongo in services, and of FastStream outside shared/messaging.

    Benchmarks may: their floor is bare.
    """
    storage = [
        fault(root, file, line, f"imports {module}; only shared/storage may (docs/adr/0001)")
        for file in python_files(root, "shared", "services", "deploy", "tests")
        if not file.is_relative_to(root / "shared/storage")
        for line, module in imported_modules(file)
        if _top(module) == "motor"
        or (_top(module) in {"pymongo", "bson", "gridfs"} and file.is_relative_to(root / "services"))
    ]
    return storage + [
        fault(root, file, line, f"imports {module}; only shared/messaging may (docs/adr/0012)")
        for file in python_files(root, "shared", "services", "deploy")
        if not file.is_relative_to(root / "shared/messaging")
        for line, module in imported_modules(file)
        if _top(module) == "faststream"
    ]


def reached_into(root: Path) -> list[str]:
    """Private names of somebody else: in the product, of another file; in tests, of a library."""
    trees = {file: _private_names(file) for file in python_files(root, *CODE)}
    every = frozenset().union(*trees.values())
    return [
        fault(root, file, line, f"reaches for the private {name}; use what its owner offers (docs/adr/0012)")
        for file, own in trees.items()
        for line, name in _reached(file)
        if name not in (every if file.is_relative_to(root / "tests") else own)
    ]


def _private_names(file: Path) -> frozenset[str]:
    """The private names that a file gives to its own things."""
    return frozenset(name for node in nodes(file) if _is_private(name := _given_name(node)))


def _given_name(node: ast.AST) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case (
            ast.Name(id=name, ctx=ast.Store())
            | ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store())
        ):
            return name
        case ast.alias(name=name, asname=asname):
            return asname or name
        case _:
            return ""


def _reached(file: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every private attribute used, also by ``super()``, by its name in a string, or imported from."""
    for node in nodes(file):
        match node:
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name) if _is_private(name):
                yield node.lineno, f"super().{name}"
            case ast.Attribute(attr=name) if _is_private(name) and name not in _NAMED_TUPLE:
                yield node.lineno, name
            case ast.Call(func=called, args=[_, ast.Constant(value=str(name)), *_]) if _is_private(name):
                if _last_name(called) in _BY_NAME:
                    yield node.lineno, name
            case ast.ImportFrom(module=str(module)) if any(map(_is_private, module.split("."))):
                yield node.lineno, module


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def _foreign(root: Path, file: Path, allowed: tuple[str, ...]) -> list[str]:
    return [
        fault(root, file, line, f"the domain imports {module}")
        for line, module in imported_modules(file)
        if not _within(module, allowed) and _top(module) not in _ALLOWED
    ]


def _clocks(root: Path, file: Path) -> list[str]:
    return [
        fault(root, file, node.lineno, f"the domain calls {ast.unparse(node.func)}(); time and ids are arguments")
        for node in nodes(file)
        if isinstance(node, ast.Call) and _last_name(node.func) in _CLOCK_AND_CHANCE
    ]


def _last_name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _within(module: str, allowed: tuple[str, ...]) -> bool:
    """Whether the module is an allowed package, inside one, or on the way to one (``from shared import kernel``)."""
    return any(f"{module}.".startswith(f"{name}.") or f"{name}.".startswith(f"{module}.") for name in allowed)


def _top(module: str) -> str:
    return module.split(".", 1)[0]
