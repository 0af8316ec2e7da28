"""Lines and branches of the domains that their own tests run, counted while those tests run among all others."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

from tests.architecture.source import ROOT, SERVICES, imported_modules, python_files
from tests.run.plan import OF_A_DOMAIN

NAME = "domain coverage"


class DomainCoverage:
    """Counts in one process that runs the whole suite: while the domains and their own tests are imported, before
    anything else is, and then while the tests of `tests/<service>/domain` run.
    """

    def __init__(self) -> None:
        folders = [str(ROOT / "services" / service / "domain") for service in SERVICES]
        self._counting = Coverage(data_file=None, branch=True, source=folders, config_file=False)
        self._is_whole = not any(re.match(r"services\.\w+\.domain\.", name) for name in sys.modules)
        self._files: set[Path] = set()
        try:
            with self._counting.collect():
                for service in SERVICES:
                    for file in [*python_files(ROOT, f"services/{service}/domain"), *tests_of(ROOT, service)]:
                        import_module(module_of(ROOT, file))
        except Exception:  # noqa: BLE001 - pytest comes to the same file and tells it better
            self._is_whole = False

    def pytest_deselected(self) -> None:
        """Some tests do not run, so nothing that is counted is the whole."""
        self._is_whole = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note which files run."""
        self._files = {item.path for item in session.items}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Count while one of these tests runs, and nothing else."""
        if not OF_A_DOMAIN.match(item.nodeid):
            return (yield)
        with self._counting.collect():
            return (yield)

    def has_run(self, service: str) -> bool:
        """Whether all tests of this domain ran in this process, so that the count is theirs."""
        return self._is_whole and set(tests_of(ROOT, service)) <= self._files

    def missed(self, service: str) -> str:
        """What is not wholly covered, as a table of files and lines; nothing when all is."""
        table = io.StringIO()
        places = {"include": f"services/{service}/domain/*", "show_missing": True, "skip_covered": True}
        return "" if self._counting.report(file=table, **places) == 100 else table.getvalue()


def tests_of(root: Path, service: str) -> list[Path]:
    """The files of a domain's own tests."""
    return [file for file in python_files(root, f"tests/{service}/domain") if file.name.startswith("test_")]


def untouched(root: Path, service: str) -> list[str]:
    """Modules of this domain that its own tests import neither themselves nor through others."""
    files = {module_of(root, file): file for file in python_files(root, f"services/{service}", "tests")}
    found: set[str] = set()
    todo = tests_of(root, service)
    while todo:
        for _line, name in imported_modules(todo.pop()):
            if name in files and name not in found:
                found.add(name)
                todo.append(files[name])
    return sorted(name for name in files if name.startswith(f"services.{service}.domain.") and name not in found)


def module_of(root: Path, file: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def pytest_configure(config: pytest.Config) -> None:
    """Count where the whole suite runs, unless somebody else counts there."""
    runs_tests = hasattr(config, "workerinput") or config.getoption("dist", "no") == "no"
    whole = [ROOT / argument for argument in config.args] == [ROOT / "tests"]
    if runs_tests and whole and not config.getoption("cov_source", None):
        config.pluginmanager.register(DomainCoverage(), NAME)
