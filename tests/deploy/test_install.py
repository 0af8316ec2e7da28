"""Installing says clearly what it cannot do, starts no system broker, and needs only the Python that is there."""

from __future__ import annotations

import errno
import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import install, system, up, venv
from deploy.local.home import PROJECT, Home
from deploy.local.operator_error import OperatorError
from deploy.local.ports import _given as claims
from deploy.local.ports import free_port, gateway_port, reachable
from deploy.local.system import ensure_packages

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
    with pytest.raises(OperatorError) as trouble:
        ensure_packages(["rabbitmq-server"], machine / "log")
    assert "No network" in trouble.value.en
    assert "连不上网络" in trouble.value.zh
    assert str(machine / "log") in trouble.value.zh
    assert not (machine / "policy").exists()


def test_ensure_packages_without_apt_names_what_is_missing(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(OperatorError, match=r"rabbitmq-server missing and there is no apt-get"):
        ensure_packages(["rabbitmq-server"], machine / "log")


def test_ensure_packages_without_root_or_sudo_says_what_to_ask_for(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apt_get(machine, "exit 0")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: str(machine / name) if name == "apt-get" else None)
    with pytest.raises(OperatorError, match=r"apt-get install --no-install-recommends rabbitmq-server"):
        ensure_packages(["rabbitmq-server"], machine / "log")
    assert not (machine / "calls").exists()


def as_somebody_with_sudo(machine: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str) -> None:
    """Nobody special, on a machine whose sudo is what the test writes."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    sudo = machine / "sudo"
    sudo.write_text(f"#!/bin/sh\n{behaviour}\n")
    sudo.chmod(0o755)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.mark.parametrize("behaviour", ["exit 1", 'test "$2" = true'])
def test_ensure_packages_with_a_sudo_that_refuses_says_what_to_ask_for(
    machine: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    apt_get(machine, "exit 0")
    as_somebody_with_sudo(machine, monkeypatch, behaviour)
    with pytest.raises(
        OperatorError, match=r"sudo did not let you.*apt-get install --no-install-recommends rabbitmq-server"
    ):
        ensure_packages(["rabbitmq-server"], machine / "log")
    assert not (machine / "calls").exists()


def test_ensure_packages_blames_the_network_only_for_what_it_did_this_time(machine: Path) -> None:
    (machine / "log").write_text("last year: Temporary failure resolving\n")
    apt_get(machine, "echo 'E: unmet dependencies'; exit 100")
    with pytest.raises(OperatorError, match=r"failed\. Details"):
        ensure_packages(["rabbitmq-server"], machine / "log")


def test_node_checkers_blame_the_network_only_for_what_happened_this_time(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "log").write_text("last year: ENOTFOUND\n")
    (machine / "npm").write_text("#!/bin/sh\nexit 1\n")
    (machine / "npm").chmod(0o755)
    monkeypatch.setattr(install, "NODE_MODULES", machine / "node_modules")
    with pytest.raises(OperatorError, match=r"failed\. Details"):
        install._ensure_node_packages(machine / "log")


@pytest.mark.parametrize("name", ["chromium", "chromium-browser"])
def test_browser_is_the_one_whose_name_made_it_count_as_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not system.PRESENT["chromium"]()
    (tmp_path / name).write_text("#!/bin/sh\n")
    (tmp_path / name).chmod(0o755)
    assert system.PRESENT["chromium"]()
    assert system.browser_binary() == str(tmp_path / name)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("NewConnectionError: Failed to establish a new connection", "No network"), ("hash mismatch", "failed. Details")],
)
def test_python_installer_that_fails_is_explained(tmp_path: Path, words: str, sentence: str) -> None:
    with pytest.raises(OperatorError, match=sentence):
        venv._run([sys.executable, "-c", f"import sys; print({words!r}); sys.exit(1)"], tmp_path / "log", "it")
    assert words in (tmp_path / "log").read_text()


def test_ensure_venv_on_a_nearly_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(venv, "STAMP", tmp_path / "none")
    monkeypatch.setattr(venv, "NEEDED_MB", 10**9)
    with pytest.raises(OperatorError, match="nearly full"):
        venv.ensure_venv(["run"], tmp_path / "log")


def test_ensure_venv_that_lost_its_python_installs_all_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(venv, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(venv, "STAMP", tmp_path / "stamp")
    venv.STAMP.write_text(json.dumps({"run": venv._digest("run"), "dev": "an older one"}))
    asked: list[str] = []
    monkeypatch.setattr(venv, "_run", lambda *_given, **_more: None)
    monkeypatch.setattr(venv, "_install", lambda sets, _log: asked.extend(sets))
    venv.ensure_venv(["run"], tmp_path / "log")
    assert asked == ["run"]
    assert set(json.loads(venv.STAMP.read_text())) == {"run"}


def test_gateway_port_that_is_taken_names_the_port_and_the_variable() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(OperatorError, match=rf"Port {port} is taken.*TONGXIN_PORT="):
            gateway_port({"TONGXIN_PORT": str(port)})


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1"])
def test_gateway_port_that_is_no_port_is_refused(value: str) -> None:
    with pytest.raises(OperatorError, match="not a valid port"):
        gateway_port({"TONGXIN_PORT": value})


@pytest.mark.parametrize("host", ["no-such-machine.invalid", "198.51.100.7"])
def test_gateway_host_that_is_not_this_machine_is_named(host: str) -> None:
    with pytest.raises(OperatorError, match=rf"TONGXIN_HOST={host} is no address of this machine"):
        gateway_port({"TONGXIN_HOST": host})


def test_gateway_port_that_only_root_may_have_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def bind(_socket: object, _address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "socket", type("Probe", (socket.socket,), {"bind": bind}))
    with pytest.raises(OperatorError, match="may not listen on port 80"):
        gateway_port({"TONGXIN_PORT": "80"})


def test_free_ports_are_different_and_none_that_the_kernel_gives_to_outgoing_connections() -> None:
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    ports = [free_port() for _ in range(200)]
    assert len(set(ports)) == 200
    assert max(ports) < first


def test_free_port_of_another_process_is_not_given_while_it_lives() -> None:
    taken, other = free_port(), free_port()
    claims.pop(other).close()
    code = f"from deploy.local import ports; ports.SERVED = [{taken}] * 9 + [{other}]; print(ports.free_port())"
    ran = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert int(ran.stdout) == other


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
