"""The key that signs actor tokens is changed beside running services, and nothing that was sealed is lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.keys import KeyFiles, ensure_keys
from deploy.signing_key import main
from services.gateway.auth.actor_tokens import ActorTokens
from services.gateway.auth.own_secret import own_secret
from shared.web.actor import TokenRefused, TrustedKeys

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyFiles:
    """The keys of an installation, named as a command is told of them."""
    made = KeyFiles.below(tmp_path)
    ensure_keys(made, sealed_data=False)
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    return made


def token(files: KeyFiles) -> str:
    """Of a gateway that starts now."""
    return ActorTokens.from_file(files.actor_private).mint("rescue", "jiuzhu", ["rescue_worker"], NOW)


def test_token_of_either_key_holds_until_the_change_has_ended(files: KeyFiles) -> None:
    trusted, secret, former = TrustedKeys.from_file("rescue", files.actor_public), own_secret(files.actor_private), None
    for step in ("begin", "begin", "switch"):
        former = token(files)
        assert main([step]) == 0
        assert trusted.verify(former, NOW) == trusted.verify(token(files), NOW)
    assert former != token(files)
    assert main(["end"]) == 0
    assert trusted.verify(token(files), NOW).id == "jiuzhu"
    with pytest.raises(TokenRefused):
        trusted.verify(former or "", NOW)
    assert own_secret(files.actor_private) == secret


def test_secret_of_the_gateway_outlives_every_further_change(files: KeyFiles) -> None:
    secret = own_secret(files.actor_private)
    for _ in range(2):
        assert [main([step]) for step in ("begin", "switch", "end")] == [0, 0, 0]
    assert own_secret(files.actor_private) == secret


@pytest.mark.parametrize(("taken", "refused"), [((), "switch"), (("begin",), "end")])
def test_step_before_its_turn_is_refused_with_what_to_do(
    files: KeyFiles, capsys: pytest.CaptureFixture[str], taken: tuple[str, ...], refused: str
) -> None:
    before = {file: file.read_bytes() for file in files.actor_private.parent.iterdir()}
    assert [main([step]) for step in taken] == [0] * len(taken)
    assert main([refused]) == 1
    assert "begin" in capsys.readouterr().err if refused == "switch" else "switch" in capsys.readouterr().err
    assert before[files.actor_private] == files.actor_private.read_bytes()


def test_files_are_their_owner_s_alone(files: KeyFiles) -> None:
    assert [main([step]) for step in ("begin", "switch", "end")] == [0, 0, 0]
    assert {file.stat().st_mode & 0o777 for file in files.actor_private.parent.iterdir()} == {0o600}
