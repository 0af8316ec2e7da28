"""Every line and branch of the four domains is run by their own tests, which need nothing but Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, SERVICES
from tests.coverage.measuring import NAME, DomainCoverage, untouched


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
def test_domain_is_covered_by_its_own_tests(service: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Asks for the count of this run where the domain's tests were all part of it, else runs them."""
    count: DomainCoverage | None = request.config.pluginmanager.get_plugin(NAME)
    if count is not None and count.has_run(service):
        missed = count.missed(service)
        assert not missed, missed
        return
    ran = measured(ROOT, service, tmp_path / "coverage")
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]


@pytest.mark.parametrize("service", SERVICES)
def test_no_module_of_a_domain_is_left_to_the_tests_of_others(service: str) -> None:
    assert untouched(ROOT, service) == []


@pytest.fixture
def half_tested(tmp_path: Path) -> Path:
    """A source whose domain has a branch that no test takes, and a module that none imports."""
    for folder in ("services/grants/domain", "tests/grants/domain"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "services/grants/domain/rule.py").write_text("def rule(x: int) -> int:\n    return x if x else 1\n")
    (tmp_path / "tests/grants/domain/test_rule.py").write_text(
        "from services.grants.domain.rule import rule\n\ndef test_rule() -> None:\n    assert rule(2) == 2\n"
    )
    (tmp_path / "services/grants/domain/other.py").write_text("def other() -> int:\n    return 1\n")
    return tmp_path


def test_the_gate_sees_an_untested_line(half_tested: Path, tmp_path: Path) -> None:
    ran = measured(half_tested, "grants", tmp_path / "coverage")
    assert ran.returncode != 0
    assert "other.py" in ran.stdout


def test_the_gate_sees_a_module_that_no_test_of_its_domain_imports(half_tested: Path) -> None:
    assert untouched(half_tested, "grants") == ["services.grants.domain.other"]


@pytest.mark.filterwarnings("ignore:No data was collected")
def test_the_count_of_a_run_tells_what_its_tests_did_not_reach() -> None:
    fresh = DomainCoverage()
    assert not fresh.has_run("grants")
    assert "services/grants/domain/project.py" in fresh.missed("grants")
