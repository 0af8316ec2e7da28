"""Copies of the source in which a test may write."""

import shutil
from pathlib import Path

from tests.architecture.source import ROOT


def copy_source(to: Path, *folders: str, without: tuple[str, ...] = ()) -> None:
    """Copy folders and the settings of the tools, with what mypy knows already: it then looks at what changes alone."""
    known = [".mypy_cache"] if (ROOT / ".mypy_cache").is_dir() else []
    for folder in (*folders, *known):
        shutil.copytree(ROOT / folder, to / folder, ignore=shutil.ignore_patterns("__pycache__", *without))
    shutil.copy(ROOT / "pyproject.toml", to)
