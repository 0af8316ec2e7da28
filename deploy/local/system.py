"""Packages of the operating system that the product needs, installed with apt when missing."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.local.operator_error import install_failed, no_apt, no_network, not_root, say, sudo_refused

POLICY = Path("/usr/sbin/policy-rc.d")
NO_AUTOSTART = b"""#!/bin/sh
# Only while Tongxin installs packages: nothing of them, the system's own broker above all, shall start by itself.
exit 101
"""
UNREACHABLE = (
    "Temporary failure",
    "Could not resolve",
    "Failed to fetch",
    "Network is unreachable",
    "Could not connect",
    "Connection timed out",
)


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _has_font() -> bool:
    return any(Path("/usr/share/fonts").glob("**/*CJK*"))


def browser_binary() -> str | None:
    """The system's Chromium, under either of the names that distributions give it."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


PRESENT: dict[str, Callable[[], bool]] = {
    "python3-venv": lambda: _has_module("ensurepip"),
    "libcurl4": lambda: _has_library("libcurl.so.4"),
    "rabbitmq-server": lambda: Path("/usr/lib/rabbitmq/bin/rabbitmq-server").exists(),
    "chromium": lambda: browser_binary() is not None,
    "fonts-noto-cjk": _has_font,
    "libpango-1.0-0": lambda: _has_library("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": lambda: _has_library("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": lambda: _has_library("libharfbuzz-subset.so.0"),
    "libatomic1": lambda: _has_library("libatomic.so.1"),
    "nodejs": lambda: shutil.which("node") is not None,
    "npm": lambda: shutil.which("npm") is not None,
}
"""How to see, without asking the package manager, whether what a package brings is there."""


def ensure_packages(packages: Sequence[str], log: Path) -> None:
    """Install what is missing of `packages`; raises OperatorError when that cannot be done."""
    missing = [_debian_name(package) for package in packages if not PRESENT[package]()]
    if not missing:
        return
    if shutil.which("apt-get") is None:
        raise no_apt(missing)
    root, before = _as_root(missing), log_end(log)
    names = " ".join(missing)
    say(f"安装系统软件包 {names}", f"Installing system packages {names}")
    with _no_autostart(root, missing):
        install = ["install", "-y", "--no-install-recommends", *missing]
        if _apt(root, install, log) != 0:
            refreshed = _apt(root, ["-o", "APT::Update::Error-Mode=any", "update"], log)
            if refreshed != 0 or _apt(root, install, log) != 0:
                raise _explain(names, log, before)
    if "rabbitmq-server" in missing and Path("/run/systemd/system").exists():
        subprocess.run([*root, "systemctl", "disable", "--quiet", "rabbitmq-server.service"], check=False)


def _debian_name(package: str) -> str:
    """The interpreter in use may not be the system's default: its venv package carries the version in its name."""
    if package != "python3-venv":
        return package
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _as_root(missing: Sequence[str]) -> list[str]:
    """What to put before a command so that it runs as root; raises OperatorError when nothing does."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        raise not_root(missing)
    root = [sudo] if sys.stdin.isatty() else [sudo, "-n"]
    if subprocess.run([*root, "true"], check=False).returncode != 0:
        raise sudo_refused(missing)
    return root


def _apt(root: Sequence[str], arguments: Sequence[str], log: Path) -> int:
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-q", *arguments]
    with log.open("ab") as sink:
        return subprocess.run(
            command, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False
        ).returncode


@contextmanager
def _no_autostart(root: Sequence[str], missing: Sequence[str]) -> Iterator[None]:
    """Keep apt from starting what it installs, unless the machine already has a policy about that."""
    if POLICY.exists():
        yield
        return
    with tempfile.NamedTemporaryFile() as policy:
        policy.write(NO_AUTOSTART)
        policy.flush()
        installed = subprocess.run([*root, "install", "-m", "755", policy.name, str(POLICY)], check=False)
    if installed.returncode != 0:
        raise sudo_refused(missing)
    try:
        yield
    finally:
        subprocess.run([*root, "rm", "-f", str(POLICY)], check=False)


def log_end(log: Path) -> int:
    """Where the log ends now: what a later run says begins there."""
    return log.stat().st_size if log.exists() else 0


def said_since(log: Path, before: int) -> str:
    """What was written to the log after it ended at `before`."""
    return log.read_bytes()[before:].decode(errors="replace")


def _explain(names: str, log: Path, before: int) -> Exception:
    said = said_since(log, before)
    return no_network(names, log) if any(sign in said for sign in UNREACHABLE) else install_failed(names, log)
