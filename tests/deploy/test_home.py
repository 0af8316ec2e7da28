"""A home runs once, survives crashes of its holder, and hides its secrets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.keys import MASTER_KEY_BYTES, KeyFiles, ensure_keys
from deploy.local.home import MARK, PROJECT, Home
from deploy.local.leftovers import end_leftovers, marked_processes
from deploy.local.operator_error import OperatorError

HOLD = """
import sys, time
from pathlib import Path
from deploy.local.home import Home
with Home(Path(sys.argv[1])).locked():
    print("held", flush=True)
    time.sleep(60)
"""


def holder_of(root: Path) -> subprocess.Popen[str]:
    """Another process that holds `root`."""
    child = subprocess.Popen([sys.executable, "-c", HOLD, str(root)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "held\n"
    return child


def test_find_takes_the_folder_that_the_environment_names() -> None:
    assert Home.find({"TONGXIN_HOME": "/tmp/elsewhere"}).root == Path("/tmp/elsewhere")
    assert Home.find({}).root == PROJECT / ".local"


def test_locked_by_another_process_is_refused_naming_it(tmp_path: Path) -> None:
    other = holder_of(tmp_path)
    try:
        assert Home(tmp_path).holder() == other.pid
        with pytest.raises(OperatorError) as refusal, Home(tmp_path).locked():
            pass
        assert str(other.pid) in refusal.value.zh
        assert str(other.pid) in refusal.value.en
    finally:
        other.kill()
        other.wait()


def test_locked_after_its_holder_was_killed_is_free_again(tmp_path: Path) -> None:
    other = holder_of(tmp_path)
    other.kill()
    other.wait()
    assert (tmp_path / "up.lock").read_text() == str(other.pid)
    assert Home(tmp_path).holder() is None
    with Home(tmp_path).locked():
        assert (tmp_path / "up.lock").read_text() == str(os.getpid())


def test_write_run_is_for_the_owner_only_and_read_only_while_held(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.locked():
        home.write_run({"address": "x"})
    assert home.run_file.stat().st_mode & 0o777 == 0o600
    assert json.loads(home.run_file.read_text()) == {"address": "x"}
    assert home.read_run() is None
    other = holder_of(tmp_path)
    assert home.read_run() == {"address": "x"}
    other.kill()
    other.wait()


def test_ensure_keys_makes_each_once_and_for_the_owner_only(tmp_path: Path) -> None:
    files = KeyFiles.below(tmp_path / "keys")
    assert len(ensure_keys(files, sealed_data=False)) == 3
    before = [path.read_bytes() for path in (files.actor_private, files.actor_public, files.master)]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (files.actor_private, files.actor_public, files.master))
    assert len(before[2]) == MASTER_KEY_BYTES
    assert ensure_keys(files, sealed_data=True) == []
    assert before == [path.read_bytes() for path in (files.actor_private, files.actor_public, files.master)]


def test_ensure_keys_replaces_a_lost_public_key_by_the_same(tmp_path: Path) -> None:
    files = KeyFiles.below(tmp_path)
    ensure_keys(files, sealed_data=False)
    before = files.actor_public.read_bytes()
    files.actor_public.unlink()
    assert ensure_keys(files, sealed_data=True) == [files.actor_public]
    assert files.actor_public.read_bytes() == before


def test_end_leftovers_ends_marked_processes_of_this_home_only(tmp_path: Path) -> None:
    home, neighbour = Home(tmp_path / "a"), Home(tmp_path / "ab")
    mine = subprocess.Popen(["sleep", "60"], env={**os.environ, MARK: str(home.root)})
    theirs = subprocess.Popen(["sleep", "60"], env={**os.environ, MARK: str(neighbour.root)})
    try:
        while not marked_processes(home) or not marked_processes(neighbour):
            time.sleep(0.01)
        assert marked_processes(home) == [mine.pid]
        assert end_leftovers(home, 5) == 1
        assert mine.wait() == -15
        assert theirs.poll() is None
        assert end_leftovers(home) == 0
    finally:
        theirs.kill()
        theirs.wait()
