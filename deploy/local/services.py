"""The seven services of one local installation: their ports, their environment, and whether they are ready."""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from deploy.keys import KeyFiles
from deploy.local.home import MARK, Home
from deploy.local.operator_error import OperatorError
from deploy.local.ports import LOOPBACK, free_port, gateway_host, reachable
from services.gateway.settings import Settings
from shared.not_configured import NotConfigured

SERVICES = ("registry", "grants", "rescue", "notify", "printing")
GATEWAY, SITE = "gateway", "public"
OWNERS = {"TONGXIN_ACTOR_PRIVATE_KEY": {GATEWAY}, "TONGXIN_MASTER_KEY": {"registry", "grants", "rescue"}}
"""Which services are told of a key."""
_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Service:
    """One process: `python -m services.<name>.main` reached at `address`."""

    name: str
    address: str
    environment: Mapping[str, str]

    @property
    def module(self) -> str:
        """What to run."""
        return f"services.{self.name}.main"

    def is_ready(self) -> bool:
        """Whether /health/ready answers 200 now."""
        try:
            with _NO_PROXY.open(self.address + "/health/ready", timeout=3) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def marked_environment(home: Home) -> dict[str, str]:
    """This process's environment with the mark by which everything started for `home` is found again."""
    return {**os.environ, MARK: str(home.root), "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}


def common_environment(home: Home, mongo_url: str, amqp_url: str, ports: Mapping[str, int]) -> dict[str, str]:
    """What all services, `deploy.prepare` and `deploy.demo` are told."""
    own = {name: f"http://{LOOPBACK}:{port}" for name, port in ports.items()}
    urls = {f"TONGXIN_{name.upper()}_URL": url for name, url in own.items() if name != SITE}
    return {
        "TONGXIN_MONGO_URL": mongo_url,
        "TONGXIN_AMQP_URL": amqp_url,
        "TONGXIN_DATABASE_PREFIX": os.environ.get("TONGXIN_DATABASE_PREFIX", "tongxin_"),
        "TONGXIN_PUBLIC_URL": os.environ.get("TONGXIN_PUBLIC_URL", urls["TONGXIN_GATEWAY_URL"]),
        "TONGXIN_REFERENCE": os.environ.get("TONGXIN_REFERENCE") or str(home.reference),
        "TONGXIN_SITE_URL": os.environ.get("TONGXIN_SITE_URL", own[SITE]),
        **KeyFiles.below(home.keys).environment(),
        **urls,
    }


def choose_ports(gateway_port: int, site_port: int) -> dict[str, int]:
    """A free port for every service, the given ones for the gateway and the public site."""
    return {**{name: free_port() for name in SERVICES}, SITE: site_port, GATEWAY: gateway_port}


def services_of(home: Home, common: Mapping[str, str], ports: Mapping[str, int]) -> list[Service]:
    """The seven services with their own part of the environment: the key that signs tokens is the gateway's alone, the
    master key that of the services which keep sealed fields."""
    found = []
    for name, port in ports.items():
        host = gateway_host(os.environ) if name == GATEWAY else LOOPBACK
        environment = {**marked_environment(home), **common, "TONGXIN_HOST": host, "TONGXIN_PORT": str(port)}
        for key, owners in OWNERS.items():
            if name not in owners:
                del environment[key]
        found.append(Service(name, reachable(host, port), environment))
    return found


def has_demo_accounts(services: Sequence[Service]) -> bool:
    """Whether the gateway will let the demo accounts in, by its own judgement of its environment.

    Raises OperatorError for an environment that the gateway cannot start with.
    """
    environment = next(service.environment for service in services if service.name == GATEWAY)
    prefix = "TONGXIN_"
    given = {name.removeprefix(prefix).lower(): value for name, value in environment.items() if name.startswith(prefix)}
    try:
        return Settings.model_validate(given).with_demo_accounts
    except ValidationError as error:
        why = NotConfigured.of(GATEWAY, error)
        raise OperatorError(why.zh, why.en) from error
