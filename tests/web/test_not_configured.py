"""A service that cannot start as it is configured says what is wrong and what to mend, without a traceback."""

import logging
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from services.gateway.main import SERVICE as GATEWAY
from services.grants.main import SERVICE as GRANTS
from services.notify.main import SERVICE as NOTIFY
from services.rescue.main import SERVICE as RESCUE
from shared import host
from shared.host import ServiceSpec, run_service

URLS = {f"TONGXIN_{name}_URL": "http://127.0.0.1:1" for name in ("REGISTRY", "GRANTS", "RESCUE", "NOTIFY", "PRINTING")}
PUBLIC = "the public half"


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """The variables of a whole set of keys."""
    private, kept = Ed25519PrivateKey.generate(), {name: tmp_path / name for name in ("private", "public", "master")}
    kept["private"].write_bytes(private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    kept["public"].write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    kept["master"].write_bytes(bytes(96))
    names = {"private": "ACTOR_PRIVATE_KEY", "public": "ACTOR_PUBLIC_KEY", "master": "MASTER_KEY"}
    return {f"TONGXIN_{names[name]}": str(file) for name, file in kept.items()}


@pytest.mark.parametrize(
    ("spec", "variable", "value"),
    [
        (GATEWAY, "TONGXIN_PORT", "abc"),
        (GATEWAY, "TONGXIN_PORT", "99999"),
        (GATEWAY, "TONGXIN_LOG_LEVEL", "LOUD"),
        (GATEWAY, "TONGXIN_AMQP_URL", "http://guest:secret-word@127.0.0.1"),
        (GATEWAY, "TONGXIN_SESSION_MINUTES", "0"),
        (GATEWAY, "TONGXIN_SESSION_MINUTES", "99999999999999"),
        (GATEWAY, "TONGXIN_RESCUE_URL", "rescue:8000"),
        (GATEWAY, "TONGXIN_PUBLIC_URL", "tongxin.example"),
        (GATEWAY, "TONGXIN_ACTOR_PRIVATE_KEY", "/nowhere/private"),
        (GATEWAY, "TONGXIN_ACTOR_PRIVATE_KEY", __file__),
        (GATEWAY, "TONGXIN_MONGO_URL", "mongodb://tongxin:secret-word@x@127.0.0.1/"),
        (RESCUE, "TONGXIN_DATABASE_PREFIX", "a.b"),
        (RESCUE, "TONGXIN_ACTOR_PUBLIC_KEY", "/nowhere/public"),
        (RESCUE, "TONGXIN_MASTER_KEY", "/nowhere/master"),
        (RESCUE, "TONGXIN_MASTER_KEY", __file__),
        (RESCUE, "TONGXIN_MASTER_KEY", None),
        (RESCUE, "TONGXIN_MASTER_KEY", ""),
        (GRANTS, "TONGXIN_MASTER_KEY", None),
        (GATEWAY, "TONGXIN_ACTOR_PRIVATE_KEY", PUBLIC),
        (GATEWAY, "TMPDIR", "/nowhere/mounted"),
        (RESCUE, "TMPDIR", "/nowhere/mounted"),
        (GRANTS, "TMPDIR", __file__),
        (RESCUE, "TONGXIN_LIMITS_FILE", __file__),
        (RESCUE, "TONGXIN_CALENDAR_FILE", __file__),
        (RESCUE, "TONGXIN_REFERENCE", "/nowhere/reference"),
        (NOTIFY, "TONGXIN_SMTP_URL", "smtp://tongxin:secret-word@127.0.0.1:99999"),
    ],
)
def test_wrong_value_is_told_with_its_variable_and_without_a_traceback(
    spec: ServiceSpec[Any],
    variable: str,
    value: str | None,
    keys: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    wrong = keys["TONGXIN_ACTOR_PUBLIC_KEY"] if value == PUBLIC else value
    for name, given in {**URLS, **keys, "TONGXIN_PORT": "0", variable: wrong}.items():
        if given is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, given)
    for name in ("configure_logging", "configure_tracing"):
        monkeypatch.setattr(host, name, lambda *_: None)
    with caplog.at_level(logging.INFO), pytest.raises(SystemExit) as ended:
        run_service(spec)
    told = str(ended.value.code)
    assert told.startswith(f"✗ {spec.name} 按现在的配置无法启动：")
    assert f"Mend {variable}" in told or variable in told.partition("Mend")[0]
    assert "Traceback" not in caplog.text + told
    assert "secret-word" not in caplog.text + told
