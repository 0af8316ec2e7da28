"""A guard counts only once it was seen red: each test plants a fault in a copy of the source and looks for it."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.guards import published, purity, sizes, texts, wiring
from tests.architecture.source import ROOT

Guard = Callable[[Path], list[str]]

_NOT_SOURCE = shutil.ignore_patterns("__pycache__", "vendor", "img", "*.mo")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that guards look at."""
    for folder in ("shared", "services", "deploy", "bench", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=_NOT_SOURCE)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def append(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")


def replace(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, f"nothing to plant the fault in: {old!r} is not in {file}"
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def newly(guard: Guard, root: Path) -> list[str]:
    """What the guard finds in the copy and not in the source."""
    return [found for found in guard(root) if found not in guard(ROOT)]


def newly_run(guard: str, root: Path) -> str:
    """What a guard that imports the code finds, run inside the copy."""
    module = guard.split(".", 1)[0]
    program = (
        f"from pathlib import Path; from tests.architecture.guards import {module};"
        f" print(*{guard}(Path.cwd()), sep='\\n')"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    return ran.stdout


APPENDED: list[tuple[Guard, str, str]] = [
    (sizes.too_large, "services/rescue/domain/case.py", "x = 1\n" * 300),
    (sizes.too_large, "shared/kernel/long.py", '"""A."""\ndef long() -> None:\n' + "    x = 1\n" * 50),
    (purity.impure_domain, "services/rescue/domain/case.py", "from datetime import datetime\ndatetime.now()\n"),
    (purity.impure_domain, "services/rescue/domain/case.py", "import random\n"),
    (purity.impure_domain, "services/rescue/domain/case.py", "from uuid import uuid4\n"),
    (purity.impure_domain, "services/grants/domain/project.py", "import pydantic\n"),
    (purity.impure_domain, "services/grants/domain/project.py", "from shared.contracts import rescue\n"),
    (purity.impure_domain, "services/grants/domain/project.py", "from shared.kernel.ids import new_id\nnew_id()\n"),
    (purity.impure_domain, "services/grants/domain/project.py", "import services.rescue.domain.case\n"),
    (purity.impure_kernel, "shared/kernel/money.py", "import asyncio\n"),
    (purity.impure_kernel, "shared/kernel/money.py", "from shared.contracts.contract import Contract\n"),
    (purity.stray_driver, "shared/messaging/relay.py", "import motor.motor_asyncio\n"),
    (purity.stray_driver, "services/grants/adapters/x.py", "from pymongo import MongoClient\n"),
    (wiring.unlisted_use_cases, "services/grants/commands/forget_project.py", '"""Forget."""\n'),
    (wiring.unlisted_use_cases, "services/grants/queries/forgotten.py", '"""Forgotten."""\n'),
    (wiring.unlisted_use_cases, "services/grants/reactions/when_forgotten.py", '"""Forgotten."""\n'),
    (wiring.misnamed_use_cases, "services/grants/commands/forget_project.py", "class Forget: ...\n"),
    (wiring.unguarded_commands, "services/grants/commands/forget_project.py", '"""Forget."""\n'),
    (texts.missing_docstrings, "shared/kernel/silent.py", "x = 1\n"),
    (texts.left_lying, "shared/kernel/money.py", "# TO" + "DO later\n"),
    (texts.left_lying, "shared/kernel/money.py", "# -" + "------ helpers\n"),
    (texts.index_addresses, "requirements/run.txt", "--index-url https://pypi." + "org/simple\n"),
    (texts.index_addresses, "package-lock.json", '{"resolved": "https://registry.npmjs.' + 'org/a.tgz"}\n'),
]


@pytest.mark.parametrize(("guard", "file", "text"), APPENDED, ids=lambda value: getattr(value, "__name__", None))
def test_guard_with_a_planted_line_turns_red(copy: Path, guard: Guard, file: str, text: str) -> None:
    append(copy, file, text)
    assert any(found.startswith(file) for found in newly(guard, copy))


@pytest.mark.parametrize("name", wiring.HOUSE)
def test_guard_of_houses_with_a_missing_file_turns_red(copy: Path, name: str) -> None:
    (copy / f"services/grants/{name}").unlink()
    assert newly(wiring.incomplete_houses, copy) == [f"services/grants/{name}:1: is missing"]


def test_guard_of_app_with_a_use_case_gone_turns_red(copy: Path) -> None:
    (copy / "services/grants/commands/open_project.py").unlink()
    assert "services/grants/app.py:1: commands/open_project.py does not exist" in newly(wiring.unlisted_use_cases, copy)


def test_guard_of_permissions_with_a_line_too_many_turns_red(copy: Path) -> None:
    (copy / "services/grants/commands/open_project.py").unlink()
    assert "there is no command open_project" in "".join(newly(wiring.unguarded_commands, copy))


CONTRACT = '''

class CaseForgotten(Contract):
    """A case was forgotten."""

    NAME: ClassVar[str] = "rescue.case.forgotten"
    {mark}
    case_id: str
'''


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("", "has no consumer"),
        ("FOR_OUTSIDERS: ClassVar[bool] = True\n", "published by rescue alone, but is by nobody"),
    ],
)
def test_guard_of_contracts_with_a_loose_one_turns_red(copy: Path, mark: str, sentence: str) -> None:
    append(copy, "shared/contracts/rescue.py", CONTRACT.format(mark=mark))
    assert sentence in "".join(newly(wiring.loose_contracts, copy))


def test_guard_of_contracts_with_a_second_publisher_turns_red(copy: Path) -> None:
    append(copy, "services/grants/outbound.py", "from shared.contracts.rescue import CaseOpened\nCaseOpened\n")
    assert "rescue.case.opened.v1" in "".join(newly(wiring.loose_contracts, copy))


def test_guard_of_contracts_with_a_needless_mark_turns_red(copy: Path) -> None:
    planted = (
        '"""React."""\nfrom shared.contracts.rescue import CaseOpened\n'
        "async def when_case_opened(event: CaseOpened, cause: object, ports: object) -> None: ...\n"
    )
    append(copy, "services/grants/reactions/when_case_opened.py", planted)
    assert "marked FOR_OUTSIDERS, but ['grants'] react to it" in "".join(newly(wiring.loose_contracts, copy))


@pytest.mark.parametrize(
    "field",
    ["person_name: str", "id_number: str", "health: str | None = None", "said: Annotated[str, Personal()]"],
)
def test_guard_of_privacy_with_a_personal_field_turns_red(copy: Path, field: str) -> None:
    append(copy, "shared/contracts/rescue.py", CONTRACT.format(mark="") + f"    {field}\n")
    replace(copy, "shared/contracts/rescue.py", "import ClassVar", "import Annotated, ClassVar")
    replace(copy, "shared/contracts/rescue.py", "import Contract", "import Contract, Personal")
    name = field.split(":", 1)[0]
    assert f"rescue.case.forgotten.v1 carries {name}, which is personal" in newly_run("privacy.personal_fields", copy)


def test_guard_of_privacy_with_a_personal_field_deep_inside_turns_red(copy: Path) -> None:
    replace(
        copy, "shared/contracts/registry.py", "    native_county: str\n", "    native_county: str\n    phone: str\n"
    )
    found = newly_run("privacy.personal_fields", copy)
    assert "registry.interpreter.proposed.v1 carries proposals.phone" in found


def test_guard_of_schemas_with_a_changed_contract_turns_red(copy: Path) -> None:
    replace(copy, "shared/contracts/grants.py", "    project_no: str\n", "    project_number: str\n")
    found = newly_run("published.changed_schemas", copy)
    assert "data.project_no: was removed or renamed" in found


def test_guard_of_schemas_with_a_file_gone_turns_red(copy: Path) -> None:
    (copy / "shared/contracts/schemas/rescue.case.opened.v1.json").unlink()
    assert any("rescue.case.opened.v1" in found for found in newly(published.changed_schemas, copy))


def test_guard_of_words_with_a_silent_contract_turns_red(copy: Path) -> None:
    append(copy, "shared/contracts/rescue.py", CONTRACT.format(mark=""))
    assert "rescue.case.forgotten.v1 lacks its ZH" in newly_run("published.untold_contracts", copy)


ARROWS = [
    ("Inside a service", "services/grants/commands/open_project.py", "import services.grants.adapters"),
    ("Inside a service", "services/grants/domain/project.py", "import services.grants.commands.open_project"),
    ("Inside a service", "services/grants/ports.py", "import services.grants.app"),
    ("Services do not import each other", "services/grants/ports.py", "import services.rescue.domain"),
    ("Services do not import each other", "services/gateway/assets.py", "import services.rescue.domain"),
    ("shared imports no service", "shared/kernel/money.py", "import services.rescue"),
    ("The domain and the kernel reach no driver", "shared/kernel/money.py", "import pymongo"),
    ("The domain and the kernel reach no driver", "services/grants/domain/project.py", "import shared.storage.store"),
    ("Commands, reactions and ports", "services/grants/commands/open_project.py", "import fastapi"),
    ("Commands, reactions and ports", "services/grants/ports.py", "import shared.storage.store"),
    ("The gateway holds no rule", "services/gateway/pages/planted.py", "import shared.storage.store"),
]


@pytest.mark.parametrize(("contract", "file", "planted"), ARROWS)
def test_import_arrow_with_a_planted_import_turns_red(copy: Path, contract: str, file: str, planted: str) -> None:
    append(copy, file, f"\n{planted}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=copy, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    flat = " ".join(ran.stdout.split())
    assert f"{contract}" in flat
    assert " BROKEN" in flat.split(contract, 1)[1].split(" KEPT", 1)[0]
