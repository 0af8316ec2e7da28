"""What a worker cannot do once it is shut off, tried in a process of its own."""

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

SHUT_OFF = "from services.printing.adapters.confinement import close_off, limit; limit(512); close_off(); "


def tried(code: str) -> subprocess.CompletedProcess[str]:
    """Run this after the process was shut off."""
    return subprocess.run(
        [sys.executable, "-c", SHUT_OFF + code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.create_connection(('127.0.0.1', 1))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:1/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.fork()",
        "open('/tmp/tongxin-printing-test', 'w')",
        "open('/tmp/tongxin-printing-test', 'a+b')",
    ],
)
def test_shut_off_process_is_kept_from(code: str) -> None:
    ran = tried(code)
    assert ran.returncode == 1
    assert "NotAllowed" in ran.stderr, ran.stderr


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("b'x' * (600 * 1024 * 1024)", "MemoryError"),
        ("import os; f = os.open('/tmp', os.O_TMPFILE | os.O_RDWR); os.write(f, b'x')", "File too large"),
        ("import resource; resource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40))", "not allowed to raise"),
    ],
)
def test_shut_off_process_is_bounded_by_the_system(code: str, error: str) -> None:
    assert error in tried(code).stderr


def test_shut_off_process_still_reads() -> None:
    assert tried("open('pyproject.toml').read(); print('read')").stdout == "read\n"
