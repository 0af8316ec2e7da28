"""What belongs to a subscriber at the broker, by its name: its account, its exchange and its queues."""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

VHOST = "outside"
"""The virtual host that outsiders reach; nothing of ours is in it but one exchange for each of them."""


def exchange_of(subscriber: str) -> str:
    """The exchange that only this subscriber may read."""
    return f"events.{subscriber}"


def account_of(subscriber: str) -> str:
    """Its account at the broker."""
    return f"outside-{subscriber}"


def queues_of(subscriber: str) -> str:
    """A regular expression of the names that its queues may have."""
    return rf"^{re.escape(subscriber)}\."


def outside_url(amqp_url: str, vhost: str = VHOST) -> str:
    """The address of the virtual host for outsiders, at the same broker and with the same account."""
    return urlunsplit(urlsplit(amqp_url)._replace(path="/" + quote(vhost, safe="")))


def vhost_of(amqp_url: str) -> str:
    """The virtual host that an address names."""
    return unquote(urlsplit(amqp_url).path[1:]) or "/"
