"""Fifty kills under load, as `make bench-kills` does them, with another seed each day."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from deploy.local.home import PROJECT
from tests.run.depth import FULL

pytestmark = [pytest.mark.servers, pytest.mark.timeout(1800)]


@pytest.mark.skipif(not FULL, reason="takes minutes: make test DEPTH=full")
def test_fifty_kills_lose_double_and_swap_nothing() -> None:
    command = [sys.executable, "-m", "bench.kills", "--seed", f"{datetime.now(UTC):%Y%m%d}"]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
