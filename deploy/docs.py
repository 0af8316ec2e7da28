"""Write what outsiders read: AsyncAPI and a table of all events, OpenAPI per service (``make docs``)."""

import argparse
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import Any

from deploy.wiring import CALLED, HEARING, consumers
from shared.contracts.asyncapi import Wiring, document
from shared.contracts.catalogue import all_contracts
from shared.contracts.contract import Contract
from shared.host import ServiceSpec, service_of
from shared.kernel.roles import role_names
from shared.messaging.reactions import Reacting
from shared.messaging.topology import EVENT_LOG, EVENTS, queue_of
from shared.version import product_version

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "docs" / "api"
PARSER = ROOT / "tests" / "contracts" / "parse_asyncapi.mjs"

_TABLE_HEAD = """# 事件一览 · All events

由 `make docs` 写出，请勿手改。Written by `make docs`; do not edit.
每个事件的字段见 [schemas](../../shared/contracts/schemas)；
the fields of each event are in [its schema](../../shared/contracts/schemas).
写有 **outsiders** 的事件可以提供给其他系统，其余不可以（[subscribers](../subscribers.md)）；
other systems may be told those with **outsiders**, and no others.

| 类型 type | 说明 | published by | consumed by |
|---|---|---|---|
"""


_PERMISSIONS_HEAD = """# 谁可以办什么 · Who may do what

由 `make docs` 写出，请勿手改。Written by `make docs` from what the commands declare; do not edit.

| service | 事项 | command | 谁可以办 who may | route |
|---|---|---|---|---|
"""


def documents() -> dict[str, str]:
    """Every document by its file name below docs/api."""
    used = consumers(ROOT)
    wiring = Wiring(EVENTS, EVENT_LOG, {service: queue_of(service) for service in HEARING}, used)
    made = {
        "asyncapi.json": _json(document(wiring, product_version())),
        "events.md": _table(used),
    }
    for service in CALLED:
        spec: ServiceSpec[Reacting] = import_module(f"services.{service}.main").SERVICE
        made[f"openapi-{service}.json"] = _json(service_of(spec).openapi())
    made["permissions.md"] = _permissions()
    return made


def outdated(home: Path = HOME) -> list[str]:
    """The names of documents whose file does not say what the code says."""
    return [
        name
        for name, text in documents().items()
        if not (home / name).exists() or (home / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write the documents, or with ``--check`` name the outdated ones; then let the official parsers read them."""
    parser = argparse.ArgumentParser(prog="make docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a document is outdated")
    if parser.parse_args(arguments).check:
        late = outdated()
        print("\n".join(f"docs/api/{name} is outdated: run make docs" for name in late) or "All documents are current.")
        return 1 if late else 0
    HOME.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (HOME / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/api/{name}")
    return _parse_asyncapi()


def _parse_asyncapi() -> int:
    """Run the official AsyncAPI parser where Node and its packages are installed, and say so where they are not."""
    node = which("node")
    if node is None or not (ROOT / "node_modules/@asyncapi/parser").is_dir():
        print("Not parsed: the official AsyncAPI parser needs Node.js and `npm install`.")
        return 0
    return subprocess.run([node, str(PARSER), str(HOME / "asyncapi.json")], check=False).returncode


def _table(used: dict[str, list[str]]) -> str:
    rows = [
        f"| `{type_}` | {_told(contract)} | {contract.publisher()} | {_readers(used[type_], contract)} |"
        for type_, contract in all_contracts().items()
    ]
    return _TABLE_HEAD + "\n".join(rows) + "\n"


def _permissions() -> str:
    """Who may give which command: one row for each, in the order of app.py."""
    rows = []
    for service in CALLED:
        spec: ServiceSpec[Reacting] = import_module(f"services.{service}.main").SERVICE
        for one in spec.commands:
            zh, en = (role_names(sorted(one.roles), language) for language in ("zh", "en"))
            route = f"`{one.route.method} {one.route.path}`" if one.route else "—"
            rows.append(f"| {service} | {one.label.zh}<br>{one.label.en} | `{one.name}` | {zh}<br>{en} | {route} |")
    return _PERMISSIONS_HEAD + "\n".join(rows) + "\n"


def _readers(services: list[str], contract: type[Contract]) -> str:
    words = ["gateway (live hints)" if service == "gateway" else service for service in services]
    return ", ".join([*words, "**outsiders**"] if contract.FOR_OUTSIDERS else words)


def _told(contract: type[Contract]) -> str:
    """What staff call it, and what it says, in both languages."""
    first = (contract.__doc__ or "").strip().splitlines()[0].replace("``", "`")
    return f"**{contract.LABEL.zh} · {contract.LABEL.en}**<br>{contract.ZH}<br>{first}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
