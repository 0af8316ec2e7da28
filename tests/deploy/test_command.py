"""Scaffolding a command writes every place that a command needs, or nothing and a clear sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.command import main, scaffold
from deploy.scaffolding import Refused
from tests.architecture.guards import wiring
from tests.architecture.source import ROOT, SERVICES
from tests.deploy.copies import copy_source


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copy_source(tmp_path, "shared", "services", "tests", "deploy", without=("static", "templates"))
    return tmp_path


@pytest.mark.parametrize("service", [one for one in SERVICES if (ROOT / "services" / one / "commands").is_dir()])
def test_scaffold_in_each_service_passes_its_guards_and_its_test(copy: Path, service: str) -> None:
    written = scaffold(copy, service, "forget_everything", "全部忘记", "Forget everything")
    assert all(file.is_file() for file in written)
    for guard in (wiring.unlisted_use_cases, wiring.misnamed_use_cases, wiring.undeclared_commands):
        assert not [fault for fault in guard(copy) if "forget_everything" in fault]
    paths = [str(file) for file in written if file.suffix == ".py"]
    checks = [
        ["ruff", "check", "--quiet", *paths],
        ["ruff", "format", "--check", "--quiet", *paths],
        ["mypy", f"services/{service}"],
        ["pytest", f"tests/{service}/commands/test_forget_everything.py"],
    ]
    for check in checks:
        ran = subprocess.run([sys.executable, "-m", *check], cwd=copy, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_scaffold_where_every_event_has_a_line_in_the_history_gives_it_its_word(copy: Path) -> None:
    scaffold(copy, "rescue", "forget_everything", "全部忘记", "Forget everything")
    told = {
        name: (copy / f"services/rescue/domain/{name}.py").read_text("utf-8") for name in ("events", "kinds", "case")
    }
    assert "WHAT: ClassVar[Happening] = Happening.EVERYTHING_FORGETED" in told["events"]
    assert 'EVERYTHING_FORGETED = "everything_forgeted", "全部忘记", "Forget everything"' in told["kinds"]
    assert "self.happened(events.EverythingForgeted(case_id=self.id, act=act))" in told["case"]


@pytest.mark.parametrize(
    ("service", "name", "sentence"),
    [
        ("gateway", "show_page", "There is no service “gateway” with commands"),
        ("../grants", "show_page", "There is no service"),
        ("grants", "publish", "is no name for a command"),
        ("grants", "PublishNotice", "is no name for a command"),
        ("grants", "publish-notice", "is no name for a command"),
        ("grants", "del_notice; rm", "is no name for a command"),
        ("grants", "when_notice_published", "does not ask for a change"),
        ("grants", "open_project", "services/grants/commands/open_project.py exists already"),
        ("registry", "leave_names", "has NamesLeaved already|has leave_names already"),
        ("grants", "project_page", "services/grants/queries/project_page.py exists already"),
    ],
)
def test_scaffold_of_what_cannot_be_is_refused_and_writes_nothing(
    copy: Path, service: str, name: str, sentence: str
) -> None:
    before = {file: file.read_bytes() for file in copy.rglob("*.py")}
    with pytest.raises(Refused, match=sentence):
        scaffold(copy, service, name, "词", "Words")
    assert {file: file.read_bytes() for file in copy.rglob("*.py")} == before


@pytest.mark.parametrize("words", ['a "word"', "two\nlines", "{name}", "100 %", "back\\slash"])
def test_words_that_are_not_plain_are_refused_and_nothing_is_written(copy: Path, words: str) -> None:
    before = {file: file.read_bytes() for file in copy.rglob("*.py")}
    for zh, en in ((words, "Words"), ("词", words)):
        with pytest.raises(Refused, match="plain words in one line"):
            scaffold(copy, "grants", "retitle_project", zh, en)
    assert {file: file.read_bytes() for file in copy.rglob("*.py")} == before


def test_the_command_line_beside_a_broken_file_says_so_and_writes_nothing(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy)
    (copy / "services/grants/app.py").write_text("COMMANDS = (\n")
    assert main(["grants", "retitle_project", "更正项目名称", "Correct title"]) == 2
    assert "A file of grants is no Python (line 1: COMMANDS = (). Mend it first" in capsys.readouterr().err
    assert not (copy / "services/grants/commands/retitle_project.py").exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_passes_words_on_as_they_are(copy: Path) -> None:
    asked = ["service=grants", "name=retitle_project", "zh=词", 'en=a "word" `id` $(id)']
    makefile = [
        "make",
        "-s",
        "-f",
        str(ROOT / "Makefile"),
        f"PY={sys.executable}",
        "-o",
        "install-check",
    ]
    ran = subprocess.run([*makefile, "command", *asked], cwd=copy, capture_output=True, text=True, check=False)
    assert "plain words in one line" in ran.stderr


def test_the_command_line_without_a_name_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert main(["grants", "", "词", "Words"]) == 2
    assert "make command service=<service> name=<verb_object>" in capsys.readouterr().err


def test_the_command_line_tells_a_refusal_without_a_traceback(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy)
    assert main(["grants", "open_project", "立项", "Open project"]) == 2
    assert capsys.readouterr().err.startswith("services/grants/commands/open_project.py exists already")


def test_scaffold_away_from_the_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="at the root of the project"):
        scaffold(tmp_path, "grants", "publish_notice", "发布公告", "Publish notice")
