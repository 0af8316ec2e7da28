"""Unfinished messages from the command line: ``python -m deploy.messages list|show|replay|edit|approve|…``.

The same decisions as 消息与死信 in the gateway, kept with the same record of who decided and why; the services notice
them within a second. Reads TONGXIN_MONGO_URL and TONGXIN_DATABASE_PREFIX.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deploy.command_line import carried_out
from deploy.wiring import HEARING
from shared.kernel.cause import Actor
from shared.kernel.clock import SystemClock
from shared.messaging.decisions import Decisions, MessageNotFound
from shared.messaging.editing import waiting_edit
from shared.messaging.topology import queue_of
from shared.messaging.unfinished import State
from shared.storage.mongo import Client, Database, connect, database, reaching_storage
from shared.web.access import AccessLog


class Messages:
    """The unfinished messages of all services."""

    def __init__(self, client: Client, prefix: str) -> None:
        self._databases = {service: database(client, prefix + service) for service in HEARING}

    async def listed(self, service: str | None, state: str | None) -> list[str]:
        """One line for each message, the oldest of each service first."""
        where = {"state": state} if state else {}
        lines = []
        for one in [service] if service else HEARING:
            async with reaching_storage():
                found = await self._databases[one]["unfinished"].find(where).sort("received_at", 1).to_list(None)
            lines += [_line(kept) for kept in found]
        return lines

    async def shown(self, message_id: str, actor: Actor) -> str:
        """All that is kept of one message, its body last; written into the access log. Raises MessageNotFound."""
        found = self._of(message_id)
        async with reaching_storage():
            kept: dict[str, Any] | None = await found["unfinished"].find_one({"_id": message_id})
        if kept is None:
            raise MessageNotFound
        await AccessLog(found, SystemClock()).read(
            actor, kept["subject"] or message_id, "unfinished_message", message_id
        )
        if kept.get("edit"):
            kept["review code"] = waiting_edit(message_id, kept["message"], kept["edit"]).review_code
        body = bytes(kept.pop("message")).decode("utf-8", "backslashreplace")
        return "\n".join([*(f"{name:<16} {value}" for name, value in kept.items()), "", body])

    async def decide(self, asked: argparse.Namespace) -> None:
        """Replay, edit, approve or decline an edit, or discard. Raises what Decisions raises."""
        decisions, now = Decisions(self._of(asked.id)), datetime.now(UTC)
        actor = Actor(asked.by)
        match asked.what:
            case "replay":
                await decisions.replay(asked.id, actor, asked.reason, now)
            case "edit":
                await decisions.propose_edit(asked.id, _data(asked.data), actor, asked.reason, now)
            case "approve":
                await decisions.approve_edit(asked.id, asked.code, actor, now)
            case "decline":
                await decisions.decline_edit(asked.id, actor, asked.reason, now)
            case _:
                await decisions.discard(asked.id, actor, asked.reason, now)

    def _of(self, message_id: str) -> Database:
        queue = message_id.partition("|")[0]
        for service, found in self._databases.items():
            if queue_of(service) == queue:
                return found
        raise MessageNotFound


def _line(kept: Mapping[str, Any]) -> str:
    error = kept["last_error"] or {}
    told = f"{kept['state']:<9} {kept['attempts']}x {kept['received_at']:%Y-%m-%d %H:%M:%SZ}"
    return f"{kept['_id']}\n    {told} {kept['type'] or '?'} {kept['subject'] or '?'} {error.get('slug', '')}".rstrip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy.messages", description=__doc__)
    kinds = parser.add_subparsers(dest="what", required=True)
    listing = kinds.add_parser("list", help="all unfinished messages, or some")
    listing.add_argument("--service", choices=HEARING)
    listing.add_argument("--state", choices=[str(state) for state in State])
    showing = kinds.add_parser("show", help="one message with its cause, its body and the edit that waits")
    showing.add_argument("id")
    showing.add_argument("--by", required=True, help="your user name; reading is written into the access log")
    for name, sentence in (
        ("replay", "try it again, after the cause was mended"),
        ("edit", "propose other data for it, which wait for somebody else"),
        ("approve", "confirm the edit that `show` showed, and try the message with its data"),
        ("decline", "drop an edit that waits, or take your own back"),
        ("discard", "let it go without effect; later messages of its subject go on"),
    ):
        deciding = kinds.add_parser(name, help=sentence)
        deciding.add_argument("id", help="as `list` shows it, in quotes")
        deciding.add_argument("--by", required=True, help="your user name")
        if name == "approve":
            deciding.add_argument("--code", required=True, help="the review code, as `show` shows it")
        else:
            deciding.add_argument("--reason", required=True, help="kept with the decision")
        if name == "edit":
            deciding.add_argument("--data", required=True, help="the file that holds the new data; - is standard input")
    return parser


async def _run(asked: argparse.Namespace, environment: Mapping[str, str]) -> None:
    client = connect(environment["TONGXIN_MONGO_URL"])
    messages = Messages(client, environment.get("TONGXIN_DATABASE_PREFIX", "tongxin_"))
    try:
        match asked.what:
            case "list":
                print("\n".join(await messages.listed(asked.service, asked.state)) or "没有消息 · no messages")
            case "show":
                print(await messages.shown(asked.id, Actor(asked.by)))
            case what:
                await messages.decide(asked)
                print(f"已记录 · noted: {what} {asked.id}")
    finally:
        client.close()


def _data(named: str) -> str:
    found = sys.stdin.buffer.read() if named == "-" else Path(named).read_bytes()
    return found.decode("utf-8", "replace")


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """Exit code 1 after a sentence that says why not."""
    asked = _parser().parse_args(arguments)
    return carried_out(_run(asked, environment), "deploy.messages")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
