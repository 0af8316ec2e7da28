"""Installing says clearly what it cannot do, starts no system broker, and needs only the Python that is there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import system, up, venv
from deploy.local.home import PROJECT, Home
from deploy.local.ports import free_port, gateway_port, reachable
from deploy.local.system import ensure_packages
from deploy.local.trouble import Trouble

FAKE_APT = """#!/bin/sh
echo "apt-get $*" >> "{folder}/calls"
test -e "{folder}/policy" && echo "policy in place" >> "{folder}/calls"
{behaviour}
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine, in a folder, that lacks every package; its apt-get is what the test writes."""
    monkeypatch.setattr(system, "POLICY", tmp_path / "policy")
    monkeypatch.setattr(system, "PRESENT", dict.fromkeys(system.PRESENT, lambda: False))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def apt_get(machine: Path, behaviour: str) -> None:
    """Give the machine an apt-get."""
    script = machine / "apt-get"
    script.write_text(FAKE_APT.format(folder=machine, behaviour=behaviour))
    script.chmod(0o755)


def test_ensure_packages_that_are_there_asks_no_package_manager(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "PRESENT", dict.fromkeys(system.PRESENT, lambda: True))
    apt_get(machine, "exit 1")
    ensure_packages(["rabbitmq-server", "chromium"], machine / "log")
    assert not (machine / "calls").exists()


def test_ensure_packages_keeps_the_systems_broker_from_starting_and_takes_its_policy_away(machine: Path) -> None:
    apt_get(machine, "exit 0")
    ensure_packages(["rabbitmq-server"], machine / "log")
    calls = (machine / "calls").read_text().splitlines()
    assert calls == ["apt-get -q install -y --no-install-recommends rabbitmq-server", "policy in place"]
    assert not (machine / "policy").exists()


def test_ensure_packages_leaves_a_policy_of_the_machine_alone(machine: Path) -> None:
    (machine / "policy").write_text("the administrator's")
    apt_get(machine, "exit 0")
    ensure_packages(["rabbitmq-server"], machine / "log")
    assert (machine / "policy").read_text() == "the administrator's"


def test_ensure_packages_with_stale_lists_refreshes_them_once(machine: Path) -> None:
    apt_get(machine, 'case "$*" in *update*) touch "$0.fresh" ;; *) test -e "$0.fresh" || exit 100 ;; esac')
    ensure_packages(["libcurl4"], machine / "log")
    verbs = [line.split()[-1] for line in (machine / "calls").read_text().splitlines() if line.startswith("apt-get")]
    assert verbs == ["libcurl4", "update", "libcurl4"]


def test_ensure_packages_without_network_says_so_and_names_the_log(machine: Path) -> None:
    apt_get(machine, "echo 'Err: Temporary failure resolving'; exit 100")
    with pytest.raises(Trouble) as trouble:
        ensure_packages(["rabbitmq-server"], machine / "log")
    assert "No network" in trouble.value.en
    assert "连不上网络" in trouble.value.zh
    assert str(machine / "log") in trouble.value.zh
    assert not (machine / "policy").exists()


def test_ensure_packages_without_apt_names_what_is_missing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(Trouble, match=r"rabbitmq-server missing and there is no apt-get"):
        ensure_packages(["rabbitmq-server"], machine / "log")


def test_ensure_packages_without_root_or_sudo_says_what_to_ask_for(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt_get(machine, "exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: str(machine / name) if name == "apt-get" else None)
    with pytest.raises(Trouble, match=r"apt-get install --no-install-recommends rabbitmq-server"):
        ensure_packages(["rabbitmq-server"], machine / "log")
    assert not (machine / "calls").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("NewConnectionError: Failed to establish a new connection", "No network"), ("hash mismatch", "failed. Details")],
)
def test_python_installer_that_fails_is_explained(tmp_path: Path, words: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        venv._run([sys.executable, "-c", f"import sys; print({words!r}); sys.exit(1)"], tmp_path / "log", "it")
    assert words in (tmp_path / "log").read_text()


def test_ensure_venv_on_a_nearly_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(venv, "STAMP", tmp_path / "none")
    monkeypatch.setattr(venv, "NEEDED_MB", 10**9)
    with pytest.raises(Trouble, match="nearly full"):
        venv.ensure_venv(["run"], tmp_path / "log")


def test_gateway_port_that_is_taken_names_the_port_and_the_variable() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Trouble, match=rf"Port {port} is taken.*TONGXIN_PORT="):
            gateway_port({"TONGXIN_PORT": str(port)})


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1"])
def test_gateway_port_that_is_no_port_is_refused(value: str) -> None:
    with pytest.raises(Trouble, match="not a valid port"):
        gateway_port({"TONGXIN_PORT": value})


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:80"), ("0.0.0.0", "http://127.0.0.1:80"), ("::1", "http://[::1]:80")],
)
def test_reachable_turns_a_listening_address_into_one_to_open(host: str, address: str) -> None:
    assert reachable(host, 80) == address


def test_up_with_an_old_python_says_which_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("went on to launch"))
    assert up.main() == 1
    said = capsys.readouterr().err
    assert "需要 Python 3.11" in said
    assert "Python 3.11 or newer is needed" in said


def test_up_while_one_runs_is_refused_in_both_languages(tmp_path: Path) -> None:
    home = Home(tmp_path)
    environment = {**os.environ, "TONGXIN_HOME": str(tmp_path), "TONGXIN_PORT": str(free_port())}
    with home.locked():
        second = subprocess.run(
            [sys.executable, "-m", "deploy.local.up"], cwd=PROJECT, env=environment, capture_output=True, text=True
        )
    assert second.returncode == 1
    assert f"同心已经在运行（进程 {os.getpid()}" in second.stderr
    assert f"already running (process {os.getpid()}" in second.stderr
    assert "Traceback" not in second.stderr


def test_installing_needs_the_standard_library_only() -> None:
    code = "import deploy.local.up, deploy.local.install, deploy.local.down"
    subprocess.run([sys.executable, "-S", "-c", code], cwd=PROJECT, check=True)
