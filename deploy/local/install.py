"""What has to be installed for running, checking and testing: packages of the system, of Python and of Node."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.local.home import PROJECT, Home
from deploy.local.leftovers import tidy_up
from deploy.local.operator_error import OperatorError, complain, install_failed, no_network, say
from deploy.local.ports import gateway_port
from deploy.local.system import ensure_packages, log_end, said_since
from deploy.local.venv import TO_CHECK, TO_RUN, ensure_venv

NODE_MODULES = PROJECT / "node_modules"
NPM_UNREACHABLE = re.compile("ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|ENETUNREACH")


def install_to_run(environment: Mapping[str, str]) -> None:
    """Everything that `make up` needs on this machine; raises OperatorError."""
    home = Home.find(environment)
    with home.locked():
        tidy_up(home)
        gateway_port(environment)
        log = _install_log(home)
        ensure_packages([*_for_python(), *_for_servers(environment), *papers()], log)
        ensure_venv(TO_RUN, log)


def install_to_check(environment: Mapping[str, str]) -> None:
    """Everything that `make check` needs; raises OperatorError."""
    log = _install_log(Home.find(environment))
    ensure_packages(_for_python(), log)
    ensure_venv(TO_CHECK, log)


def install_to_test(environment: Mapping[str, str]) -> None:
    """Everything that `make test` needs: a browser with Chinese fonts, the Node checkers, and real servers.

    Servers are installed even where others are given: tests that kill a server start their own.
    """
    log = _install_log(Home.find(environment))
    browser = ["chromium", "libatomic1", "nodejs", "npm"]
    ensure_packages([*_for_python(), *_for_servers({}), *papers(), *browser], log)
    ensure_venv(TO_CHECK, log)
    _ensure_node_packages(log)


def _install_log(home: Home) -> Path:
    home.logs.mkdir(parents=True, exist_ok=True)
    return home.log("install")


def _for_python() -> list[str]:
    return ["python3-venv"]


def _for_servers(environment: Mapping[str, str]) -> list[str]:
    """Packages behind the servers that the environment does not already give an address for."""
    packages = []
    if not environment.get("TONGXIN_MONGO_URL"):
        packages.append("libcurl4")
    if not environment.get("TONGXIN_AMQP_URL"):
        packages.append("rabbitmq-server")
    return packages


def papers() -> list[str]:
    """What sets the pages of papers, and the Chinese font that they are printed in."""
    return ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"]


def _ensure_node_packages(log: Path) -> None:
    """The checkers of package.json below `node_modules`, installed once per content of that file."""
    wanted = (PROJECT / "package.json").read_bytes()
    stamp = NODE_MODULES / "tongxin-installed.json"
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    say("安装 Node 检查工具", "Installing the Node checkers")
    npm = [shutil.which("npm") or "npm", "install", "--no-progress"]
    before = log_end(log)
    with log.open("ab") as sink:
        ended = subprocess.run(npm, cwd=PROJECT, stdout=sink, stderr=subprocess.STDOUT, check=False)
    if ended.returncode != 0:
        raise (no_network if NPM_UNREACHABLE.search(said_since(log, before)) else install_failed)("npm packages", log)
    stamp.write_bytes(wanted)


INSTALLERS: dict[str, Callable[[Mapping[str, str]], None]] = {
    "check": install_to_check,
    "test": install_to_test,
    "up": install_to_run,
}


def main() -> int:
    """`python3 -m deploy.local.install check|test|up`; exit code 1 after a sentence that says why not."""
    try:
        INSTALLERS[sys.argv[1]](os.environ)
    except OperatorError as error:
        complain(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
