"""The supervisor restarts what falls, with growing pauses, and stops everything within its bounds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.process import DidNotStart, spawn, stop, wait_until
from deploy.local.supervisor import LONGEST_PAUSE_S, STEADY_AFTER_S, Supervisor

SLEEPER = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
)


class Hands:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    """A supervisor whose clock stands still until the test moves it."""
    made = Supervisor(Hands())
    yield made
    made.stop(1)


def run(supervisor: Supervisor, code: str, folder: Path, name: str = "child") -> None:
    """Let `supervisor` keep a Python one-liner alive."""
    log = folder / f"{name}.log"
    supervisor.run(name, lambda: spawn([sys.executable, "-c", code], {}, log), log)


def test_look_after_a_crash_says_so_and_launches_again_when_due(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(supervisor, SLEEPER, tmp_path)
    (one,) = supervisor.watched
    first = one.child
    first.kill()
    first.wait()
    supervisor.look()
    assert "restarting in 1 s" in capsys.readouterr().out
    supervisor.look()
    assert one.child is first
    supervisor._clock.now = 1.0  # type: ignore[attr-defined]
    supervisor.look()
    assert one.child is not first
    assert one.child.poll() is None


def test_look_after_falls_in_a_row_waits_longer_each_time_up_to_a_bound(supervisor: Supervisor, tmp_path: Path) -> None:
    run(supervisor, "raise SystemExit(3)", tmp_path)
    (one,) = supervisor.watched
    pauses = []
    for _fall in range(7):
        one.child.wait()
        supervisor.look()
        assert one.due_at is not None
        pauses.append(one.due_at - supervisor._clock())
        supervisor._clock.now = one.due_at  # type: ignore[attr-defined]
        supervisor.look()
    assert pauses == [1, 2, 4, 8, 16, LONGEST_PAUSE_S, LONGEST_PAUSE_S]


def test_look_after_a_steady_time_forgives_earlier_falls(supervisor: Supervisor, tmp_path: Path) -> None:
    run(supervisor, SLEEPER, tmp_path)
    (one,) = supervisor.watched
    one.falls = 4
    supervisor._clock.now = STEADY_AFTER_S + 1  # type: ignore[attr-defined]
    one.child.kill()
    one.child.wait()
    supervisor.look()
    assert one.falls == 1


def test_stop_of_deaf_processes_together_takes_no_longer_than_the_patience(tmp_path: Path) -> None:
    supervisor = Supervisor()
    for number in range(3):
        run(supervisor, STUBBORN, tmp_path, f"deaf{number}")
    children = [one.child for one in supervisor.watched]
    while not all((tmp_path / f"deaf{number}.log").read_text() for number in range(3)):
        time.sleep(0.02)
    began = time.monotonic()
    supervisor.stop(0.5)
    assert time.monotonic() - began < 2
    assert {child.returncode for child in children} == {-9}
    supervisor.look()


def test_wait_until_names_the_log_of_what_ended_early_or_stays_silent(tmp_path: Path) -> None:
    log = tmp_path / "log"
    ended = spawn([sys.executable, "-c", "raise SystemExit(7)"], {}, log)
    with pytest.raises(DidNotStart, match=r"code 7.*log"):
        wait_until(lambda: False, ended, log, 10, "it")
    silent = spawn([sys.executable, "-c", SLEEPER], {}, log)
    with pytest.raises(DidNotStart, match=r"not ready within 0 s.*log"):
        wait_until(lambda: False, silent, log, 0.1, "it")
    stop(silent)


def test_stop_ends_what_the_child_had_started_too(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import subprocess,time; print(subprocess.Popen(['sleep','60']).pid, flush=True); time.sleep(60)"
    child = spawn([sys.executable, "-c", code], {"PATH": "/usr/bin:/bin"}, log)
    while not log.read_text().strip():
        time.sleep(0.02)
    grandchild = Path(f"/proc/{log.read_text().strip()}")
    assert grandchild.exists()
    stop(child)
    for _moment in range(50):
        if not grandchild.exists() or "zombie" in (grandchild / "status").read_text():
            return
        time.sleep(0.02)
    raise AssertionError("the grandchild lives")
