"""Ports of the loopback interface: which are free, which are taken, and the one that people open."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from deploy.local.trouble import not_a_port, port_taken

LOOPBACK = "127.0.0.1"
GATEWAY_PORT = 8080
PORT_VARIABLE = "TONGXIN_PORT"


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def port_is_taken(port: int, host: str = LOOPBACK) -> bool:
    """Whether another process listens on `port` of `host`."""
    family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            return True
    return False


def gateway_host(environment: Mapping[str, str]) -> str:
    """The interface that the gateway shall listen on."""
    return environment.get("TONGXIN_HOST") or LOOPBACK


def reachable(host: str, port: int) -> str:
    """The http address by which this machine reaches what listens on `host`; a wildcard is reached by loopback."""
    name = LOOPBACK if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def gateway_port(environment: Mapping[str, str]) -> int:
    """The port that the gateway shall listen on; raises Trouble when it is no port or somebody else has it."""
    value = environment.get(PORT_VARIABLE) or str(GATEWAY_PORT)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise not_a_port(value, PORT_VARIABLE)
    if port_is_taken(int(value), gateway_host(environment)):
        raise port_taken(int(value), PORT_VARIABLE)
    return int(value)
