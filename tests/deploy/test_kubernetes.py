"""The manifests run our images with what they need, no right besides, and each key with its owners alone."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.wiring import BACKEND
from tests.architecture.source import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"
MANIFESTS: list[dict[str, Any]] = [
    document for file in sorted(FOLDER.glob("*.yaml")) for document in yaml.safe_load_all(file.read_text("utf-8"))
]
PODS = {
    one["metadata"]["name"]: one["spec"]["template"]["spec"] for one in MANIFESTS if "template" in one.get("spec", {})
}
SETTINGS = next(one["data"] for one in MANIFESTS if one["kind"] == "ConfigMap")
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
OURS = (*BACKEND, "gateway")


def told(name: str) -> set[str]:
    """The variables that a pod is given."""
    return set(SETTINGS) | {variable["name"] for variable in PODS[name]["containers"][0]["env"]}


def test_manifests_run_every_service_and_prepare_with_the_images_of_the_compose_file() -> None:
    assert set(PODS) == {*OURS, "prepare"}
    for name, pod in PODS.items():
        assert [container["image"] for container in pod["containers"]] == [COMPOSE[name]["image"]]


@pytest.mark.parametrize("name", PODS)
def test_pod_runs_without_rights_it_does_not_need(name: str) -> None:
    pod = PODS[name]
    assert (pod["securityContext"]["runAsNonRoot"], pod["securityContext"]["runAsUser"]) == (True, 10001)
    assert (pod["automountServiceAccountToken"], pod["enableServiceLinks"]) == (False, False)
    assert pod["containers"][0]["securityContext"] == {
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }
    assert set(pod["containers"][0]["resources"]) == {"requests", "limits"}
    assert pod["volumes"][0] == {"name": "tmp", "emptyDir": {}}


@pytest.mark.parametrize("name", OURS)
def test_service_is_probed_and_reached_on_its_port(name: str) -> None:
    container = PODS[name]["containers"][0]
    assert container["livenessProbe"]["httpGet"] == {"path": "/health/live", "port": "http"}
    assert container["readinessProbe"]["httpGet"] == {"path": "/health/ready", "port": "http"}
    assert container["ports"] == [{"name": "http", "containerPort": int(SETTINGS["TONGXIN_PORT"])}]
    [service] = [one for one in MANIFESTS if one["kind"] == "Service" and one["metadata"]["name"] == name]
    assert service["spec"]["selector"] == {"app": name}
    assert service["spec"]["ports"][0]["port"] == 8000


@pytest.mark.parametrize("name", OURS)
def test_service_is_told_what_the_compose_file_tells_it(name: str) -> None:
    settings = import_module(f"services.{name}.main").SERVICE.settings
    read = {f"TONGXIN_{key.upper()}" for key in settings.model_fields}
    must = {variable for variable, value in COMPOSE[name]["environment"].items() if value is not None}
    assert (must & read) - told(name) == set()


@pytest.mark.parametrize(
    ("variable", "secret", "owners"),
    [
        ("TONGXIN_MASTER_KEY", "key-master", {"prepare", "registry", "grants", "rescue"}),
        ("TONGXIN_ACTOR_PRIVATE_KEY", "key-private", {"prepare", "gateway"}),
    ],
)
def test_secret_keys_are_with_their_owners_alone(variable: str, secret: str, owners: set[str]) -> None:
    mounted = {name for name, pod in PODS.items() if any(volume["name"] == secret for volume in pod["volumes"])}
    assert {name for name in PODS if variable in told(name)} == mounted == owners
    for name in owners:
        environment = {one["name"]: one.get("value") for one in PODS[name]["containers"][0]["env"]}
        mounts = {one["name"]: one["mountPath"] for one in PODS[name]["containers"][0]["volumeMounts"]}
        assert str(Path(environment[variable]).parent) == mounts[secret]


def test_demo_accounts_do_not_exist_in_a_cluster() -> None:
    assert SETTINGS["TONGXIN_DEMO_ACCOUNTS"] == "false"
