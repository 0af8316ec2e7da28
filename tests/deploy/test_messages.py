"""Unfinished messages are decided on the command line as in the gateway: by somebody, with a reason that is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.database import Database

from deploy.messages import main
from shared.contracts.decoding import decode
from shared.messaging.unfinished import Failure, Unfinished
from shared.storage.mongo import connect
from shared.storage.mongo import database as database_of
from tests.messaging.running import an_event

pytestmark = pytest.mark.servers

ID = "tongxin.grants|a/1"
WHY = ["--by", "li", "--reason", "已修复"]


@pytest.fixture
def environment(mongo_url: str, database: str) -> dict[str, str]:
    """What the command is told, where grants has one parked message and registry none."""

    async def park() -> None:
        client = connect(mongo_url)
        kept = Unfinished(database_of(client, f"{database}grants"), "grants")
        body = an_event("a", 1)
        await kept.park(body, decode(body).event, Failure("broken", "坏了", "it broke"), datetime.now(UTC))
        client.close()

    asyncio.run(park())
    return {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_DATABASE_PREFIX": database}


@pytest.fixture
def grants(environment: dict[str, str]) -> Iterator[Database[dict[str, Any]]]:
    """The database of grants."""
    with MongoClient[dict[str, Any]](environment["TONGXIN_MONGO_URL"]) as client:
        yield client[environment["TONGXIN_DATABASE_PREFIX"] + "grants"]


def test_list_tells_id_state_and_cause(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--state", "parked"], environment) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{ID}\n")
    assert "parked" in said
    assert "broken" in said
    assert main(["list", "--service", "registry"], environment) == 0
    assert "no messages" in capsys.readouterr().out


def test_show_tells_the_cause_and_the_body(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", ID], environment) == 0
    said = capsys.readouterr().out
    assert "it broke" in said
    assert '"project_no":"1"' in said


@pytest.mark.parametrize("what", ["replay", "discard"])
def test_decision_takes_effect_and_is_kept_with_who_and_why(
    environment: dict[str, str], grants: Database[dict[str, Any]], what: str
) -> None:
    assert main([what, ID, *WHY], environment) == 0
    left = grants.unfinished.find_one({"_id": ID})
    assert (left and left["state"]) == ("retrying" if what == "replay" else None)
    decision = grants.unfinished_decisions.find_one()
    assert decision
    assert (decision["what"], decision["actor"], decision["reason"]) == (what, "li", "已修复")


def test_edit_puts_the_body_of_a_file_in_its_place(
    environment: dict[str, str], grants: Database[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "body").write_bytes(an_event("a", 1, value=7))
    assert main(["edit", ID, "--body", str(tmp_path / "body"), *WHY], environment) == 0
    kept = grants.unfinished.find_one({"_id": ID})
    assert kept
    assert b'"project_no":"7"' in kept["message"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["replay", "tongxin.grants|none", *WHY], "There is no such message"),
        (["replay", "elsewhere|none", *WHY], "There is no such message"),
        (["replay", ID, "--by", "li", "--reason", " "], "Please give a reason"),
    ],
)
def test_decision_that_cannot_be_is_refused_with_a_sentence(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments, environment) == 1
    assert sentence in capsys.readouterr().err


def test_decision_without_a_reason_or_a_person_is_not_taken(environment: dict[str, str]) -> None:
    for lacking in (["--by", "li"], ["--reason", "已修复"]):
        with pytest.raises(SystemExit):
            main(["discard", ID, *lacking], environment)
