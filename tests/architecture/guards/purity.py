"""The domain is plain Python: it reads no clock, throws no dice, and touches nothing outside itself."""

import ast
import sys
from pathlib import Path

from tests.architecture.source import SERVICES, fault, imported_modules, nodes, python_files

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
_PURE_SHARED = ("shared.kernel", "shared.clock.deadlines", "shared.clock.rules")
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
    """Pure rooms of shared that import more than the standard library and each other, or wait for anything."""
    pure = [*python_files(root, "shared/kernel"), root / "shared/clock/deadlines.py", root / "shared/clock/rules.py"]
    return [
        fault(root, file, line, f"must be pure, but imports {module}")
        for file in pure
        for line, module in imported_modules(file)
        if not _within(module, _PURE_SHARED)
        and (_top(module) in _WAITING or _top(module) not in sys.stdlib_module_names)
    ]


def stray_driver(root: Path) -> list[str]:
    """Imports of Motor outside shared/storage, and of its PyMongo in services. Benchmarks may: their floor is bare."""
    return [
        fault(root, file, line, f"imports {module}; only shared/storage may (docs/adr/0001)")
        for file in python_files(root, "shared", "services", "deploy", "tests")
        if not file.is_relative_to(root / "shared/storage")
        for line, module in imported_modules(file)
        if _top(module) == "motor"
        or (_top(module) in {"pymongo", "bson", "gridfs"} and file.is_relative_to(root / "services"))
    ]


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
