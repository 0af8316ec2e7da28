"""A reader who follows CONTRIBUTING's recipe has a working command after five steps."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.guards import purity, sizes, texts, wiring
from tests.architecture.source import ROOT
from tests.deploy.copies import copy_source

GUARDS = [
    *(sizes.too_large, purity.impure_domain, texts.missing_docstrings),
    *(wiring.unlisted_use_cases, wiring.misnamed_use_cases, wiring.undeclared_commands),
]


@pytest.fixture(scope="module")
def recipe() -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split("\n## Add a command\n", 1)[1].split("\n## ", 1)[0]


@pytest.fixture(scope="module")
def followed(recipe: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source in which every block of the recipe was run or applied, in order."""
    root = tmp_path_factory.mktemp("reader")
    copy_source(root, "shared", "services", "tests", "deploy", "bench", "docs")
    (root / ".gitignore").write_text(".mypy_cache/\n")
    run(root, "git", "init", "--quiet")
    run(root, "git", "add", "--all")
    for kind, block in re.findall(r"^```(sh|diff)\n(.*?)^```$", recipe, re.MULTILINE | re.DOTALL):
        if kind == "diff":
            run(root, "git", "apply", "--whitespace=error", "-", text=block)
            continue
        for words in re.findall(r'^make command service=(\w+) name=(\w+) zh=(\S+) en="(.+)"$', block, re.MULTILINE):
            run(root, sys.executable, "-m", "deploy.command", *words)
    run(root, sys.executable, "-m", "deploy.docs")
    return root


def run(root: Path, *command: str, text: str | None = None) -> str:
    ran = subprocess.run(command, cwd=root, input=text, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{' '.join(command)}\n{text or ''}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def test_the_recipe_has_five_steps(recipe: str) -> None:
    assert re.findall(r"^\*\*(\d)\. ", recipe, re.MULTILINE) == list("12345")
    assert recipe.count("```diff") + recipe.count("```sh") == 5


def test_the_command_of_the_recipe_passes_its_tests(followed: Path) -> None:
    told = run(followed, sys.executable, "-m", "pytest", "tests/grants/commands")
    assert "passed" in told or "100%" in told


def test_the_command_of_the_recipe_passes_what_make_check_looks_at(followed: Path) -> None:
    for arguments in (
        ["ruff", "check", "--quiet", "services/grants", "tests/grants"],
        ["ruff", "format", "--check", "--quiet", "services/grants", "tests/grants"],
        ["mypy", "services/grants"],
    ):
        run(followed, sys.executable, "-m", *arguments)
    for guard in GUARDS:
        assert [fault for fault in guard(followed) if fault not in guard(ROOT)] == []


def test_the_command_of_the_recipe_has_its_route_its_roles_and_its_field(followed: Path) -> None:
    document = json.loads((followed / "docs/api/openapi-grants.json").read_text("utf-8"))
    operation = document["paths"]["/projects/{project_id}/retitle-project"]["post"]
    assert operation["x-roles"] == ["centre_admin", "grants_officer"]
    assert document["components"]["schemas"]["RetitleProjectBody"]["properties"]["title"]["maxLength"] == 120


def test_the_command_of_the_recipe_has_its_page_in_both_languages(followed: Path) -> None:
    tests = ["tests/gateway/engine/test_declared_pages.py", "tests/gateway/test_catalogue.py"]
    told = run(followed, sys.executable, "-m", "pytest", *tests)
    assert "100%" in told


def test_the_recipe_touches_at_most_a_dozen_files(followed: Path) -> None:
    touched = run(followed, "git", "status", "--porcelain", "--untracked-files=all").splitlines()
    changed = [line[3:] for line in touched if line[1] != " " and "__pycache__" not in line]
    assert len(changed) <= 12, "\n".join(changed)
    assert len(changed) >= 9
