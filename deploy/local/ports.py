"""Ports of the loopback interface: which are free, which are taken, and the one that people open."""

from __future__ import annotations

import errno
import random
import socket
from collections.abc import Mapping

from deploy.local.operator_error import not_a_port, not_our_address, port_needs_root, port_taken

LOOPBACK = "127.0.0.1"
GATEWAY_PORT, SITE_PORT = 8080, 8090
PORT_VARIABLE, HOST_VARIABLE, SITE_VARIABLE = "TONGXIN_PORT", "TONGXIN_HOST", "TONGXIN_SITE_PORT"
SERVED = range(15_000, 32_000)
_given: dict[int, socket.socket] = {}
"""Ports that this process has given, each with the claim that keeps other processes of ours from giving it."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on and that no living process was given by this function.

    The kernel takes the ports of outgoing connections from those above, so a server that was killed finds its own free.
    """
    while True:
        port = random.choice(SERVED)  # noqa: S311 - no secret
        if port not in _given and not port_is_taken(port) and (claim := _claim(port)):
            _given[port] = claim
            return port


def _claim(port: int) -> socket.socket | None:
    """An abstract Unix socket named after `port`: one process at a time has it, and the kernel frees it at its end."""
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0tongxin-port-{port}")
    except OSError as error:
        claim.close()
        if error.errno != errno.EADDRINUSE:
            raise
        return None
    return claim


def port_is_taken(port: int, host: str = LOOPBACK) -> bool:
    """Whether another process listens on `port` of `host`; raises OSError when nobody could."""
    family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return True
    return False


def gateway_host(environment: Mapping[str, str]) -> str:
    """The interface that the gateway shall listen on."""
    return environment.get(HOST_VARIABLE) or LOOPBACK


def reachable(host: str, port: int) -> str:
    """The http address by which this machine reaches what listens on `host`; a wildcard is reached by loopback."""
    name = LOOPBACK if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def gateway_port(environment: Mapping[str, str]) -> int:
    """The port that the gateway shall listen on; raises OperatorError when it cannot."""
    value, host = environment.get(PORT_VARIABLE) or str(GATEWAY_PORT), gateway_host(environment)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise not_a_port(value, PORT_VARIABLE)
    try:
        taken = port_is_taken(int(value), host)
    except PermissionError:
        raise port_needs_root(int(value), PORT_VARIABLE) from None
    except OSError:
        raise not_our_address(host, HOST_VARIABLE) from None
    if taken:
        raise port_taken(int(value), PORT_VARIABLE)
    return int(value)


def site_port(environment: Mapping[str, str]) -> int:
    """The port of the public site on the loopback interface: the one that was asked for, else 8090, or a free one
    where another installation has that. Raises OperatorError when the one asked for cannot be had.
    """
    value = environment.get(SITE_VARIABLE)
    if not value:
        return free_port() if port_is_taken(SITE_PORT) else SITE_PORT
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise not_a_port(value, SITE_VARIABLE)
    try:
        taken = port_is_taken(int(value))
    except PermissionError:
        raise port_needs_root(int(value), SITE_VARIABLE) from None
    if taken:
        raise port_taken(int(value), SITE_VARIABLE)
    return int(value)
