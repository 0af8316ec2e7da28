"""The source as guards see it: files of a tree, parsed once, and faults told as ``path:line: sentence``."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("registry", "grants", "rescue", "notify")
CODE = ("shared", "services", "deploy", "bench", "tests")


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """The Python files below the folders, in a stable order; package markers without content are left out."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            if "__pycache__" not in file.parts and file.stat().st_size:
                yield file


@lru_cache(maxsize=4096)
def _parsed(file: Path, _stamp: int) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file as it is now."""
    return _parsed(file, file.stat().st_mtime_ns)


def fault(root: Path, file: Path, line: int, sentence: str) -> str:
    """One fault, where an editor can jump to."""
    return f"{file.relative_to(root)}:{line}: {sentence}"


def imported_modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported; ``from a import b`` gives both ``a`` and ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
