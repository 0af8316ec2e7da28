"""RabbitMQ's management API, as much of it as we need: virtual hosts, accounts, and what they may do."""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlsplit

EVERYTHING = {"configure": ".*", "write": ".*", "read": ".*"}


class BrokerRefused(OSError):
    """The broker answered that it will not; the text is its reason."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(f"{status} {reason}")


class BrokerAdmin:
    """The HTTP API at ``url``, for instance ``http://guest:guest@127.0.0.1:15672``; every call may be repeated.

    All raise BrokerRefused, and other OSErrors when the broker cannot be reached.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.user = unquote(parts.username or "guest")
        secret = f"{self.user}:{unquote(parts.password or 'guest')}"
        self._authorization = "Basic " + base64.b64encode(secret.encode()).decode()
        scheme = "https" if parts.scheme == "https" else "http"
        self._base = f"{scheme}://{parts.hostname}:{parts.port or 15672}{parts.path.rstrip('/')}/api/"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The decoded answer to one request below /api/."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data=data, method=method)  # noqa: S310 - see scheme above
        request.add_header("Authorization", self._authorization)
        request.add_header("Content-Type", "application/json")
        try:
            with self._opener.open(request, timeout=30) as answer:
                content = answer.read()
        except HTTPError as refusal:
            with refusal:
                raise BrokerRefused(refusal.code, refusal.read(500).decode("utf-8", "replace")) from None
        return json.loads(content) if content else None

    def answers(self) -> bool:
        """Whether the API serves requests now."""
        try:
            self.ask("GET", "vhosts")
        except OSError:
            return False
        return True

    def add_vhost(self, name: str) -> None:
        """Make the virtual host ``name`` and give the asking account every right in it."""
        self.ask("PUT", f"vhosts/{_in_path(name)}", {})
        self.allow(name, self.user, EVERYTHING)

    def drop_vhost(self, name: str) -> None:
        """Delete the virtual host ``name`` with all its queues."""
        self._drop(f"vhosts/{_in_path(name)}")

    def add_user(self, name: str, password: str, tags: str = "") -> None:
        """Make the account, or give it this password; ``tags`` such as ``administrator`` open the management API."""
        self.ask("PUT", f"users/{_in_path(name)}", {"password": password, "tags": tags})

    def has_user(self, name: str) -> bool:
        """Whether there is such an account."""
        return self._found(f"users/{_in_path(name)}") is not None

    def drop_user(self, name: str) -> None:
        """Delete the account and end its connections; nothing where there is none."""
        self._drop(f"users/{_in_path(name)}")
        self.disconnect(name)

    def disconnect(self, user: str) -> None:
        """End every connection of the account: a permission that was taken away counts at once then."""
        self._drop(f"connections/username/{_in_path(user)}")

    def limit_user(self, name: str, limits: Mapping[str, int]) -> None:
        """Bound the account: ``max-connections``, ``max-channels``."""
        for limit, value in limits.items():
            self.ask("PUT", f"user-limits/{_in_path(name)}/{limit}", {"value": value})

    def allow(self, vhost: str, user: str, what: Mapping[str, str]) -> None:
        """Set the account's permissions in a virtual host: regular expressions to configure, write and read."""
        self.ask("PUT", f"permissions/{_in_path(vhost)}/{_in_path(user)}", dict(what))

    def disallow(self, vhost: str, user: str) -> None:
        """Close a virtual host to an account."""
        self._drop(f"permissions/{_in_path(vhost)}/{_in_path(user)}")

    def allow_topics(self, vhost: str, user: str, exchange: str, *, write: str, read: str) -> None:
        """Set which routing keys the account may publish with, and bind, at one topic exchange: regular expressions."""
        topics = {"exchange": exchange, "write": write, "read": read}
        self.ask("PUT", f"topic-permissions/{_in_path(vhost)}/{_in_path(user)}", topics)

    def declare_topic_exchange(self, vhost: str, name: str) -> None:
        """Declare a durable topic exchange."""
        made = {"type": "topic", "durable": True, "auto_delete": False, "arguments": {}}
        self.ask("PUT", f"exchanges/{_in_path(vhost)}/{_in_path(name)}", made)

    def drop_exchange(self, vhost: str, name: str) -> None:
        """Delete an exchange; nothing where there is none."""
        self._drop(f"exchanges/{_in_path(vhost)}/{_in_path(name)}")

    def queues(self, vhost: str) -> list[dict[str, Any]]:
        """The queues of a virtual host as the API tells them; none where there is no such host."""
        return self._found(f"queues/{_in_path(vhost)}") or []

    def drop_queue(self, vhost: str, name: str) -> None:
        """Delete a queue with what is in it; nothing where there is none."""
        self._drop(f"queues/{_in_path(vhost)}/{_in_path(name)}")

    def limit_queues(self, vhost: str, policy: str, pattern: str, definition: Mapping[str, int]) -> None:
        """Bound the queues of a virtual host (an operator policy): the lower of this and their own limits counts."""
        bounds = {"pattern": pattern, "definition": dict(definition), "priority": 0, "apply-to": "queues"}
        self.ask("PUT", f"operator-policies/{_in_path(vhost)}/{_in_path(policy)}", bounds)

    def drop_queue_limits(self, vhost: str, policy: str) -> None:
        """Take such bounds away; nothing where there are none."""
        self._drop(f"operator-policies/{_in_path(vhost)}/{_in_path(policy)}")

    def limit_vhost(self, vhost: str, limits: Mapping[str, int]) -> None:
        """Bound a virtual host: ``max-queues``, ``max-connections``."""
        for limit, value in limits.items():
            self.ask("PUT", f"vhost-limits/{_in_path(vhost)}/{limit}", {"value": value})

    def _found(self, path: str) -> Any:
        try:
            return self.ask("GET", path)
        except BrokerRefused as refusal:
            if refusal.status != 404:
                raise
            return None

    def _drop(self, path: str) -> None:
        try:
            self.ask("DELETE", path)
        except BrokerRefused as refusal:
            if refusal.status != 404:
                raise


def _in_path(text: str) -> str:
    return quote(text, safe="")
