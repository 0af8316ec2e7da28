"""Where a new command's lines go: each function reads one file of a service and answers its text with them added."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

_NAMED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Refused(Exception):
    """Why nothing was written, in a sentence."""


@dataclass(frozen=True)
class AggregateFound:
    """The main aggregate of a service: its port, its class, its file, its target, and the path of its routes."""

    port: str
    cls: str
    kind: str
    file: Path
    target: str
    path: str
    held: str
    """The aggregate in what a guard is given, which may be more than it."""


@dataclass(frozen=True)
class HistoryFound:
    """How a service keeps its history: the base of its events, and the enumeration that has a word for each."""

    base: str
    words: str
    file: Path
    verb: str = "happened"


def aggregate_of(home: Path) -> AggregateFound:
    """The first repository among the ports, and what commands on its aggregate are declared with. Raises Refused."""
    ports = home / "ports.py"
    tree = ast.parse(ports.read_text("utf-8"))
    for node in ast.walk(tree):
        subscript = node.annotation if isinstance(node, ast.AnnAssign) else None
        if isinstance(subscript, ast.Subscript) and ast.unparse(subscript.value) == "Repository":
            port, cls = ast.unparse(node.target), ast.unparse(subscript.slice)  # type: ignore[attr-defined]
            break
    else:
        raise Refused(f"{ports.name} names no Repository that a command could change.")
    modules = [node.module for node in tree.body if isinstance(node, ast.ImportFrom) and cls in _names(node)]
    file = home.parents[1] / Path(*(modules[0] or "").split(".")).with_suffix(".py")
    permissions = (home / "domain/permissions.py").read_text("utf-8")
    target = re.search(rf"^(ON_\w+) = Target\[(tuple\[)?{cls}\b", permissions, re.MULTILINE)
    if target is None:
        raise Refused(f"permissions.py of {home.name} declares no Target[{cls}].")
    kind = target[1].removeprefix("ON_").lower()
    paths = re.findall(
        rf'"(/[\w/-]+)/\{{{kind}_id\}}', "".join(f.read_text("utf-8") for f in home.glob("commands/*.py"))
    )
    held = f"{kind}[0]" if target[2] else kind
    return AggregateFound(port, cls, kind, file, target[1], paths[0] if paths else f"/{port}", held)


def history_of(events: Path) -> HistoryFound | None:
    """The history that every event gets a line in, where events say ``WHAT`` they are; None where there is none.

    What all events tell may stand in a file of its own beside events.py (``*_event.py``).
    """
    for path in (events, *sorted(events.parent.glob("*_event.py"))):
        tree = ast.parse(path.read_text("utf-8"))
        for base in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for node in base.body:
                if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "WHAT" and node.value is None:
                    words = ast.unparse(node.annotation).removeprefix("ClassVar[").removesuffix("]")
                    return HistoryFound(base.name, words, _defining(path, tree, words))
    return None


def with_member(history: HistoryFound, member: str, zh: str, en: str) -> str:
    """The text of the enumeration's file with one more code and its words."""
    text = history.file.read_text("utf-8")
    owner = next(n for n in ast.parse(text).body if isinstance(n, ast.ClassDef) and n.name == history.words)
    return _inserted(text, owner.end_lineno or 0, f'    {member} = "{member.lower()}", "{zh}", "{en}"')


def require_sound(file: Path, text: str) -> None:
    """Refuse a text that is no Python, or in which a module or a class has a name twice. Raises Refused."""
    try:
        module = ast.parse(text)
    except SyntaxError as error:
        raise Refused(f"{file.name} would be no Python in line {error.lineno}; nothing was written.") from error
    for body in (module.body, *(node.body for node in module.body if isinstance(node, ast.ClassDef))):
        names = [node.name for node in body if isinstance(node, _NAMED) and not node.decorator_list]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise Refused(f"{file.name} has {twice[0]} already. Choose another name; nothing was written.")


def constant(event: str) -> str:
    """The name of an event as a member of an enumeration: ``PERSON_PLACED``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", event).upper()


def listed(app: Path, service: str, name: str) -> str:
    """The text of app.py with the import and the line in COMMANDS."""
    text = app.read_text("utf-8")
    node = _assigned(ast.parse(text), "COMMANDS")
    text = _inserted(text, (node.end_lineno or 1) - 1, f"    {name},")
    return _imported(text, f"from services.{service}.commands.{name} import {name}")


def with_event(events: Path, event: str, source: str) -> str:
    """The text of events.py with the class, and its name in the closed union."""
    text = events.read_text("utf-8")
    node = _assigned(ast.parse(text), "DomainEvent")
    union = ast.get_source_segment(text, node.value) or ""
    closed = union.rstrip().removesuffix(")").rstrip() + f"\n    | {event}\n)"
    head = "\n".join(text.splitlines()[: node.lineno - 1]).rstrip()
    tail = "\n".join(text.splitlines()[node.end_lineno or 0 :])
    opened = closed if closed.startswith("(") else f"({closed}"
    return _knowing_acts(f"{head}\n\n{source}\n\nDomainEvent = {opened}\n{tail}")


def with_verb(file: Path, cls: str, event: str, source: str) -> str:
    """The text of the aggregate's file with the verb and its guard at the end of the class."""
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    owner = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == cls)
    first = next((n for n in owner.body if isinstance(n, ast.FunctionDef) and re.match("_[^_]", n.name)), None)
    at = min((d.lineno for d in first.decorator_list), default=first.lineno) - 1 if first else owner.end_lineno
    module = next((n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module and "events" in _names(n)), None)
    named = next((n for n in tree.body if isinstance(n, ast.ImportFrom) and (n.module or "").endswith(".events")), None)
    if module is not None:
        source = source.replace(f"{event}(", f"events.{event}(")
    lines = text.splitlines()
    lines[at or 0 : at or 0] = (
        [*source.strip("\n").splitlines(), ""] if first else ["", *source.strip("\n").splitlines()]
    )
    text = "\n".join(lines) + "\n"
    if module is None and named is not None:
        text = _imported(text, f"from {named.module} import {event}")
    return _knowing_acts(text)


def undecided(outbound: Path, event: str) -> str:
    """The text of outbound.py with the event staying inside until somebody decides otherwise."""
    text = outbound.read_text("utf-8")
    place = text.rindex("        case _:")
    return f"{text[:place]}        case events.{event}():\n            return None\n{text[place:]}"


def with_action(page: Path, constant: str, source: str) -> str:
    """The text of a record's page with the action, and its name among the record's actions."""
    text = page.read_text("utf-8")
    record = next(
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "Record"
    )
    call = record.value
    assert isinstance(call, ast.Call)  # noqa: S101  (chosen so above)
    actions = next((keyword.value for keyword in call.keywords if keyword.arg == "actions"), None)
    if actions is None:
        raise Refused(f"{page.name} declares no actions that a further one could stand among.")
    lines = text.splitlines()
    old = ast.get_source_segment(text, actions) or ""
    among = old.rstrip(")").rstrip().rstrip(",") if isinstance(actions, ast.Tuple) else f"(*{old}"
    new = f"{among}, {constant})"
    head, tail = "\n".join(lines[: record.lineno - 1]).rstrip(), "\n".join(lines[record.lineno - 1 :])
    text = f"{head}\n{source}\n\n{tail.replace(f'actions={old}', f'actions={new}')}\n"
    for name, module in (("Action", "services.gateway.engine.action"), ("N_", "services.gateway.i18n")):
        if not any(name in _names(node) for node in ast.parse(text).body if isinstance(node, ast.ImportFrom)):
            text = _imported(text, f"from {module} import {name}")
    return text


def _defining(file: Path, tree: ast.Module, name: str) -> Path:
    """The file that a name was imported from, or the file itself."""
    module = next(
        (node.module for node in tree.body if isinstance(node, ast.ImportFrom) and name in _names(node)), None
    )
    return file.parents[3] / Path(*module.split(".")).with_suffix(".py") if module else file


def _assigned(tree: ast.Module, name: str) -> ast.Assign:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return node
    raise Refused(f"There is no {name} to add to.")


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.asname or alias.name for alias in node.names}


def _knowing_acts(text: str) -> str:
    """With the import of Act, where the text names it and does not import it yet."""
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    known = any("Act" in _names(node) for node in imports)
    return text if known or not re.search(r"\bAct\b", text) else _imported(text, "from shared.kernel.act import Act")


def _inserted(text: str, line: int, new: str) -> str:
    lines = text.splitlines()
    lines.insert(line, new)
    return "\n".join(lines) + "\n"


def _imported(text: str, line: str) -> str:
    """With one more import; the order is mended by the formatter."""
    first = next(node for node in ast.parse(text).body if isinstance(node, ast.Import | ast.ImportFrom))
    return _inserted(text, first.lineno - 1, line)
