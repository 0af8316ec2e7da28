"""A real AMQP 0-9-1 login over a plain socket: an open port alone does not say that a broker will serve."""

from __future__ import annotations

import socket
import struct
from urllib.parse import unquote, urlsplit

CONNECTION = 10
START, START_OK, TUNE, TUNE_OK, OPEN, OPEN_OK = 10, 11, 30, 31, 40, 41
FRAME_END = 0xCE


def amqp_answers(url: str, timeout: float = 2.0) -> bool:
    """Whether the broker at `url` lets its user open its virtual host, within `timeout` seconds per step."""
    parts = urlsplit(url)
    vhost = unquote(parts.path[1:]) or "/"
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 5672), timeout) as wire:
            wire.sendall(b"AMQP\x00\x00\x09\x01")
            _expect(wire, START)
            secret = f"\0{unquote(parts.username or 'guest')}\0{unquote(parts.password or 'guest')}".encode()
            login = struct.pack(">I", 0) + _short("PLAIN") + struct.pack(">I", len(secret)) + secret + _short("en_US")
            _send(wire, START_OK, login)
            tune = _expect(wire, TUNE)
            _send(wire, TUNE_OK, tune)
            _send(wire, OPEN, _short(vhost) + _short("") + b"\x00")
            _expect(wire, OPEN_OK)
    except (OSError, ConnectionError, struct.error):
        return False
    return True


def _short(text: str) -> bytes:
    raw = text.encode()
    return bytes([len(raw)]) + raw


def _send(wire: socket.socket, method: int, arguments: bytes) -> None:
    payload = struct.pack(">HH", CONNECTION, method) + arguments
    wire.sendall(struct.pack(">BHI", 1, 0, len(payload)) + payload + bytes([FRAME_END]))


def _expect(wire: socket.socket, method: int) -> bytes:
    """The arguments of the next frame, which must be connection method `method`."""
    _kind, _channel, size = struct.unpack(">BHI", _exactly(wire, 7))
    payload = _exactly(wire, size + 1)[:-1]
    if struct.unpack(">HH", payload[:4]) != (CONNECTION, method):
        raise ConnectionError("the broker answered with another method")
    return payload[4:]


def _exactly(wire: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        chunk = wire.recv(size - len(data))
        if not chunk:
            raise ConnectionError("the broker hung up")
        data += chunk
    return data
