"""A guard counts only once it was seen red: each test plants a fault in a copy of the source and looks for it."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.guards import published, purity, sizes, texts, two_people, wiring
from tests.architecture.planting import Copy, Guard
from tests.architecture.source import ROOT, SERVICES
from tests.architecture.test_guards import GUARDS


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("source"))


@pytest.fixture
def copy(source: Copy) -> Iterator[Copy]:
    yield source
    source.restore()


CASE, PROJECT = "services/rescue/domain/case.py", "services/grants/domain/project.py"
MONEY = "shared/kernel/money.py"
FORGET = "services/grants/commands/forget_project.py"

APPENDED: list[tuple[Guard, str, str]] = [
    (sizes.too_large, CASE, "x = 1\n" * 300),
    (sizes.too_large, "shared/kernel/long.py", '"""A."""\ndef long() -> None:\n' + "    x = 1\n" * 50),
    (purity.impure_domain, CASE, "from datetime import datetime\ndatetime.now()\n"),
    (purity.impure_domain, CASE, "import random\n"),
    (purity.impure_domain, CASE, "from uuid import uuid4\n"),
    (purity.impure_domain, PROJECT, "import pydantic\n"),
    (purity.impure_domain, PROJECT, "from shared.contracts import rescue\n"),
    (purity.impure_domain, PROJECT, "from shared.kernel.ids import new_id\nnew_id()\n"),
    (purity.impure_domain, PROJECT, "import services.rescue.domain.case\n"),
    (purity.impure_kernel, MONEY, "import asyncio\n"),
    (purity.impure_kernel, MONEY, "from shared.contracts.contract import Contract\n"),
    (purity.impure_kernel, "shared/clock/deadlines.py", "import structlog\n"),
    (purity.stray_driver, "shared/messaging/relay.py", "import motor.motor_asyncio\n"),
    (purity.stray_driver, "services/grants/adapters/x.py", "from pymongo import MongoClient\n"),
    (purity.stray_driver, "deploy/x.py", "from faststream.rabbit import RabbitBroker\n"),
    (purity.reached_into, "shared/messaging/broker.py", "BROKER._connection\n"),
    (purity.reached_into, "services/grants/adapters/x.py", "from faststream._internal.types import MsgType\n"),
    (purity.reached_into, "deploy/x.py", 'getattr(queue, "_consumers")\n'),
    (purity.reached_into, "tests/messaging/x.py", "gauge._multiprocess_mode\n"),
    (purity.reached_into, "tests/messaging/y.py", 'monkeypatch.setattr(queue, "_consumers", {})\n'),
    (purity.reached_into, "tests/messaging/z.py", "def _trigger(self): super()._trigger()\n"),
    (wiring.unlisted_use_cases, FORGET, '"""Forget."""\n'),
    (wiring.unlisted_use_cases, "services/grants/queries/forgotten.py", '"""Forgotten."""\n'),
    (wiring.unlisted_use_cases, "services/grants/reactions/when_forgotten.py", '"""Forgotten."""\n'),
    (wiring.misnamed_use_cases, FORGET, "class Forget: ...\n"),
    (wiring.undeclared_commands, FORGET, '"""Forget."""\n'),
    (wiring.undecided_events, "services/rescue/domain/events.py", "class CaseForgotten(CaseEvent): ...\n"),
    (wiring.undecided_events, "services/rescue/domain/limit_events.py", "class LimitForgotten(CaseEvent): ...\n"),
    (two_people.own_comparisons, PROJECT, "def f(part, by): return part.proposed.by == by\n"),
    (two_people.own_comparisons, PROJECT, "def f(part, act): return act.by in (part.planned.by, 1)\n"),
    (texts.missing_docstrings, "shared/kernel/silent.py", "x = 1\n"),
    (texts.left_lying, MONEY, "# TO" + "DO later\n"),
    (texts.left_lying, MONEY, "# -" + "------ helpers\n"),
    (texts.index_addresses, "requirements/run.txt", "--index-url https://pypi." + "org/simple\n"),
    (texts.index_addresses, "package-lock.json", '{"resolved": "https://registry.npmjs.' + 'org/a.tgz"}\n'),
]


@pytest.mark.parametrize(("guard", "file", "text"), APPENDED, ids=lambda value: getattr(value, "__name__", None))
def test_guard_with_a_planted_line_turns_red(copy: Copy, guard: Guard, file: str, text: str) -> None:
    copy.append(file, text)
    assert any(found.startswith(file) for found in copy.newly(guard))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"""A."""\n' + "x = 1\n" * 100, "half of all files"),
        ('"""A."""\n\n\n' + "def f() -> None:\n" + "    x = 1\n" * 40, "a tenth of all functions"),
    ],
)
def test_guard_of_usual_sizes_turns_red_when_large_ones_become_usual(copy: Copy, text: str, sentence: str) -> None:
    for number in range(1000):
        copy.append(f"shared/planted/file{number}.py", text)
    assert sentence in "".join(copy.newly(sizes.large_in_the_middle))


def unshown(guards: Iterable[Guard]) -> list[str]:
    """The guards that no test here shows red."""
    tree = ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
    named = {ast.unparse(node) if isinstance(node, ast.Attribute) else getattr(node, "value", None) for node in tree}
    names = [f"{guard.__module__.rpartition('.')[2]}.{guard.__name__}" for guard in guards]
    return [name for name in names if name not in named]


def test_every_guard_is_shown_red_here() -> None:
    assert unshown(GUARDS) == []
    unseen: Guard = lambda _root: []  # noqa: E731
    assert len(unshown([unseen])) == 1


@pytest.mark.parametrize("name", wiring.SERVICE)
def test_guard_of_services_with_a_missing_file_turns_red(copy: Copy, name: str) -> None:
    copy.remove(f"services/grants/{name}")
    assert copy.newly(wiring.incomplete_services) == [f"services/grants/{name}:1: is missing"]


def test_guards_of_use_cases_with_a_file_gone_turn_red(copy: Copy) -> None:
    copy.remove("services/grants/commands/open_project.py")
    assert "services/grants/app.py:1: commands/open_project.py does not exist" in copy.newly(wiring.unlisted_use_cases)


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
def test_guard_of_contracts_with_a_loose_one_turns_red(copy: Copy, mark: str, sentence: str) -> None:
    copy.append("shared/contracts/rescue.py", CONTRACT.format(mark=mark))
    assert sentence in "".join(copy.newly(wiring.loose_contracts))


def test_guard_of_contracts_with_a_second_publisher_turns_red(copy: Copy) -> None:
    copy.append("services/grants/outbound.py", "from shared.contracts.rescue import CaseOpened\nCaseOpened\n")
    assert "rescue.case.opened.v1 must be published by rescue alone" in "".join(copy.newly(wiring.loose_contracts))


EVENT = '''@dataclass(frozen=True)
class Forgotten:
    """Something was forgotten."""


DomainEvent = Forgotten | '''


def test_types_with_a_new_event_that_outbound_does_not_decide_on_turn_red(copy: Copy) -> None:
    outbounds = [f"services/{service}/outbound.py" for service in SERVICES]
    events = [f"services/{service}/domain/events.py" for service in SERVICES]
    for file in events:
        copy.replace(file, "DomainEvent = ", EVENT)
    alone = ("--config-file=", "--follow-imports=skip", "--ignore-missing-imports", "--cache-dir=/dev/null")
    apart = [str(path.relative_to(ROOT)) for path in ROOT.glob("services/*/domain/*_event*.py")]
    told = copy.run("-m", "mypy", *alone, *outbounds, *events, *apart)
    undecided = re.findall(r'^(\S+):\d+: error: Argument 1 to "assert_never" has .* "Forgotten"', told, re.MULTILINE)
    assert sorted(undecided) == sorted(outbounds), told


@pytest.mark.parametrize(
    ("old", "new"), [("            assert_never(event)", "            return None"), ("events.DomainEvent", "Any")]
)
def test_guard_of_events_with_an_open_end_turns_red(copy: Copy, old: str, new: str) -> None:
    copy.replace("services/notify/outbound.py", old, new)
    assert "must end in assert_never" in "".join(copy.newly(wiring.undecided_events))


def findings(copy: Copy, guard: str) -> str:
    """What a guard that imports the code finds in the copy."""
    module = guard.split(".", 1)[0]
    imports = f"from pathlib import Path; from tests.architecture.guards import {module}; "
    return copy.run("-c", f"{imports} print(*{guard}(Path.cwd()), sep='\\n')")


def test_guards_of_privacy_and_words_with_a_careless_contract_turn_red(copy: Copy) -> None:
    fields = ("person_name: str", "id_number: str", "health: str | None = None", "said: Annotated[str, Personal()]")
    copy.append("shared/contracts/rescue.py", CONTRACT.format(mark="") + "".join(f"    {field}\n" for field in fields))
    copy.replace("shared/contracts/rescue.py", "import ClassVar", "import Annotated, ClassVar")
    copy.replace("shared/contracts/rescue.py", "import Contract", "import Contract, Personal")
    copy.replace("shared/contracts/registry.py", "    native_county: str\n", "    native_county: str\n    phone: str\n")
    found = findings(copy, "privacy.personal_fields")
    for name in ("person_name", "id_number", "health", "said"):
        assert f"rescue.case.forgotten.v1 carries {name}, which is personal" in found
    assert "carries case_id" not in found
    assert "registry.interpreter.proposed.v1 carries proposals.phone, which is personal" in found
    untold = findings(copy, "published.untold_contracts")
    assert all(f"rescue.case.forgotten.v1 lacks its {lacking}" in untold for lacking in ("LABEL", "ZH"))


def test_guard_of_what_leaves_with_a_login_name_an_area_or_a_dialect_turns_red(copy: Copy) -> None:
    fields = ("author: str", "area: str", "dialect: str | None = None", "staff: list[Proposal]")
    mark = "FOR_OUTSIDERS: ClassVar[bool] = True\n"
    copy.append("shared/contracts/registry.py", CONTRACT.format(mark=mark) + "".join(f"    {one}\n" for one in fields))
    found = findings(copy, "privacy.leaving_fields")
    for name in ("author", "area", "dialect", "staff", "staff.person_id"):
        assert f"rescue.case.forgotten.v1 is FOR_OUTSIDERS, but {name} may not leave" in found
    assert "case_id" not in found


def test_guard_of_schemas_with_a_changed_contract_turns_red(copy: Copy) -> None:
    copy.replace("shared/contracts/grants.py", "    project_no: str\n", "    project_number: str\n")
    assert "data.project_no: was removed or renamed" in findings(copy, "published.changed_schemas")


def test_guard_of_schemas_with_a_file_gone_turns_red(copy: Copy) -> None:
    copy.remove("shared/contracts/schemas/rescue.case.opened.v1.json")
    assert any("rescue.case.opened.v1" in found for found in copy.newly(published.changed_schemas))


ARROWS = [
    ("Inside a service", "services/grants/commands/open_project.py", "services.grants.adapters"),
    ("Inside a service", PROJECT, "services.grants.commands.pay_instalment"),
    ("Inside a service", "services/grants/ports.py", "services.grants.app"),
    ("Services do not import each other", "services/grants/app.py", "services.rescue.domain"),
    ("Services do not import each other", "services/gateway/assets.py", "services.rescue.domain"),
    ("shared imports no service", MONEY, "services.rescue"),
    ("The domain and the kernel reach no driver", MONEY, "pymongo"),
    ("The domain and the kernel reach no driver", CASE, "shared.storage.store"),
    ("Commands, reactions and ports", "services/grants/commands/open_project.py", "fastapi"),
    ("Commands, reactions and ports", "services/grants/ports.py", "shared.storage.store"),
    ("The gateway holds no rule", "services/gateway/pages/planted.py", "shared.storage.store"),
    ("Inside the gateway", "services/gateway/forms.py", "services.gateway.engine.page"),
    ("Inside the gateway", "services/gateway/auth/session.py", "services.gateway.gateway"),
]


def test_import_arrows_with_planted_imports_turn_red(copy: Copy) -> None:
    for _, file, module in ARROWS:
        copy.append(file, f"\nimport {module}\n")
    copy.append("services/gateway/engine/schema.py", "\nimport services.gateway.engine.values\n")
    copy.append("services/gateway/homeless.py", '"""In no layer."""\n')
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    told = " ".join(copy.run("-c", linter, "--no-cache").split())
    _, verdicts, details = (told.partition("Broken contracts")[0], *told.partition("Contracts: ")[1:])
    assert "0 kept, 8 broken" in verdicts + details
    assert "are not listed as layers: - services.gateway.homeless" in details
    assert "No cycles are allowed in services.gateway.engine" in details
    for contract, file, module in ARROWS:
        importer = str(Path(file).with_suffix("")).replace("/", ".")
        assert f"{importer} -> {module}" in details, f"{contract}: {importer} may import {module}"
