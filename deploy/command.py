"""Scaffold a command: its file, its test, and its lines in app.py and permissions.py (``make command``)."""

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.wiring import SERVICES

USAGE = "Usage: make command service=<service> name=<verb_object>, for instance service=rescue name=withdraw_notice"

_COMMAND = '''"""{sentence}."""

from services.{service}.ports import Ports
from shared.command.declaration import Command
from shared.kernel.cause import Cause
from shared.kernel.repository import Receipt


class {cls}(Command):
    """Which {kind}."""

    {kind}_id: str


async def {name}(cmd: {cls}, cause: Cause, ports: Ports) -> Receipt:
    return await ports.{port}.change(cmd.{kind}_id, cause, lambda {kind}: {kind}.{name}(cause.actor.id, cause.at))
'''

_TEST = '''"""Tests of the command {name}."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.{service}.commands.{name} import {cls}, {name}
from services.{service}.domain.permissions import WHO_MAY
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import RoleRequired
from shared.kernel.handling import guarded


async def test_{name}_without_a_role_is_refused() -> None:
    nobody = Cause("key-1", Actor("nobody"), datetime(2026, 11, 23, tzinfo=UTC), correlation_id="key-1")
    ports: Any = None
    with pytest.raises(RoleRequired):
        await guarded({name}, ports, WHO_MAY["{name}"])({cls}({kind}_id="x"), nobody)
'''


class Refused(Exception):
    """Why nothing was written, in a sentence."""


@dataclass(frozen=True)
class Plan:
    """What is to be written, and where."""

    root: Path
    service: str
    name: str

    @property
    def cls(self) -> str:
        """The command's class."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def home(self) -> Path:
        """The service's folder."""
        return self.root / "services" / self.service

    @property
    def files(self) -> tuple[Path, Path]:
        """The command and its test."""
        test = self.root / "tests" / self.service / "commands" / f"test_{self.name}.py"
        return self.home / "commands" / f"{self.name}.py", test


def scaffold(root: Path, service: str, name: str) -> list[Path]:
    """Write all four places and answer them. Raises Refused, and then nothing was written."""
    plan = Plan(root, service, name)
    _refuse_what_cannot_be(plan)
    port, kind = _main_repository(plan.home / "ports.py")
    app, permissions = plan.home / "app.py", plan.home / "domain/permissions.py"
    texts = {app: _listed(app, plan), permissions: _permitted(permissions, plan)}
    words = {"service": service, "name": name, "cls": plan.cls, "port": port, "kind": kind}
    sentence = name.replace("_", " ").capitalize()
    for file, template in zip(plan.files, (_COMMAND, _TEST), strict=True):
        texts[file] = template.format(sentence=sentence, **words)
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    _tidy(list(texts))
    return list(texts)


def main(arguments: list[str]) -> int:
    """Scaffold and say what comes next. Returns 2 when refused."""
    if len(arguments) != 2 or not all(arguments):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        written = scaffold(Path.cwd(), *arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(*(f"wrote {file.relative_to(Path.cwd())}" for file in written), sep="\n")
    print("Next: the verb in domain/, the roles in domain/permissions.py, a route (CONTRIBUTING.md, “Add a command”).")
    return 0


def _refuse_what_cannot_be(plan: Plan) -> None:
    if plan.service not in SERVICES:
        raise Refused(f"There is no service “{plan.service}” with commands. Choose one of: {', '.join(SERVICES)}.")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)+", plan.name):
        raise Refused(f"“{plan.name}” is no name for a command. Use verb and object in snake case: publish_notice.")
    if plan.name.startswith(("when_", "get_", "list_all_")):
        raise Refused(f"“{plan.name}” is no command: it does not ask for a change. Reactions and queries have rooms.")
    if not plan.home.is_dir():
        raise Refused("Run this at the root of the project; there is no services/ here.")
    namesakes = [plan.home / room / f"{plan.name}.py" for room in ("queries", "reactions")]
    for file in (*plan.files, *namesakes):
        if file.exists():
            raise Refused(f"{file.relative_to(plan.root)} exists already; nothing was written.")


def _main_repository(ports: Path) -> tuple[str, str]:
    """The first repository among the ports, and what its aggregate is called."""
    for node in ast.walk(ast.parse(ports.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Subscript):
            annotation = node.annotation
            if ast.unparse(annotation.value) == "Repository" and isinstance(node.target, ast.Name):
                kind = re.sub(r"(?<!^)(?=[A-Z])", "_", ast.unparse(annotation.slice)).lower()
                return node.target.id, kind.split("_")[-1]
    raise Refused(f"{ports.name} names no Repository that a command could change.")


def _listed(app: Path, plan: Plan) -> str:
    """The text of app.py with the import, the field and the wiring, each after its last neighbour."""
    text = app.read_text(encoding="utf-8")
    tree = ast.parse(text)
    fields = [node for node in ast.walk(tree) if isinstance(node, ast.AnnAssign) and _is_handler(node.annotation)]
    wired = {keyword.arg: keyword for node in ast.walk(tree) if isinstance(node, ast.Call) for keyword in node.keywords}
    if not fields:
        raise Refused(f"{app.name} lists no command yet; write the first one by hand.")
    last = ast.unparse(fields[-1].target)
    module = f"services.{plan.service}.commands"
    imports = [
        node for node in tree.body if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(module)
    ]
    lines = text.splitlines()
    wiring = ast.get_source_segment(text, wired[last]) or ""
    for line, new in sorted(
        [
            (imports[-1].end_lineno, f"from {module}.{plan.name} import {plan.cls}, {plan.name}"),
            (fields[-1].end_lineno, f"    {plan.name}: Handler[{plan.cls}]"),
            (wired[last].end_lineno, f"        {re.sub(rf'{last}', plan.name, wiring)},"),
        ],
        key=lambda place: -(place[0] or 0),
    ):
        lines.insert(line or 0, new)
    return "\n".join(lines) + "\n"


def _is_handler(annotation: ast.expr) -> bool:
    return isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Handler"


def _permitted(permissions: Path, plan: Plan) -> str:
    """The text of permissions.py with a line that allows nobody yet."""
    text = permissions.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "WHO_MAY" and node.value is not None:
            lines = text.splitlines()
            lines.insert((node.value.end_lineno or 1) - 1, f'    "{plan.name}": frozenset(),')
            return "\n".join(lines) + "\n"
    raise Refused(f"{permissions.name} has no WHO_MAY; write it by hand.")


def _tidy(files: list[Path]) -> None:
    """Sort imports and format, as `make check` wants it."""
    for arguments in (["check", "--select", "I", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, "--quiet", *files], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
