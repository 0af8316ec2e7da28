"""What `make up` tells an operator when something cannot start: sentences, the reason, and what to do."""

from pathlib import Path

import pytest
from aiormq.exceptions import ChannelNotFoundEntity
from pymongo.errors import ConnectionFailure

from deploy import prepare
from deploy.keys import KeyFiles
from deploy.local.home import Home
from deploy.local.operator_error import OperatorError, ended
from deploy.local.services import Service, has_demo_accounts


def test_program_that_told_why_it_ended_is_repeated(tmp_path: Path) -> None:
    log = tmp_path / "it.log"
    log.write_text('{"event": "x"}\n✗ 端口不对。请改正。\n  The port is wrong. Mend it.\n', encoding="utf-8")
    error = ended("it", log)
    assert (error.zh, error.en) == ("端口不对。请改正。", "The port is wrong. Mend it.")


@pytest.mark.parametrize(("text", "why"), [("", "it said nothing"), ("✗ half\n", "✗ half"), ("a\nb\n", "b")])
def test_program_that_told_nothing_is_quoted(tmp_path: Path, text: str, why: str) -> None:
    log = tmp_path / "it.log"
    log.write_text(text, encoding="utf-8")
    assert f"it did not start: {why}." in ended("it", log).en


def test_home_where_nothing_can_be_written_is_told_with_its_variable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OperatorError) as told, Home(tmp_path / "file" / "home").locked():
        pass
    assert "TONGXIN_HOME" in told.value.zh
    assert "TONGXIN_HOME" in told.value.en


def test_environment_that_the_gateway_cannot_start_with_is_told() -> None:
    gateway = Service("gateway", "127.0.0.1:1", {"TONGXIN_SESSION_MINUTES": "0"})
    with pytest.raises(OperatorError, match="TONGXIN_SESSION_MINUTES"):
        has_demo_accounts([gateway])


async def test_servers_that_do_not_answer_are_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise ConnectionFailure("127.0.0.1:1: [Errno 111] Connection refused, Timeout: 5.0s, Topology: <long>")

    monkeypatch.setattr(prepare, "PATIENCE_S", 0.1)
    monkeypatch.setattr(prepare, "PAUSE_S", 0.01)
    monkeypatch.setattr(prepare, "prepare_keys", away)
    with pytest.raises(OperatorError) as told:
        await prepare.prepare_patiently({"TONGXIN_MONGO_URL": "", "TONGXIN_AMQP_URL": ""}, keys(tmp_path))
    assert "Connection refused" in told.value.en
    assert "TONGXIN_MONGO_URL" in told.value.zh


async def test_broker_whose_streams_are_still_coming_up_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0

    async def coming_up(*_: object) -> None:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise ChannelNotFoundEntity("NOT_FOUND - home node of durable queue is down or inaccessible")

    async def made(*_: object) -> None:
        """Keys and servers are there."""

    monkeypatch.setattr(prepare, "PAUSE_S", 0.01)
    monkeypatch.setattr(prepare, "prepare_keys", made)
    monkeypatch.setattr(prepare, "prepare", coming_up)
    await prepare.prepare_patiently({"TONGXIN_MONGO_URL": "", "TONGXIN_AMQP_URL": ""}, keys(tmp_path))
    assert tried == 2


async def test_address_that_cannot_be_is_told_at_once(tmp_path: Path) -> None:
    wrong = {"TONGXIN_MONGO_URL": "http://127.0.0.1", "TONGXIN_AMQP_URL": "amqp://127.0.0.1:1/"}
    with pytest.raises(OperatorError, match="TONGXIN_MONGO_URL"):
        await prepare.prepare_patiently(wrong, keys(tmp_path))


def keys(folder: Path) -> KeyFiles:
    """Where keys would be made."""
    return KeyFiles(folder / "private", folder / "public", folder / "master")
