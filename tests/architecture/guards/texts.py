"""What stands in committed files: a sign on every door, nothing left lying about, no address of a package index."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import CODE, fault, parsed, python_files

_SKIPPED = frozenset({".git", ".venv", ".local", "node_modules", "vendor", "__pycache__", "build"})
_TEXT = frozenset({".py", ".toml", ".txt", ".in", ".md", ".json", ".yml", ".yaml", ".sh", ".mjs", ".cfg", ".ini", ""})
_INDEX = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry", "npmjs", "org"),
            ("registry", "yarnpkg", "com"),
            ("npmmirror", "com"),
            ("pypi", "tuna"),
            ("mirrors", "aliyun"),
            ("proxy", "golang", "org"),
        ]
    )
)
_LEFT = re.compile(r"#\s*(?:TODO|FIXME|XXX|HACK)\b|#\s*[-=#*]{4,}")


def missing_docstrings(root: Path) -> list[str]:
    """Modules that do not open with a docstring whose first line is a sentence."""
    return [
        fault(root, file, 1, "opens without a one-sentence docstring")
        for file in python_files(root, *CODE)
        if not (ast.get_docstring(parsed(file)) or "").strip()
    ]


def left_lying(root: Path) -> list[str]:
    """Notes to self and section banners in code."""
    return [
        fault(root, file, number, f"leave no such comment: {line.strip()[:60]}")
        for file in python_files(root, *CODE)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if _LEFT.search(line)
    ]


def index_addresses(root: Path) -> list[str]:
    """Text files that name the host of a package index: where packages come from is the machine's business."""
    return [
        fault(root, file, number, "names the host of a package index")
        for file in _texts(root)
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if _INDEX.search(line)
    ]


def _texts(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name in _SKIPPED or entry.name.endswith("_cache"):
            continue
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.suffix in _TEXT and entry.stat().st_size < 2_000_000:
            yield entry
