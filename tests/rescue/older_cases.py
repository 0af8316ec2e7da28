"""Cases as earlier versions stored them, with what those versions answered for them, and a station that finds them.

A file below ``data`` holds documents and data keys that a commit wrote under the master key of these tests, and what it
answered at the hour ``read_at``. It is never written again: the next change of shape gets a file of its own.
"""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bson import json_util

from services.rescue.adapters.older_cases import OlderCases
from services.rescue.app import COMMANDS
from shared.kernel.day_words import day_in_words
from tests.rescue.station import Station, a_station

MASTER = bytes(range(96))

NEW_NAMES = {"publish_notice": "approve_notice", "request_dna": "send_inquiry", "erase_case": "propose_erasure"}
"""What is done first now where one command did all: a notice was approved by publishing it, one person erased."""
GONE = {"start_search"}
"""Commands that nobody has to give any more."""
NEWER = {
    *("check_identity", "return_notice", "publish_notice", "record_duty", "record_reply", "send_inquiry"),
    *("propose_departure_correction", "hand_over_case", "report_ability", "add_photo"),
}
"""Commands that did not exist, or that may be given more often than once now."""
BY_ITSELF = {"ability_improved"}
"""What follows from an interview: told then as done by whoever wrote that down, and now as done by nobody."""
LEAVING = {command.name for command in COMMANDS if command.route and "/departure/" in command.route.path}
"""What used to be one command."""


@dataclass(frozen=True)
class OlderCasesFile:
    """One such file."""

    content: dict[str, Any]

    @classmethod
    def read(cls, name: str) -> "OlderCasesFile":
        """The file with this name below ``data``."""
        return cls(json.loads(Path(__file__).with_name("data").joinpath(name).read_text("utf-8")))

    @property
    def read_at(self) -> datetime:
        """When the answers were given."""
        return datetime.fromisoformat(self.content["read_at"])

    @property
    def answers(self) -> dict[str, Any]:
        """By the name of each case: its id, the status of the answer and its body."""
        answers: dict[str, Any] = self.content["answers"]
        return answers

    @property
    def documents(self) -> dict[str, Any]:
        """By collection, as the database takes them."""
        options = json_util.JSONOptions(json_mode=json_util.JSONMode.CANONICAL, tz_aware=True)
        found: dict[str, Any] = json_util.loads(json.dumps(self.content["documents"]), json_options=options)
        return found

    def id_of(self, name: str) -> str:
        """The id of the case with this name."""
        return str(self.answers[name]["id"])

    @asynccontextmanager
    async def station(self, mongo_url: str, amqp_url: str, prefix: str, home: Path) -> AsyncIterator[Station]:
        """A station that starts on the old documents, at the hour at which they were read last."""
        async with a_station(mongo_url, amqp_url, prefix, home, self.documents, MASTER, self.read_at) as opened:
            yield opened

    async def stored(self, station: Station, name: str) -> Any:
        """The state of this case as it lies in the database."""
        found = await station.host.database["cases"].find_one({"_id": self.id_of(name)})
        assert found is not None
        return found["state"]


async def nothing_older(_self: OlderCases, _now: datetime, _limit: int) -> list[str]:
    """In place of ``OlderCases.find``: the limits of old cases are left alone, so that they answer as they did."""
    return []


def as_then(now: Any, then: Any) -> Any:
    """An answer as it read then: without the fields that came since, and under the names of then."""
    if isinstance(now, dict) and isinstance(then, dict):
        named = now | {"history": now.get("timeline"), "allowed_actions": then.get("allowed_actions")}
        named |= {"dna": next(iter(now.get("inquiries") or ()), None)}
        named["declared"] = bool((now.get("leaving") or {}).get("alone"))
        if now.get("what") in BY_ITSELF and now["by"] is None:
            named["by"] = then["by"]
        return {name: as_then(named.get(name), value) for name, value in then.items()}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [as_then(*pair) for pair in zip(now, then, strict=True)]
    if isinstance(now, str) and isinstance(then, str):
        return with_days_as_then(now, then)
    return now


def with_days_as_then(now: str, then: str) -> str:
    """A sentence with its days as they were written then: 2026-09-29 in both languages."""
    for day in re.findall(r"\d{4}-\d\d-\d\d", then):
        words = day_in_words(date.fromisoformat(day))
        now = now.replace(words.zh, f" {day} ").replace(words.en, day)
    return now


def in_order(timeline: list[Any]) -> list[Any]:
    """A timeline of then, newest first, in the order of now: by when things happened, not by when they were noted."""
    return sorted(timeline, key=lambda line: datetime.fromisoformat(line["at"]), reverse=True)


def of_before(timeline: list[Any]) -> list[Any]:
    """The lines of today's timeline that stood there before the time of writing was kept."""
    return [line for line in timeline if line["recorded_at"] is None]


def allowed(file: Any) -> set[str]:
    """What may be done with a case, or with a notice or a request in it; every way of leaving is one."""
    parts = [file, *file["notices"], *file["interpreter_requests"]]
    found = {action["name"] for part in parts for action in part.get("allowed_actions", []) if action["allowed"]}
    return {"record_departure" if name in LEAVING else name for name in found}


def allowed_then(file: Any) -> set[str]:
    """What could be done then, under the names of now."""
    return {NEW_NAMES.get(name, name) for name in allowed(file) - GONE}
