"""What the press needs of the operating system: Pango with its companions, and a Chinese font. Told at start."""

import ctypes
import sys
from collections.abc import Callable
from pathlib import Path

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""What WeasyPrint loads, and the Debian package that brings it."""
FONTS = Path("/usr/share/fonts")
FONT_PACKAGE = "fonts-noto-cjk"


def missing_packages(has_library: Callable[[str], bool] | None = None, fonts: Path | None = None) -> list[str]:
    """The Debian packages that are not there, in the order in which they would be installed."""
    there = has_library or _has_library
    missing = [package for library, package in LIBRARIES.items() if not there(library)]
    return missing if any((fonts or FONTS).glob("**/*CJK*")) else [*missing, FONT_PACKAGE]


def sentence(missing: list[str]) -> str:
    """What to do about it, in both languages."""
    names = " ".join(missing)
    return (
        f"✗ printing 无法启动：缺少排版用的系统库或中文字体。请安装：apt-get install --no-install-recommends {names}\n"
        f"  printing cannot start: libraries or Chinese fonts for setting pages are missing. "
        f"Install them: apt-get install --no-install-recommends {names}"
    )


def require_system() -> None:
    """End the process with a sentence where something is missing."""
    if missing := missing_packages():
        sys.exit(sentence(missing))


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
