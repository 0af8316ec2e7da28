"""The project's own Python environment: `.venv` with hash-pinned requirements, made once."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from deploy.local.home import PROJECT
from deploy.local.operator_error import disk_nearly_full, install_failed, no_network, say

VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "tongxin-installed.json"
TO_RUN = ("run", "registry", "grants", "rescue", "gateway", "notify", "printing", "public", "servers")
TO_CHECK = (*TO_RUN, "dev")
NEEDED_MB = 1500
UNREACHABLE = re.compile(
    "NewConnectionError|Name or service not known|Temporary failure|Network is unreachable|ConnectTimeout"
    "|Connection refused|Failed to establish|ProxyError|dns error|error sending request|client error"
)


def ensure_venv(sets: Sequence[str], log: Path) -> None:
    """Make `.venv` hold the requirement `sets`; nothing is done when they are there. Raises OperatorError."""
    wanted = {name: _digest(name) for name in sets}
    installed = _stamp() if PYTHON.exists() else {}
    missing = [name for name, digest in wanted.items() if installed.get(name) != digest]
    if PYTHON.exists() and not missing:
        return
    free_mb = shutil.disk_usage(PROJECT).free // 2**20
    if free_mb < NEEDED_MB:
        raise disk_nearly_full(PROJECT, free_mb, NEEDED_MB)
    if not PYTHON.exists():
        say("创建 Python 环境 .venv", "Creating the Python environment .venv")
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], log, "Python venv")
    _install(missing, log)
    STAMP.write_text(json.dumps({**installed, **wanted}, indent=2))


def _digest(name: str) -> str:
    return hashlib.sha256((PROJECT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        content: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return content


def _install(sets: Sequence[str], log: Path) -> None:
    files = [str(PROJECT / "requirements" / f"{name}.txt") for name in sets]
    pinned = {
        line.split("==")[0] for file in files for line in Path(file).read_text().splitlines() if "==" in line[:80]
    }
    say(f"安装 Python 依赖，共 {len(pinned)} 个", f"Installing {len(pinned)} Python requirements")
    requirements = [argument for file in files for argument in ("-r", file)]
    if uv := shutil.which("uv"):
        command = [
            uv,
            "pip",
            "install",
            "--quiet",
            "--python",
            str(PYTHON),
            "--require-hashes",
            "--no-deps",
            *requirements,
        ]
        if _quietly(command, log) == 0:
            return
    if not (VENV / "bin" / "pip").exists():
        _run([str(PYTHON), "-m", "ensurepip"], log, "pip")
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--retries", "2", "--no-input", *requirements]
    _run(command, log, "Python requirements", total=len(pinned))


def _quietly(command: Sequence[str], log: Path) -> int:
    with log.open("ab") as sink:
        return subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, check=False).returncode


def _run(command: Sequence[str], log: Path, what: str, total: int = 0) -> None:
    """Run an installer, its output in `log` and a count of what it collected on the terminal."""
    said: list[str] = []
    with (
        log.open("a") as sink,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as installer,
    ):
        try:
            for line in installer.stdout or ():
                sink.write(line)
                said.append(line)
                _tell_progress(line, sum(entry.startswith("Collecting ") for entry in said), total)
        except BaseException:
            installer.terminate()
            raise
    if installer.returncode != 0:
        text = "".join(said)
        raise no_network(what, log) if UNREACHABLE.search(text) else install_failed(what, log)


def _tell_progress(line: str, done: int, total: int) -> None:
    """A line that counts in place on a terminal; elsewhere one line for every twenty packages."""
    if not total or not line.startswith(("Collecting ", "Installing collected")):
        return
    name = line.split()[1].split("==")[0]
    if line.startswith("Installing"):
        say("  正在写入 .venv", "writing into .venv")
    elif sys.stdout.isatty():
        print(f"\r  {done}/{total} {name:<40}", end="" if done < total else "\n", flush=True)
    elif done % 20 == 0:
        print(f"  {done}/{total} {name}", flush=True)
