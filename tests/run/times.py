"""What the run cost, at its end: seconds of work in all, and the folders and tests where most of them went."""

from __future__ import annotations

from collections import Counter

import pytest

WORTH_TELLING_S = 60.0
MOST = 10


class Times:
    """Seconds of every test, setting up and cleaning up included, wherever it ran."""

    def __init__(self) -> None:
        self.tests: Counter[str] = Counter()
        self.workers: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a part of a test."""
        self.tests[report.nodeid] += report.duration  # type: ignore[assignment]
        self.workers[getattr(report, "worker_id", "one process")] += report.duration  # type: ignore[assignment]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Tell, after a run that was long enough to be worth a look."""
        if (whole := sum(self.tests.values())) >= WORTH_TELLING_S:
            shares = ", ".join(f"{name} {spent:.0f} s" for name, spent in sorted(self.workers.items()))
            terminalreporter.write_sep("-", f"{len(self.tests)} tests, {whole:.0f} s of work: {shares}")
            for line in [*slowest(self.tests), "", *slowest(by_folder(self.tests))]:
                terminalreporter.write_line(line)


def by_folder(tests: Counter[str]) -> Counter[str]:
    """Seconds of the tests in each folder."""
    folders: Counter[str] = Counter()
    for nodeid, seconds in tests.items():
        folders[nodeid.partition("::")[0].rpartition("/")[0]] += seconds
    return folders


def slowest(seconds: Counter[str]) -> list[str]:
    """A line for each of the ten dearest."""
    return [f"{spent:7.1f} s  {name}" for name, spent in seconds.most_common(MOST)]


def pytest_configure(config: pytest.Config) -> None:
    """Count in the process that the person looks at."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Times(), "times of the run")
