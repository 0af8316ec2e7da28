"""Scaffold a command: everything that a new one needs, from its event to its page (``make command``)."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy import scaffolding
from deploy.scaffolding import AggregateFound, HistoryFound, Refused
from deploy.wiring import CALLED

USAGE = (
    "Usage: make command service=<service> name=<verb_object> zh=<words> en=<words>, "
    "for instance service=grants name=retitle_project zh=更正项目名称 en='Correct title'"
)

_COMMAND = '''"""{en} ({zh})."""

from services.{service}.domain.permissions import {target}
from services.{service}.ports import Ports
from shared.command.declaration import Command, command, post
from shared.kernel.act import Act
from shared.kernel.cause import Cause
from shared.kernel.labels import Label
from shared.kernel.repository import Receipt


class {cls}(Command):
    """Which {kind}."""

    {kind}_id: str


@command(
    {cls},
    post("{path}/{{{kind}_id}}/{tail}"),
    label=Label("{zh}", "{en}"),
    roles=frozenset(),
    offered={target}.when(lambda {kind}, _: {held}.require_{name}()),
)
async def {name}(cmd: {cls}, cause: Cause, ports: Ports) -> Receipt:
    return await ports.{port}.change(cmd.{kind}_id, cause, lambda {kind}: {kind}.{name}(Act.now(cause)))
'''

_VERB = '''
    def require_{name}(self) -> None:
        """Raise what stands against it now."""

    def {name}(self, act: Act) -> None:
        """{en} ({zh})."""
        self.require_{name}()
        {recorded}
'''

_EVENT = '''
@dataclass(frozen=True)
class {event}:
    """{en} ({zh}): done."""

    {kind}_id: str
    act: Act
'''

_EVENT_WITH_WORDS = '''
@dataclass(frozen=True, kw_only=True)
class {event}({base}):
    """{en} ({zh}): done."""

    WHAT: ClassVar[{words}] = {words}.{member}
'''

_TEST = '''"""Tests of the command {name}."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.{service}.commands.{name} import {cls}, {name}
from shared.kernel.cause import Actor, Cause
from shared.kernel.errors import RoleRequired


async def test_{name}_without_a_role_is_refused() -> None:
    nobody = Cause("key-1", Actor("nobody"), datetime(2026, 11, 23, tzinfo=UTC), correlation_id="key-1")
    ports: Any = None
    with pytest.raises(RoleRequired):
        await {name}.give({cls}({kind}_id="x"), nobody, ports)
'''

_ACTION = """
{constant} = Action("{name}", done=N_("{zh}：已经办好。"))
"""


@dataclass(frozen=True)
class Wanted:
    """What is to be added, and where."""

    root: Path
    service: str
    name: str
    zh: str
    en: str

    @property
    def cls(self) -> str:
        """The command's class."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def event(self) -> str:
        """Its event, in the past tense as far as English is regular: ``ProjectRetitled``."""
        verb, *rest = self.name.split("_")
        past = f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}ed"
        return "".join(word.capitalize() for word in (*rest, past))

    @property
    def home(self) -> Path:
        """The service's folder."""
        return self.root / "services" / self.service

    @property
    def files(self) -> tuple[Path, Path]:
        """The command and its test."""
        test = self.root / "tests" / self.service / "commands" / f"test_{self.name}.py"
        return self.home / "commands" / f"{self.name}.py", test


def scaffold(root: Path, service: str, name: str, zh: str, en: str) -> list[Path]:
    """Write every place and answer them. Raises Refused, and then nothing was written."""
    wanted = Wanted(root, service, name, zh, en)
    _refuse_what_cannot_be(wanted)
    found = scaffolding.aggregate_of(wanted.home)
    words = {**vars(wanted), **vars(found), "cls": wanted.cls, "event": wanted.event, "tail": name.replace("_", "-")}
    domain = wanted.home / "domain"
    history = scaffolding.history_of(domain / "events.py")
    words |= _of_event(wanted, found, history)
    event = (_EVENT_WITH_WORDS if history else _EVENT).format(**words)
    command, test = wanted.files
    texts = {
        command: _COMMAND.format(**words),
        test: _TEST.format(**words),
        wanted.home / "app.py": scaffolding.listed(wanted.home / "app.py", service, name),
        domain / "events.py": scaffolding.with_event(domain / "events.py", wanted.event, event),
        found.file: scaffolding.with_verb(found.file, found.cls, wanted.event, _VERB.format(**words)),
        wanted.home / "outbound.py": scaffolding.undecided(wanted.home / "outbound.py", wanted.event),
    }
    if history:
        told = scaffolding.with_member(history, scaffolding.constant(wanted.event), wanted.zh, wanted.en)
        texts[history.file] = told
    page = root / f"services/gateway/pages/{service}/{found.kind}.py"
    if page.exists():
        texts[page] = scaffolding.with_action(page, name.upper(), _ACTION.format(constant=name.upper(), **words))
    for file, text in texts.items():
        scaffolding.require_sound(file, text)
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    _tidy(list(texts))
    return [*texts, *_translated(root, wanted)]


def _of_event(wanted: Wanted, found: AggregateFound, history: HistoryFound | None) -> dict[str, str]:
    """How the service's aggregates record an event, and what its class is made of."""
    if history is None:
        return {"recorded": f"self.record({wanted.event}(self.id, act))"}
    return {
        "recorded": f"self.{history.verb}({wanted.event}({found.kind}_id=self.id, act=act))",
        "base": history.base,
        "words": history.words,
        "member": scaffolding.constant(wanted.event),
    }


def main(arguments: list[str]) -> int:
    """Scaffold and say what comes next. Returns 2 when refused."""
    if len(arguments) != 4 or not all(arguments):
        print(USAGE, file=sys.stderr)
        return 2
    try:
        written = scaffold(Path.cwd(), *arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    except SyntaxError as error:
        place = f"line {error.lineno}: {(error.text or '').strip()}"
        print(f"A file of {arguments[0]} is no Python ({place}). Mend it first; nothing was written.", file=sys.stderr)
        return 2
    print(*(f"wrote {file.relative_to(Path.cwd())}" for file in written), sep="\n")
    print("Next: its fields, roles and refusals, the verb, and then: make docs (CONTRIBUTING.md, “Add a command”).")
    return 0


def _refuse_what_cannot_be(wanted: Wanted) -> None:
    if wanted.service not in CALLED:
        raise Refused(f"There is no service “{wanted.service}” with commands. Choose one of: {', '.join(CALLED)}.")
    if not re.fullmatch(r"[a-z]+(_[a-z]+)+", wanted.name):
        raise Refused(f"“{wanted.name}” is no name for a command. Use verb and object in snake case: publish_notice.")
    if wanted.name.startswith(("when_", "get_", "list_all_")):
        raise Refused(f"“{wanted.name}” is no command: it does not ask for a change. Reactions and queries have rooms.")
    if not (wanted.zh + wanted.en).isprintable() or set('"\\%{}') & set(wanted.zh + wanted.en):
        raise Refused('The words of a command are plain words in one line, without " \\ % { }; nothing was written.')
    if not wanted.home.is_dir():
        raise Refused("Run this at the root of the project; there is no services/ here.")
    namesakes = [wanted.home / room / f"{wanted.name}.py" for room in ("queries", "reactions")]
    for file in (*wanted.files, *namesakes):
        if file.exists():
            raise Refused(f"{file.relative_to(wanted.root)} exists already; nothing was written.")


def _tidy(files: list[Path]) -> None:
    """Sort imports and format, as `make check` wants it."""
    for arguments in (["check", "--select", "I", "--fix"], ["format"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, "--quiet", *files], check=True)


def _translated(root: Path, wanted: Wanted) -> list[Path]:
    """Take the sentence of the page into the English catalogue."""
    file = root / "services/gateway/locale/en/messages.po"
    if not file.exists():
        return []
    subprocess.run([sys.executable, "-m", "services.gateway.catalogue"], cwd=root, check=False, capture_output=True)
    empty = f'msgid "{wanted.zh}：已经办好。"\nmsgstr ""\n'
    text = file.read_text("utf-8").replace(empty, empty.replace('msgstr ""', f'msgstr "{wanted.en}: done."'))
    file.write_text(text, "utf-8")
    return [file]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
