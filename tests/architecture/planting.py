"""A copy of the source in which tests plant faults; each fault is taken out again when its test ends."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT

Guard = Callable[[Path], list[str]]

_NOT_SOURCE = shutil.ignore_patterns("__pycache__", "vendor", "img", "*.mo")


class Copy:
    """Everything that guards look at, in another place."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before: dict[Path, str | None] = {}
        for folder in ("shared", "services", "deploy", "bench", "tests", "requirements"):
            shutil.copytree(ROOT / folder, root / folder, ignore=_NOT_SOURCE)
        shutil.copy(ROOT / "pyproject.toml", root)

    def append(self, file: str, text: str) -> None:
        """Add lines at the end of a file, which is made when there is none."""
        self._write(file, (self._text(file) or "") + text)

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the first place where ``old`` stands."""
        text = self._text(file) or ""
        assert old in text, f"nothing to plant the fault in: {old!r} is not in {file}"
        self._write(file, text.replace(old, new, 1))

    def remove(self, file: str) -> None:
        """Delete a file."""
        self._before.setdefault(self.root / file, self._text(file))
        (self.root / file).unlink()

    def restore(self) -> None:
        """Take all faults out again."""
        for path, text in self._before.items():
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_text(text, encoding="utf-8")
        self._before.clear()

    def newly(self, guard: Guard) -> list[str]:
        """What the guard finds here and not in the source."""
        return [found for found in guard(self.root) if found not in _known(guard)]

    def run(self, *command: str) -> str:
        """The output of a Python command run here, on this code."""
        ran = subprocess.run([sys.executable, *command], cwd=self.root, capture_output=True, text=True, check=False)
        return ran.stdout + ran.stderr

    def _text(self, file: str) -> str | None:
        path = self.root / file
        return path.read_text(encoding="utf-8") if path.exists() else None

    def _write(self, file: str, text: str) -> None:
        path = self.root / file
        self._before.setdefault(path, self._text(file))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@cache
def _known(guard: Guard) -> tuple[str, ...]:
    return tuple(guard(ROOT))
