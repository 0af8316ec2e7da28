"""The source as guards see it: files of a tree, parsed once, and faults told as ``path:line: sentence``."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("registry", "grants", "rescue", "notify", "printing", "public")
CODE = ("shared", "services", "deploy", "bench", "tests")


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """The Python files below the folders, in a stable order; package markers without content are left out."""
    for folder in folders:
        for file in sorted((root / folder).rglob("*.py")):
            if "__pycache__" not in file.parts and file.stat().st_size:
                yield file


@lru_cache(maxsize=4096)
def _nodes(text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text)))


def nodes(file: Path) -> tuple[ast.AST, ...]:
    """Every node of a file as it is now, the module itself first. Equal texts are parsed once, wherever they lie."""
    return _nodes(file.read_text(encoding="utf-8"))


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file as it is now."""
    tree = nodes(file)[0]
    assert isinstance(tree, ast.Module)
    return tree


def fault(root: Path, file: Path, line: int, sentence: str) -> str:
    """One fault, where an editor can jump to."""
    return f"{file.relative_to(root)}:{line}: {sentence}"


def imported_modules(file: Path) -> list[tuple[int, str]]:
    """Line and full name of everything imported; ``from a import b`` gives both ``a`` and ``a.b``."""
    return _imported_modules(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def _imported_modules(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for node in _nodes(text):
        if isinstance(node, ast.Import):
            found += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module))
            found += ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return found
