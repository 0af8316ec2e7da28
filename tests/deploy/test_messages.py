"""Unfinished messages are decided on the command line as in the gateway: by somebody, with a reason that is kept."""

from __future__ import annotations

import asyncio
import json
import re
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


def test_show_tells_the_cause_and_the_body_and_is_written_into_the_access_log(
    environment: dict[str, str], grants: Database[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", ID, "--by", "li"], environment) == 0
    said = capsys.readouterr().out
    assert "it broke" in said
    assert '"project_no":"1"' in said
    entry = grants.access_log.find_one()
    assert entry
    assert (entry["actor"], entry["subject"], entry["why"]) == ("li", "a", ID)


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


def test_edit_puts_the_data_of_a_file_in_their_place_once_another_person_approved(
    environment: dict[str, str],
    grants: Database[dict[str, Any]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "data").write_bytes(b'{"project_id": "a", "organisation_id": "-", "project_no": "7"}')
    assert main(["edit", ID, "--data", str(tmp_path / "data"), *WHY], environment) == 0
    assert main(["decline", ID, *WHY], environment) == 0
    assert main(["edit", ID, "--data", str(tmp_path / "data"), *WHY], environment) == 0
    assert main(["show", ID, "--by", "wang"], environment) == 0
    [code] = re.findall(r"review code +(\w{64})", capsys.readouterr().out)
    assert main(["approve", ID, "--by", "li", "--code", code], environment) == 1
    assert "nobody approves their own" in capsys.readouterr().err
    assert main(["approve", ID, "--by", "wang", "--code", code], environment) == 0
    kept = grants.unfinished.find_one({"_id": ID})
    assert kept
    assert json.loads(kept["message"])["data"]["project_no"] == "7"
    assert kept["state"] == "retrying"


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
