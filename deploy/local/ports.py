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
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def gateway_port(environment: Mapping[str, str]) -> int:
    """The port that the gateway shall listen on; raises Trouble when it is no port or somebody else has it."""
    value = environment.get(PORT_VARIABLE) or str(GATEWAY_PORT)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise not_a_port(value, PORT_VARIABLE)
    if port_is_taken(int(value), environment.get("TONGXIN_HOST") or LOOPBACK):
        raise port_taken(int(value), PORT_VARIABLE)
    return int(value)
