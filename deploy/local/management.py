"""RabbitMQ's management API, as much of it as tests need: virtual hosts made and dropped in milliseconds."""

from __future__ import annotations

import base64
import json
import urllib.request
from typing import Any
from urllib.parse import quote, unquote, urlsplit


class Management:
    """The HTTP API at `url`, for instance `http://guest:guest@127.0.0.1:15672`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.user = unquote(parts.username or "guest")
        secret = f"{self.user}:{unquote(parts.password or 'guest')}"
        self._authorization = "Basic " + base64.b64encode(secret.encode()).decode()
        self._base = f"http://{parts.hostname}:{parts.port or 15672}/api/"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The decoded answer to one request below /api/; raises OSError when refused or unreachable."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data=data, method=method)  # noqa: S310 - http by construction
        request.add_header("Authorization", self._authorization)
        request.add_header("Content-Type", "application/json")
        with self._opener.open(request, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def answers(self) -> bool:
        """Whether the API serves requests now."""
        try:
            self.ask("GET", "vhosts")
        except OSError:
            return False
        return True

    def add_vhost(self, name: str) -> None:
        """Make the virtual host `name` and give the user every right in it."""
        self.ask("PUT", f"vhosts/{quote(name, safe='')}", {})
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        self.ask("PUT", f"permissions/{quote(name, safe='')}/{quote(self.user, safe='')}", everything)

    def drop_vhost(self, name: str) -> None:
        """Delete the virtual host `name` with all its queues."""
        self.ask("DELETE", f"vhosts/{quote(name, safe='')}")
