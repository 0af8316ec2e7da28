"""What is missing of the system is told in one sentence with the command that mends it."""

from pathlib import Path

import pytest

from deploy.local.install import papers
from services.printing.adapters import system
from services.printing.adapters.system import FONT_PACKAGE, LIBRARIES, missing_packages, require_system, sentence


def test_nothing_is_missing_where_the_tests_run() -> None:
    assert missing_packages() == []
    require_system()


def test_every_missing_package_is_named(tmp_path: Path) -> None:
    missing = missing_packages(lambda _: False, tmp_path)
    assert missing == [*LIBRARIES.values(), FONT_PACKAGE]
    said = sentence(missing)
    assert said.splitlines()[0].startswith("✗ printing 无法启动")
    for package in missing:
        assert said.count(package) == 2


def test_start_without_fonts_ends_with_the_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "FONTS", tmp_path)
    with pytest.raises(SystemExit) as ended:
        require_system()
    assert FONT_PACKAGE in str(ended.value.code)


def test_make_up_installs_what_printing_needs() -> None:
    assert set(papers()) == {*LIBRARIES.values(), FONT_PACKAGE}
