"""The documents for outsiders are current, complete and accepted by the official parsers."""

import json
import subprocess
from inspect import getdoc
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from deploy.docs import HOME, PARSER, ROOT, documents
from deploy.wiring import CALLED, HEARING, consumers
from shared.contracts.catalogue import all_contracts, label_of
from shared.contracts.snapshots import schema_of
from shared.messaging.topology import queue_of


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return documents()


@pytest.fixture(scope="module")
def asyncapi(made: dict[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(made["asyncapi.json"])
    return document


def test_the_written_documents_say_what_the_code_says(made: dict[str, str]) -> None:
    late = [name for name, text in made.items() if not (HOME / name).exists() or (HOME / name).read_text() != text]
    assert not late, f"run make docs: {late}"


def test_asyncapi_is_accepted_by_the_official_parser(made: dict[str, str], tmp_path: Path) -> None:
    node = which("node")
    if node is None or not (ROOT / "node_modules/@asyncapi/parser").is_dir():
        pytest.skip("the official AsyncAPI parser needs Node.js and `npm install`")
    file = tmp_path / "asyncapi.json"
    file.write_text(made["asyncapi.json"], encoding="utf-8")
    ran = subprocess.run([node, PARSER, file], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["messages"] == len(all_contracts())


def test_asyncapi_tells_publisher_consumers_and_both_languages(asyncapi: dict[str, Any]) -> None:
    used = consumers(ROOT)
    for type_, contract in all_contracts().items():
        assert f"{contract.publisher()}.send.{type_}" in asyncapi["operations"]
        message = asyncapi["components"]["messages"][type_]
        assert (message["summary"], message["title"]) == (contract.LABEL.zh, contract.LABEL.en)
        assert contract.ZH in message["description"]
        assert (getdoc(contract) or "") in message["description"]
        for service in used[type_]:
            channel = queue_of(service) if service in HEARING else f"tongxin.{service}.hints"
            reference = {"$ref": f"#/channels/{channel}/messages/{type_}"}
            assert reference in asyncapi["operations"][f"{service}.receive"]["messages"]


def test_the_parser_refuses_a_broken_document(asyncapi: dict[str, Any], tmp_path: Path) -> None:
    node = which("node")
    if node is None or not (ROOT / "node_modules/@asyncapi/parser").is_dir():
        pytest.skip("the official AsyncAPI parser needs Node.js and `npm install`")
    file = tmp_path / "asyncapi.json"
    file.write_text(json.dumps({**asyncapi, "channels": {}}), encoding="utf-8")
    assert subprocess.run([node, PARSER, file], capture_output=True, check=False).returncode == 1


def test_label_of_an_event_that_is_not_known_is_the_event_itself() -> None:
    assert label_of("rescue.case.opened.v1").zh == "求助已登记"
    assert label_of("rescue.case.forgotten.v9").of("en") == "rescue.case.forgotten.v9"


@pytest.mark.parametrize("service", CALLED)
def test_openapi_is_accepted_by_the_official_validator(made: dict[str, str], service: str) -> None:
    document = json.loads(made[f"openapi-{service}.json"])
    from openapi_spec_validator import validate  # takes a second, so not in every process that looks for tests

    validate(document)
    assert document["info"]["title"] == f"Tongxin {service}"


@pytest.mark.parametrize("type_", all_contracts())
def test_schema_is_valid_json_schema(type_: str) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema_of(all_contracts()[type_]))
