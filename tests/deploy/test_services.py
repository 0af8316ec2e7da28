"""Each service is told what it needs, no key that is another's, and `make up` shows only accounts that can sign in."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.local.home import Home
from deploy.local.services import GATEWAY, SERVICES, SITE, Service, common_environment, has_demo_accounts, services_of

PORTS = {name: 20000 + n for n, name in enumerate((*SERVICES, SITE, GATEWAY))}


def the_services(root: Path) -> list[Service]:
    home = Home(root)
    return services_of(home, common_environment(home, "mongodb://it", "amqp://it", PORTS), PORTS)


def test_services_hold_only_their_own_keys(tmp_path: Path) -> None:
    told = {service.name: service.environment for service in the_services(tmp_path)}
    assert [name for name in told if "TONGXIN_ACTOR_PRIVATE_KEY" in told[name]] == ["gateway"]
    assert [name for name in told if "TONGXIN_MASTER_KEY" in told[name]] == ["registry", "grants", "rescue"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [({}, True), ({"TONGXIN_DEMO_ACCOUNTS": "0"}, False), ({"TONGXIN_DEMO_ACCOUNTS": "False"}, False),
     ({"TONGXIN_HOST": "0.0.0.0"}, False), ({"TONGXIN_PUBLIC_URL": "https://tongxin.example"}, False)],
)  # fmt: skip
def test_demo_accounts_are_shown_exactly_where_the_gateway_lets_them_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], shown: bool
) -> None:
    for name in ("TONGXIN_DEMO_ACCOUNTS", "TONGXIN_HOST", "TONGXIN_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert has_demo_accounts(the_services(tmp_path)) == shown
