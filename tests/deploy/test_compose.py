"""The compose file lets operators say everything that a service can be told, and gives keys to their owners alone."""

from importlib import import_module
from typing import Any

import pytest
import yaml

from deploy.wiring import BACKEND
from tests.architecture.source import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
OURS = (*BACKEND, "gateway")
OF_THE_IMAGE = {"host", "port", "database_prefix", "reference"}
"""Settings that nobody has a reason to change in a container."""


@pytest.mark.parametrize("service", OURS)
def test_compose_passes_on_every_setting_of_a_service(service: str) -> None:
    settings = import_module(f"services.{service}.main").SERVICE.settings
    needs_sealing = service in ("grants", "rescue")
    skipped = OF_THE_IMAGE if needs_sealing else OF_THE_IMAGE | {"master_key"}
    wanted = {f"TONGXIN_{name.upper()}" for name in set(settings.model_fields) - skipped}
    assert wanted - set(COMPOSE[service]["environment"]) == set()


@pytest.mark.parametrize(
    ("variable", "volume", "owners"),
    [
        ("TONGXIN_MASTER_KEY", "master-key", {"prepare", "registry", "grants", "rescue"}),
        ("TONGXIN_ACTOR_PRIVATE_KEY", "actor-private", {"prepare", "gateway", "demo"}),
    ],
)
def test_compose_gives_secret_keys_to_their_owners_alone(variable: str, volume: str, owners: set[str]) -> None:
    assert {name for name, one in COMPOSE.items() if variable in one.get("environment", {})} == owners
    mounted = {
        name: [entry for entry in one.get("volumes", ()) if entry.startswith(volume)] for name, one in COMPOSE.items()
    }
    assert {name for name, entries in mounted.items() if entries} == owners
    assert all(entries[0].endswith(":ro") for name, entries in mounted.items() if entries and name != "prepare")


def test_compose_publishes_pages_on_loopback_alone() -> None:
    published = {name: one["ports"] for name, one in COMPOSE.items() if "ports" in one}
    assert set(published) == {"gateway", "public"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)


@pytest.mark.parametrize("service", ["prepare", *OURS, "demo"])
def test_compose_runs_our_images_without_rights_they_do_not_need(service: str) -> None:
    one = COMPOSE[service]
    assert (one["read_only"], one["cap_drop"], one["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])


def test_who_uses_reference_data_reads_the_operators_packages_and_prepare_alone_writes_them() -> None:
    using = {name for name in OURS if import_module(f"services.{name}.main").SERVICE.reference}
    mounted = {
        name: [entry for entry in one.get("volumes", ()) if entry.startswith("reference:")]
        for name, one in COMPOSE.items()
    }
    assert {name: entries for name, entries in mounted.items() if entries} == {
        **{name: ["reference:/reference:ro"] for name in using},
        "prepare": ["reference:/reference"],
    }
