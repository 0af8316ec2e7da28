"""Every line and branch of the four domains is run by their own tests, which need nothing but Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SERVICES


def measured(root: Path, service: str, results: Path) -> subprocess.CompletedProcess[str]:
    """Run the domain tests of one service with a gate of 100 %."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", f"tests/{service}/domain", f"--cov=services/{service}/domain"),
            *("--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing:skip-covered"),
        ],
        cwd=root,
        env={**os.environ, "COVERAGE_FILE": str(results)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("service", SERVICES)
def test_domain_is_covered_by_its_own_tests(service: str, tmp_path: Path) -> None:
    ran = measured(ROOT, service, tmp_path / "coverage")
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


def test_the_gate_sees_an_untested_line(tmp_path: Path) -> None:
    for folder in ("services/grants/domain", "tests/grants/domain"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "services/grants/domain/rule.py").write_text("def rule(x: int) -> int:\n    return x if x else 1\n")
    (tmp_path / "tests/grants/domain/test_rule.py").write_text(
        "from services.grants.domain.rule import rule\n\ndef test_rule() -> None:\n    assert rule(2) == 2\n"
    )
    (tmp_path / "services/grants/domain/other.py").write_text("def other() -> int:\n    return 1\n")
    ran = measured(tmp_path, "grants", tmp_path / "coverage")
    assert ran.returncode != 0
    assert "other.py" in ran.stdout
